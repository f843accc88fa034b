#!/usr/bin/python3
"""Writes the project and the styles, with QGIS's Python packages (Debian: python3-qgis) and a running service:

    /usr/bin/python3 maps/qgis/make.py ADDRESS [FOLDER]

Layers, fields and their titles are as the service describes them. The same description gives the same bytes.
"""

import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

# Qt orders what it writes by hashes, seeded anew for every process unless told otherwise before it starts.
if os.environ.get("QT_HASH_SEED") != "0":
    os.environ.update(QT_HASH_SEED="0", QT_QPA_PLATFORM="offscreen")
    os.execv(sys.executable, [sys.executable, *sys.argv])

from qgis.core import QgsApplication, QgsMapLayer, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

import fields
import project
import stable
import styles
from words import Words

PARTS = (
    QgsMapLayer.Symbology
    | QgsMapLayer.Labeling
    | QgsMapLayer.Fields
    | QgsMapLayer.Forms
    | QgsMapLayer.Rendering
)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def style(layer, words):
    """A layer's style as a QML file has it."""
    document = QDomDocument()
    error = styles.styled(layer, words).exportNamedStyle(document, QgsReadWriteContext(), PARTS)
    if error:
        raise RuntimeError(f"{layer.name}: {error}")
    return stable.text(document)


def main(service, folder):
    for locale in ("es", "en"):
        words = Words(locale)
        for layer in fields.layers(service, locale):
            write(folder / "styles" / locale / f"{layer.name}.qml", style(layer, words))
    with tempfile.TemporaryDirectory() as empty:
        text = project.project_text(fields.layers(service, "es"), Words("es"), pathlib.Path(empty))
    write(folder / "cercania.qgs", text)


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    try:
        main(sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
    finally:
        application.exitQgis()
