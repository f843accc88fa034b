"""QGIS without a window, of the version that Debian has: every layer opened from the service's address, filtered and drawn."""

import collections
import unittest

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, QVariant
from qgis.PyQt.QtGui import QColor

from service import LAYERS, ROOT, SPANISH, Service

APPLICATION = QgsApplication([], False)
APPLICATION.initQgis()
UTM = QgsCoordinateReferenceSystem("EPSG:32718")


def opened(service, layer, more=""):
    address = f" pagingEnabled='true' {more} typename='{layer}' url='{service.url}' version='OGC_API_FEATURES'"
    return QgsVectorLayer(address, layer, "OAPIF")


def drawn(layers, extent, size=400):
    """A picture of some layers on white, north up, metres."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(UTM)
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(size, size))
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    return job.renderedImage()


def coloured(image):
    """The share of pixels that are not white."""
    pixels = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    counts = collections.Counter(image.pixel(x, y) for x, y in pixels)
    return 1 - counts[QColor("white").rgb()] / sum(counts.values())


def metres(layer):
    """A layer's extent and a little more, in metres."""
    transform = QgsCoordinateTransform(layer.crs(), UTM, QgsProject.instance())
    extent = transform.transformBoundingBox(layer.extent())
    extent.grow(100)
    return extent


class Layers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())

    def rows(self, layer):
        return self.service.json(f"/collections/{layer}/items?limit=10000")["features"]

    def test_every_layer_is_valid_and_has_every_feature(self):
        for name in LAYERS:
            with self.subTest(name):
                layer = opened(self.service, name)
                self.assertTrue(layer.isValid(), layer.error().message())
                self.assertEqual(layer.featureCount(), self.service.count(name))
                rows = {row["id"]: row for row in self.rows(name)}
                features = {feature["id"]: feature for feature in layer.getFeatures()}
                self.assertEqual(features.keys(), rows.keys())
                for key, feature in features.items():
                    self.assertEqual(feature.hasGeometry(), rows[key]["geometry"] is not None, key)

    def test_fields_have_names_and_types(self):
        types = {"string": {"QString", "QDate", "QDateTime"}, "integer": {"int", "qlonglong"}, "number": {"double", "int"}}
        for name in LAYERS:
            with self.subTest(name):
                layer = opened(self.service, name)
                described = self.service.fields(name)
                self.assertEqual([field.name() for field in layer.fields()], list(described))
                for field in layer.fields():
                    kind = "string" if field.name() == "closed_on" else described[field.name()]["type"]
                    self.assertIn(QVariant.typeToName(field.type()), types[kind], field.name())

    def test_titles_are_spanish(self):
        for entry in self.service.json("/collections", accept_language="es-PE")["collections"]:
            self.assertEqual(entry["title"], SPANISH[entry["id"]])

    def test_an_attribute_filter(self):
        layer = opened(self.service, "households")
        wanted = sorted(row["id"] for row in self.rows("households") if row["properties"]["state"] == "too_far")
        request = QgsFeatureRequest().setFilterExpression("\"state\" = 'too_far'")
        self.assertEqual(sorted(feature["id"] for feature in layer.getFeatures(request)), wanted)

    def test_a_window_asks_the_server_for_what_lies_in_it(self):
        west, south, east, north = -76.953, -12.1285, -76.95, -12.124
        layer = opened(self.service, "households", "restrictToRequestBBOX='1'")
        wanted = sorted(
            row["id"]
            for row in self.rows("households")
            if row["geometry"] and west <= row["geometry"]["coordinates"][0] <= east and south <= row["geometry"]["coordinates"][1] <= north
        )
        self.assertTrue(0 < len(wanted) < 320)
        request = QgsFeatureRequest(QgsRectangle(west, south, east, north))
        self.assertEqual(sorted(feature["id"] for feature in layer.getFeatures(request)), wanted)

    def test_styles_load_and_nothing_is_drawn_blank(self):
        window = metres(opened(self.service, "settlements"))
        for locale in ("es", "en"):
            for name in LAYERS:
                with self.subTest(name, locale=locale):
                    layer = opened(self.service, name)
                    message, loaded = layer.loadNamedStyle(str(ROOT / f"maps/qgis/styles/{locale}/{name}.qml"))
                    self.assertTrue(loaded, message)
                    layer.setScaleBasedVisibility(False)
                    self.assertGreater(coloured(drawn([layer], window)), 0.002)
                    titles = self.service.fields(name) if locale == "es" else None
                    for at, field in enumerate(layer.fields()):
                        if titles:
                            self.assertEqual(layer.attributeAlias(at), titles[field.name()]["title"])
                        if titles and titles[field.name()].get("readOnly"):
                            self.assertTrue(layer.editFormConfig().readOnly(at), field.name())


class Town(unittest.TestCase):
    def test_more_rows_than_a_page(self):
        with Service(households=25_000) as service:
            layer = opened(service, "households")
            self.assertEqual(layer.featureCount(), 25_000)
            ids = [feature["id"] for feature in layer.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.NoGeometry))]
            self.assertEqual((len(ids), len(set(ids))), (25_000, 25_000))
