"""GDAL's commands, of the version that Debian has: the service as a source, and what comes out of it."""

import json
import unittest

from service import LAYERS, Service, run


def described(*arguments):
    return run("ogrinfo", "-ro", *arguments)


def number(text, after):
    """The number that follows some words in what ogrinfo says."""
    return int(text.split(after)[1].split()[0])


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())
        cls.source = "OAPIF:" + cls.service.url

    def test_every_layer_is_listed_with_its_fields_and_count(self):
        said = described("-so", "-al", self.source)
        for layer in LAYERS:
            block = said.split(f"Layer name: {layer}\n")[1].split("\nLayer name:")[0]
            self.assertEqual(number(block, "Feature Count:"), self.service.count(layer), layer)
            for field in self.service.fields(layer):
                self.assertIn(f"\n{field}: ", block, layer)

    def test_types_are_those_of_the_schema(self):
        block = described("-so", self.source, "households")
        for line in ("persons: Integer", "distance_m: Real", "closed_on: Date", "state: String"):
            self.assertIn(line, block)

    def test_a_copy_has_every_layer_feature_and_value(self):
        copy = self.service.path / "copy.gpkg"
        run("ogr2ogr", copy, self.source)
        for layer in LAYERS:
            counted = described("-so", copy, layer)
            self.assertEqual(number(counted, "Feature Count:"), self.service.count(layer), layer)
        served = self.service.json("/collections/households/items?limit=10000")["features"]
        file = self.service.path / "copy.geojson"
        run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", file, copy, "households")
        copied = {row["properties"]["id"]: row for row in json.loads(file.read_text())["features"]}
        self.assertEqual(len(copied), len(served))
        for feature in served:
            row = copied[feature["id"]]
            self.assertEqual(row["geometry"], feature["geometry"], feature["id"])
            for name, value in feature["properties"].items():
                self.assertEqual(row["properties"][name], value, f"{feature['id']} {name}")

    def test_an_attribute_filter(self):
        wanted = [row for row in self.served() if row["properties"]["state"] == "too_far"]
        self.assertTrue(0 < len(wanted) < self.service.count("households"))
        said = described("-so", "-where", "state = 'too_far'", self.source, "households")
        self.assertEqual(number(said, "Feature Count:"), len(wanted))

    def test_a_filter_that_the_server_cannot_take_is_still_right(self):
        wanted = [row for row in self.served() if row["properties"]["persons"] > 4 and row["properties"]["kitchen_id"] == "K-1"]
        said = described("-so", "-where", "persons > 4 AND kitchen_id = 'K-1'", self.source, "households")
        self.assertEqual(number(said, "Feature Count:"), len(wanted))

    def test_a_spatial_filter(self):
        west, south, east, north = box = (-76.953, -12.1285, -76.95, -12.124)
        inside = [
            row
            for row in self.served()
            if row["geometry"] and west <= row["geometry"]["coordinates"][0] <= east and south <= row["geometry"]["coordinates"][1] <= north
        ]
        self.assertTrue(0 < len(inside) < self.service.count("households"))
        said = described("-so", "-spat", *box, self.source, "households")
        self.assertEqual(number(said, "Feature Count:"), len(inside))

    def served(self):
        return self.service.json("/collections/households/items?limit=10000")["features"]

    def test_downloads_open(self):
        for ending in ("gpkg", "fgb", "kml", "csv"):
            with self.subTest(ending):
                file = self.service.path / f"download.{ending}"
                answer = self.service.get(f"/collections/households/items?f={ending}&state=too_far")
                self.assertEqual(answer.status, 200, answer.body[:300])
                self.assertIn("attachment", answer.headers.get("Content-Disposition", ""))
                file.write_bytes(answer.body)
                wanted = sum(row["properties"]["state"] == "too_far" for row in self.served())
                self.assertEqual(number(described("-so", "-al", file), "Feature Count:"), wanted)


class Town(unittest.TestCase):
    COUNT = 25_000

    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service(households=cls.COUNT))
        cls.source = "OAPIF:" + cls.service.url

    def test_paging_loses_and_repeats_nothing(self):
        file = self.service.path / "ids.csv"
        run("ogr2ogr", "-f", "CSV", "-select", "id", file, self.source, "households")
        ids = [line for line in file.read_text().splitlines()[1:] if line]
        self.assertEqual(len(ids), self.COUNT)
        self.assertEqual(len(set(ids)), self.COUNT)

    def test_a_count_does_not_fetch_the_rows(self):
        before = self.service.said().count('"message":"answered"')
        said = described("-so", "-where", "persons = 3", self.source, "households")
        self.assertEqual(number(said, "Feature Count:"), sum(1 + n % 6 == 3 for n in range(self.COUNT)))
        answered = self.service.said().count('"message":"answered"') - before
        self.assertLess(answered, 12, "requests; a page is at most 10,000 rows, so counting by pages takes more")

    def test_hits_are_counted_without_rows(self):
        answer = self.service.json("/collections/households/items?resultType=hits&persons=3")
        self.assertEqual(answer["numberMatched"], sum(1 + n % 6 == 3 for n in range(self.COUNT)))
        self.assertEqual(answer.get("features", []), [])
