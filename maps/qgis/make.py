#!/usr/bin/python3
"""Writes the styles of the layers: `/usr/bin/python3 maps/qgis/make.py`, with QGIS's Python packages (Debian: python3-qgis).

The same sources give the same bytes.
"""

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent

# Qt orders what it writes by hashes, seeded anew for every process unless told otherwise before it starts.
if os.environ.get("QT_HASH_SEED") != "0":
    os.environ.update(QT_HASH_SEED="0", QT_QPA_PLATFORM="offscreen")
    os.execv(sys.executable, [sys.executable, *sys.argv])

from qgis.core import QgsApplication, QgsMapLayer, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

import fields
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


def main(folder):
    for locale in ("es", "en"):
        words = Words(locale)
        for layer in fields.layers():
            write(folder / "styles" / locale / f"{layer.name}.qml", style(layer, words))


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    try:
        main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
    finally:
        application.exitQgis()
