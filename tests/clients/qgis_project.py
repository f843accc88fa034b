"""The project and the styles of `maps/qgis`: as their generator makes them, and opened by QGIS on a running service."""

import collections
import unittest

from qgis.core import QgsLayoutExporter, QgsProject
from qgis.PyQt.QtGui import QImage

from qgis_layers import coloured, drawn
from service import LAYERS, ROOT, SPANISH, Service, run

ADDRESS = "http://127.0.0.1:8080"
MADE = ROOT / "maps" / "qgis"


class Project(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())
        text = (MADE / "cercania.qgs").read_text(encoding="utf-8")
        file = cls.service.path / "cercania.qgs"
        file.write_text(text.replace(ADDRESS, cls.service.url), encoding="utf-8")
        cls.project = QgsProject.instance()
        assert cls.project.read(str(file)), cls.project.error()
        cls.addClassCleanup(cls.project.clear)

    def test_committed_files_are_the_generators(self):
        folder = self.service.path / "made"
        run("/usr/bin/python3", MADE / "make.py", self.service.url, folder)
        names = ["cercania.qgs", *(f"styles/{locale}/{layer}.qml" for locale in ("es", "en") for layer in LAYERS)]
        for name in names:
            same = (folder / name).read_bytes() == (MADE / name).read_bytes()
            self.assertTrue(same, f"maps/qgis/{name} differs; run maps/qgis/make.py on a running service")

    def test_files_name_no_person_machine_or_time(self):
        for file in (MADE / "cercania.qgs", *MADE.glob("styles/*/*.qml")):
            text = file.read_text(encoding="utf-8")
            for word in ("saveUser", "saveDateTime", "<author>", "/home/", "/root"):
                self.assertNotIn(word, text, file.name)

    def test_every_layer_is_there_valid_complete_and_titled(self):
        shown = [node.name() for node in self.project.layerTreeRoot().findLayers() if node.itemVisibilityChecked()]
        self.assertEqual(sorted(shown), sorted(SPANISH.values()))
        for name in LAYERS:
            with self.subTest(name):
                (layer,) = self.project.mapLayersByName(SPANISH[name])
                self.assertTrue(layer.isValid(), layer.error().message())
                self.assertEqual(layer.featureCount(), self.service.count(name))
                self.assertEqual([field.name() for field in layer.fields()], list(self.service.fields(name)))
                self.assertTrue(layer.readOnly())
        self.assertEqual(self.project.crs().authid(), "EPSG:32718")

    def test_the_first_view_is_drawn(self):
        order = self.project.layerTreeRoot().layerOrder()
        self.assertEqual(len(order), len(LAYERS))
        image = drawn(order, self.project.viewSettings().defaultViewExtent(), 600)
        colours = collections.Counter(image.pixel(x, y) for x in range(0, 600, 3) for y in range(0, 600, 3))
        self.assertGreater(len(colours), 30)

    def test_a_sheet_for_each_settlement(self):
        layout = self.project.layoutManager().layoutByName("Hoja de asentamiento")
        atlas = layout.atlas()
        self.assertEqual(atlas.updateFeatures(), self.service.count("settlements"))
        exporter = QgsLayoutExporter(layout)
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = 60
        settings.generateWorldFile = settings.exportMetadata = False
        atlas.beginRender()
        self.assertTrue(atlas.first())
        for number in range(atlas.count()):
            file = self.service.path / f"sheet-{number}.png"
            self.assertEqual(exporter.exportToImage(str(file), settings), QgsLayoutExporter.Success)
            self.assertGreater(coloured(QImage(str(file))), 0.2, atlas.currentFilename())
            said = "\n".join(item.currentText() for item in layout.items() if hasattr(item, "currentText"))
            row = self.service.json(f"/collections/settlements/items/{atlas.currentFilename()}")["properties"]
            self.assertIn(row["name"], said)
            self.assertIn("Distancias en línea recta, no es camino", said)
            for figure in (f"Personas: {row['persons']}", f"Atendidas: {row['persons_served']}"):
                self.assertIn(figure, said)
            atlas.next()
        atlas.endRender()
        pdf = self.service.path / "sheets.pdf"
        result, message = exporter.exportToPdf(atlas, str(pdf), QgsLayoutExporter.PdfExportSettings())
        self.assertEqual(result, QgsLayoutExporter.Success, message)
        self.assertGreater(pdf.stat().st_size, 20_000)
