"""The project and the styles of `maps/qgis`: as their generator makes them, and opened by QGIS on a running service."""

import collections
import unittest

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsLayoutExporter,
    QgsMapBoxGlStyleConverter,
    QgsProject,
    QgsSymbolLayer,
    QgsSymbolLayerUtils,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor, QImage

from qgis_layers import coloured, drawn, metres, opened
from service import LAYERS, ROOT, SPANISH, Service, import_rows, run

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


KITCHENS = ("K-1", "K-2", "K-0", "K-17", "K-18", "2021-0007", "2021-0008", "12-A", "7.3.b", "K-18446744073709551615", "olla", "Comedor_B")


class Kitchens(Service):
    """Kitchens with ids as offices write them, 200 m apart, with a home beside each."""

    def __init__(self):
        super().__init__(households=len(KITCHENS))

    def fill(self):
        places = [(kitchen, -76.96 + 0.002 * (n % 4), -12.15 + 0.002 * (n // 4)) for n, kitchen in enumerate(KITCHENS)]
        import_rows(self, "kitchens", ["id,name,lon,lat", *(f"{kitchen},Cocina,{lon:.4f},{lat:.4f}" for kitchen, lon, lat in places)])
        homes = (f"H-{n},{lon + 0.0005:.4f},{lat:.4f},4" for n, (_, lon, lat) in enumerate(places))
        import_rows(self, "households", ["id,lon,lat,persons", *homes])


class Colours(unittest.TestCase):
    """A kitchen's colour is the same in the project, in the style of the tiles and on the pages."""

    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Kitchens())
        cls.style = cls.service.json("/styles/cercania")
        layers = {layer["id"]: layer for layer in cls.style["layers"]}
        pairs = layers["catchments-area"]["paint"]["fill-color"][2:-1]
        cls.colours = {kitchen: colour for ids, colour in zip(pairs[::2], pairs[1::2]) for kitchen in ids}

    def test_the_projects_rule_gives_the_styles_colours(self):
        project = QgsProject()
        self.assertTrue(project.read(str(MADE / "cercania.qgs"), QgsProject.FlagDontResolveLayers))
        (layer,) = project.mapLayersByName(SPANISH["kitchens"])
        (rule,) = [rule for rule in layer.renderer().rootRule().children() if "open" in rule.filterExpression()]
        drawing = rule.symbol().symbolLayer(0).dataDefinedProperties()
        expression = QgsExpression(drawing.property(QgsSymbolLayer.PropertyFillColor).expressionString())
        self.assertFalse(expression.hasParserError(), expression.parserErrorString())
        fields = QgsFields()
        fields.append(QgsField("id", QVariant.String))
        self.assertEqual(self.colours.keys(), set(KITCHENS))
        for kitchen in KITCHENS:
            feature = QgsFeature(fields)
            feature.setAttributes([kitchen])
            context = QgsExpressionContext()
            context.setFeature(feature)
            context.setFields(fields)
            ours = QgsSymbolLayerUtils.decodeColor(expression.evaluate(context))
            theirs = QColor(self.colours[kitchen])
            # QGIS cuts channels off where the service rounds them.
            for channel in ("red", "green", "blue"):
                self.assertAlmostEqual(getattr(ours, channel)(), getattr(theirs, channel)(), delta=1, msg=kitchen)

    def test_a_page_draws_kitchens_in_the_styles_colours(self):
        html = self.service.get("/collections/kitchens", Accept="text/html").body.decode()
        for kitchen in KITCHENS:
            self.assertIn(f'fill="{self.colours[kitchen]}" stroke="#000"', html, kitchen)

    def test_the_style_is_drawn_in_colours(self):
        window = metres(opened(self.service, "kitchens"))
        tiles = self.service.json("/tiles/WebMercatorQuad?f=tilejson")["tiles"][0]
        for kind, shown in (("circle", "kitchens"), ("circle", "households"), ("fill", "catchments")):
            layers = [layer for layer in self.style["layers"] if (layer["type"], layer["source-layer"]) == (kind, shown)]
            # Seen through, colours would not be themselves.
            layers = [{**layer, "paint": {**layer["paint"], f"{kind}-opacity": 1}} for layer in layers if "uncertain" not in layer["id"]]
            converter = QgsMapBoxGlStyleConverter()
            done = converter.convert({**self.style, "layers": layers})
            self.assertEqual(done, QgsMapBoxGlStyleConverter.Success, converter.errorMessage())
            layer = QgsVectorTileLayer(f"type=xyz&zmin=0&zmax=18&url={tiles}", shown)
            self.assertTrue(layer.isValid())
            layer.setRenderer(converter.renderer())
            image = drawn([layer], window, 600)
            seen = {image.pixelColor(x, y).name() for x in range(600) for y in range(600)}
            for kitchen in KITCHENS:
                self.assertTrue(self.colours[kitchen] in seen, f"{kitchen} in {shown}")
