"""pyogrio with the GDAL it carries (3.12): the service and its downloads, as notebooks read them."""

import unittest

import pyogrio
from pyogrio import raw

from service import LAYERS, SPANISH, Service


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())
        cls.source = "OAPIF:" + cls.service.url

    def table(self, source, **options):
        """Names of fields, columns by name, and geometries."""
        meta, _, geometries, columns = raw.read(source, **options)
        return {name: list(column) for name, column in zip(meta["fields"], columns)}, list(geometries)

    def test_this_gdal_is_the_one_that_knows_schemas(self):
        self.assertGreaterEqual(pyogrio.__gdal_version__, (3, 12, 0))

    def test_every_layer_with_its_count_types_and_title(self):
        self.assertEqual(sorted(name for name, _ in pyogrio.list_layers(self.source)), sorted(LAYERS))
        kinds = {"integer": ("int32", "int64"), "number": ("float64",), "string": ("object", "datetime64[D]", "datetime64[ms]")}
        for layer in LAYERS:
            with self.subTest(layer):
                said = pyogrio.read_info(self.source, layer=layer, force_feature_count=True)
                self.assertEqual(said["features"], self.service.count(layer))
                fields = self.service.fields(layer)
                self.assertEqual(list(said["fields"]), list(fields))
                for name, dtype in zip(said["fields"], said["dtypes"]):
                    self.assertIn(dtype, kinds[fields[name]["type"]], name)
                self.assertIn(SPANISH[layer], (said["layer_metadata"] or {}).values())

    def test_filters(self):
        every, _ = self.table(self.source, layer="households")
        for where, keep in (
            ("state = 'too_far'", lambda row: row["state"] == "too_far"),
            ("persons >= 5 AND kitchen_id = 'K-1'", lambda row: row["persons"] >= 5 and row["kitchen_id"] == "K-1"),
            ("kitchen_id IN ('K-1', 'K-3')", lambda row: row["kitchen_id"] in ("K-1", "K-3")),
            ("code LIKE 'EP-A%'", lambda row: row["code"].startswith("EP-A")),
        ):
            with self.subTest(where):
                rows = [dict(zip(every, values)) for values in zip(*every.values())]
                wanted = sorted(row["id"] for row in rows if keep(row))
                self.assertTrue(0 < len(wanted) < len(rows))
                got, _ = self.table(self.source, layer="households", where=where)
                self.assertEqual(sorted(got["id"]), wanted)
        box = (-76.953, -12.1285, -76.95, -12.124)
        got, _ = self.table(self.source, layer="households", bbox=box)
        text = ",".join(map(str, box))
        wanted = self.service.json(f"/collections/households/items?limit=10000&bbox={text}")["features"]
        self.assertEqual(sorted(got["id"]), sorted(row["id"] for row in wanted))
        self.assertTrue(0 < len(wanted) < 320)

    def test_downloads_say_the_same_as_the_service(self):
        for layer in LAYERS:
            rows = {row["id"]: row for row in self.service.json(f"/collections/{layer}/items?limit=10000")["features"]}
            for ending in ("fgb", "gpkg"):
                with self.subTest(layer, ending=ending):
                    answer = self.service.get(f"/collections/{layer}/items?f={ending}")
                    self.assertEqual(answer.status, 200, answer.body[:300])
                    file = self.service.path / f"{layer}.{ending}"
                    file.write_bytes(answer.body)
                    said = pyogrio.read_info(file, layer=layer, force_feature_count=True)
                    self.assertEqual(said["features"], len(rows))
                    columns, geometries = self.table(file, layer=layer)
                    self.assertEqual(set(columns["id"]), set(rows))
                    for at, key in enumerate(columns["id"]):
                        self.assertEqual(geometries[at] is None, rows[key]["geometry"] is None, key)
                        for name, value in rows[key]["properties"].items():
                            got = columns[name][at]
                            if value is None:
                                self.assertTrue(got is None or got != got, f"{key} {name}: {got}")
                            elif name != "closed_on":
                                self.assertEqual(got, value, f"{key} {name}")

    def test_a_download_of_all_opens_drawn(self):
        answer = self.service.get("/collections/households/items?f=gpkg&state=too_far")
        file = self.service.path / "filtered.gpkg"
        file.write_bytes(answer.body)
        layers = dict(pyogrio.list_layers(file))
        self.assertIn("layer_styles", layers)
        styles, _ = self.table(file, layer="layer_styles", read_geometry=False)
        self.assertIn("households", styles["f_table_name"])
        self.assertTrue(all("<qgis" in text for text in styles["styleQML"]))
