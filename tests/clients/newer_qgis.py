"""The requests that QGIS 3.32 to 3.44 sends when a layer is opened, drawn, filtered, asked about and edited, and what it checks of the answers.

Debian's QGIS is older; these are replayed, in its order."""

import json
import unittest
from urllib.parse import quote, urljoin

from service import LAYERS, Service

JSON = "application/json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GEOJSON = "application/geo+json"
FGB = "application/flatgeobuf"
SCHEMA = "http://www.opengis.net/def/rel/ogc/1.0/schema"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
UTM = "http://www.opengis.net/def/crs/EPSG/0/32718"
CQL2 = (
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
)
GEOMETRIES = {
    "settlements": "MultiPolygon",
    "kitchens": "Point",
    "households": "Point",
    "catchments": "MultiPolygon",
    "assignments": "LineString",
    "gaps": "Point",
}


def link(document, rel, media_type=None):
    """The first link of a relation, and of a media type if one is asked for."""
    found = [one for one in document["links"] if one["rel"] == rel and media_type in (None, one.get("type"))]
    assert found, f"no link {rel} {media_type} among {[(one['rel'], one.get('type')) for one in document['links']]}"
    return found[0]["href"]


def parameters(api, path):
    """What a path takes, references resolved."""
    listed = api["paths"][path]["get"].get("parameters", [])
    shared = api["components"]["parameters"]
    return {one["name"]: one for one in (shared[one["$ref"].rsplit("/", 1)[1]] if "$ref" in one else one for one in listed)}


class Opening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())

    def ask(self, address, accept=JSON):
        """An answer of the media type that was asked for."""
        answer = self.service.get(address, Accept=accept)
        self.assertEqual(answer.status, 200, f"{address}: {answer.body[:400]}")
        content_type = answer.headers["Content-Type"].replace(" ", "")
        self.assertTrue(content_type.startswith(accept.split(",")[0]), f"{address}: {content_type}")
        return answer.json()

    def open(self, layer):
        landing = self.ask("/")
        # It strips what follows a question mark, and goes on from there.
        api = self.ask(link(landing, "service-desc", OPENAPI).split("?")[0], OPENAPI)
        collection = self.ask(link(landing, "data", JSON).split("?")[0] + "/" + layer)
        return landing, api, collection

    def test_landing_definition_and_collection(self):
        for layer in LAYERS:
            with self.subTest(layer):
                _, api, collection = self.open(layer)
                self.assertTrue(api["openapi"].startswith("3.0"))
                limit = api["components"]["parameters"]["limit"]["schema"]
                page = min(max(1000, limit["default"]), limit["maximum"])
                self.assertGreaterEqual(page, 1000, "rows a page")
                self.assertEqual(collection["itemCount"], self.service.count(layer))
                self.assertIn(collection["storageCrs"], collection["crs"])
                self.assertEqual(collection["crs"][0], CRS84)
                self.assertIn(UTM, collection["crs"])
                self.assertEqual(len(collection["extent"]["spatial"]["bbox"][0]), 4)

    def test_equality_is_pushed_down_by_parameters_of_the_literal_path(self):
        _, api, _ = self.open("households")
        taken = parameters(api, "/collections/households/items")
        for name in ("state", "kitchen_id", "settlement_id"):
            self.assertEqual((taken[name]["style"], taken[name]["explode"]), ("form", False), name)
        for name, value in (("state", "too_far"), ("kitchen_id", "K-1"), ("persons", "4")):
            rows = self.rows(f"{name}={value}")
            self.assertTrue(rows and all(str(row["properties"][name]) == value for row in rows), name)

    def test_what_it_needs_to_push_filters_down_is_declared(self):
        declared = self.ask(link(self.ask("/"), "conformance"))["conformsTo"]
        for uri in CQL2:
            self.assertIn(uri, declared)
        for uri in ("ogcapi-features-5/1.0/conf/schemas", "ogcapi-common-3/1.0/conf/schemas"):
            self.assertIn("http://www.opengis.net/spec/" + uri, declared)
        self.assertIn("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs", declared)

    def test_queryables_name_the_geometry_as_it_recognises_it(self):
        for layer in LAYERS:
            with self.subTest(layer):
                queryables = self.ask(f"/collections/{layer}/queryables", "application/schema+json")["properties"]
                shapes = {name: one for name, one in queryables.items() if one.get("$ref", "").startswith("https://geojson.org/schema/")}
                self.assertEqual(len(shapes), 1)
                self.assertNotIn("type", next(iter(shapes.values())))
                self.assertEqual(next(iter(shapes.values()))["$ref"], f"https://geojson.org/schema/{GEOMETRIES[layer]}.json")

    def test_schema_gives_types_and_titles_even_of_an_empty_layer(self):
        for layer in LAYERS:
            with self.subTest(layer):
                _, _, collection = self.open(layer)
                schema = self.ask(link(collection, SCHEMA, "application/schema+json"), "application/schema+json")
                shapes = [one for one in schema["properties"].values() if one.get("x-ogc-role") == "primary-geometry"]
                self.assertEqual([one["format"] for one in shapes], ["geometry-" + GEOMETRIES[layer].lower()])
                fields = self.service.fields(layer)
                self.assertEqual(next(iter(fields.values()))["x-ogc-role"], "id")
                for name, field in fields.items():
                    self.assertIn(field["type"], ("string", "integer", "number"), name)
                    self.assertTrue(field["title"], name)

    def test_pages_by_next_lose_and_repeat_nothing_in_any_system(self):
        for layer in LAYERS:
            for crs in (CRS84, UTM):
                with self.subTest(layer, crs=crs):
                    first = self.service.get(f"/collections/{layer}/items?limit=10&crs={quote(crs, safe='')}", Accept=GEOJSON)
                    self.assertEqual(first.headers["Content-Crs"], f"<{crs}>")
                    ids, page = [], first.json()
                    while True:
                        self.assertEqual(page["numberReturned"], len(page["features"]))
                        ids += [row["id"] for row in page["features"]]
                        after = [one["href"] for one in page["links"] if one["rel"] == "next"]
                        if not after:
                            break
                        page = self.ask(after[0], GEOJSON)
                    self.assertEqual((len(ids), len(set(ids))), (page["numberMatched"],) * 2)

    def test_options_says_that_what_is_computed_cannot_be_edited(self):
        for path in ("/collections/assignments/items", "/collections/assignments/items/H-001", "/collections/gaps/items"):
            answer = self.service.get(path, method="OPTIONS")
            self.assertEqual(answer.status, 200, path)
            self.assertIn("GET", answer.headers["Allow"])
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                self.assertNotIn(method, answer.headers["Allow"])

    def rows(self, query):
        return self.ask(f"/collections/households/items?limit=10000&{query}", GEOJSON)["features"]

    def test_filters_as_it_writes_them(self):
        every = {row["id"]: row for row in self.rows("")}

        def where(keep):
            return sorted(key for key, row in every.items() if keep(row["properties"], (row["geometry"] or {}).get("coordinates")))

        box = (-76.953, -12.1285, -76.95, -12.124)

        def inside(at):
            return at is not None and box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]

        west, south, east, north = box
        for text, keep in (
            ("(state = 'too_far')", lambda p, _: p["state"] == "too_far"),
            ("(state <> 'too_far')", lambda p, _: p["state"] not in (None, "too_far")),
            ("((persons >= 5) AND (kitchen_id = 'K-1'))", lambda p, _: p["persons"] >= 5 and p["kitchen_id"] == "K-1"),
            ("(distance_m > 500.5) OR (persons = 1)", lambda p, _: (p["distance_m"] or 0) > 500.5 or p["persons"] == 1),
            ("(NOT (state = 'served'))", lambda p, _: p["state"] not in (None, "served")),
            ("(kitchen_id IS NULL)", lambda p, _: p["kitchen_id"] is None),
            ("(kitchen_id IS NOT NULL)", lambda p, _: p["kitchen_id"] is not None),
            ("(code LIKE 'EP-A%')", lambda p, _: (p["code"] or "").startswith("EP-A")),
            ("(NOT (code LIKE 'EP-A%'))", lambda p, _: p["code"] and not p["code"].startswith("EP-A")),
            ("(CASEI(code) LIKE CASEI('ep-a%'))", lambda p, _: (p["code"] or "").startswith("EP-A")),
            ("(kitchen_id IN ('K-1','K-3'))", lambda p, _: p["kitchen_id"] in ("K-1", "K-3")),
            ("(kitchen_id NOT IN ('K-1','K-3'))", lambda p, _: p["kitchen_id"] not in (None, "K-1", "K-3")),
            ("(persons BETWEEN 2 AND 3)", lambda p, _: 2 <= p["persons"] <= 3),
            ("(closed_on > DATE('2000-01-01'))", lambda p, _: p["closed_on"] is not None),
            ('S_INTERSECTS("geometry",BBOX(%s,%s,%s,%s))' % box, lambda _, at: inside(at)),
            ('(S_INTERSECTS("geometry",BBOX(%s,%s,%s,%s))) AND (state = \'served\')' % box, lambda p, at: inside(at) and p["state"] == "served"),
            (
                f"S_INTERSECTS(\"geometry\",POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south})))",
                lambda _, at: inside(at),
            ),
        ):
            with self.subTest(text):
                wanted = where(keep)
                self.assertTrue(wanted, "the test itself is empty")
                got = self.rows(f"filter={quote(text)}&filter-lang=cql2-text&filter-crs={quote(CRS84, safe='')}")
                self.assertEqual(sorted(row["id"] for row in got), wanted)

    def test_a_filter_in_metres_is_the_same_filter(self):
        bounds = "279000,8656000,287900,8659000"
        text = f'S_INTERSECTS("geometry",BBOX({bounds}))'
        rows = self.rows(f"filter={quote(text)}&filter-lang=cql2-text&filter-crs={quote(UTM, safe='')}")
        again = self.rows(f"bbox={bounds}&bbox-crs={quote(UTM, safe='')}")
        self.assertTrue(0 < len(rows) < self.service.count("households"))
        self.assertEqual([row["id"] for row in rows], [row["id"] for row in again])

    def test_a_click_asks_for_what_lies_at_a_point(self):
        text = 'S_INTERSECTS("geometry",POINT(-76.9506 -12.1195))'
        found = self.ask(f"/collections/settlements/items?filter={quote(text)}&filter-lang=cql2-text", GEOJSON)
        self.assertEqual([row["id"] for row in found["features"]], ["S-1"])

    def test_open_ends_of_time_as_it_writes_them(self):
        every = self.service.count("households")
        for interval in (
            "0000-01-01T00:00:00Z/9999-12-31T00:00:00Z",
            "0000-01-01T00:00:00Z/2100-01-01T00:00:00Z",
            "1900-01-01T00:00:00Z/9999-12-31T00:00:00Z",
        ):
            answer = self.service.get(f"/collections/households/items?limit=1&datetime={quote(interval)}", Accept=GEOJSON)
            self.assertEqual(answer.status, 200, f"{interval}: {answer.body[:300]}")
            self.assertLessEqual(answer.json()["numberMatched"], every)

    def test_flatgeobuf_is_paged_by_headers(self):
        _, _, collection = self.open("households")
        address = urljoin(self.service.url, link(collection, "items", FGB))
        joint = "&" if "?" in address else "?"
        seen, address = 0, f"{address}{joint}limit=100"
        for _ in range(10):
            page = self.service.get(address, Accept=FGB)
            self.assertEqual(page.status, 200, page.body[:300])
            self.assertEqual(page.headers["Content-Type"], FGB)
            self.assertEqual(page.body[:3], b"fgb")
            self.assertEqual(page.headers["OGC-NumberMatched"], str(self.service.count("households")))
            seen += int(page.headers["OGC-NumberReturned"])
            after = [one for one in (page.headers.get("Link") or "").split(",") if 'rel="next"' in one]
            if not after:
                break
            address = after[0].split("<")[1].split(">")[0]
        self.assertEqual(seen, self.service.count("households"))

    def test_one_feature(self):
        answer = self.service.get("/collections/households/items/H-001", Accept=GEOJSON)
        self.assertEqual((answer.status, answer.json()["id"]), (200, "H-001"))
        self.assertEqual(answer.headers["Content-Crs"], f"<{CRS84}>")
        self.assertEqual(self.service.get("/collections/households/items/H-9999", Accept=GEOJSON).status, 404)


class Editing(unittest.TestCase):
    """As `QgsOapifProvider` edits: OPTIONS of the items and of one of them when the layer is opened; then for each row that is
    added POST and GET, for each moved one PATCH of its geometry, for each changed one PATCH of its fields (PUT where PATCH is
    not allowed), for each removed one DELETE. It sends no If-Match, every field on POST and PUT, those that are only read too, and
    Content-Crs without angle brackets, only where the layer is not in CRS84."""

    def setUp(self):
        self.service = self.enterContext(Service())
        self.items = "/collections/kitchens/items"

    def send(self, method, path, document=None, media_type=GEOJSON, **headers):
        if document is not None:
            headers["Content_Type"] = media_type
        return self.service.get(path, method=method, body=None if document is None else json.dumps(document).encode(), **headers)

    def one(self, key, crs=""):
        """As it asks again for what it added."""
        answer = self.service.get(f"{self.items}/{key}{crs}", Accept="application/geo+json, application/json")
        self.assertEqual(answer.status, 200, answer.body[:300])
        return answer.json()

    def add(self, document, **headers):
        answer = self.send("POST", self.items, document, **headers)
        self.assertEqual(answer.status, 201, answer.body[:500])
        location = answer.headers["Location"]
        at = location.rfind("/items/")
        self.assertGreaterEqual(at, 0)
        return location[at + len("/items/") :]

    def fields(self, **values):
        """Every field of the layer, as it was typed or empty."""
        return {name: values.get(name) for name in self.service.fields("kitchens")}

    def test_what_it_looks_for_before_it_offers_to_edit(self):
        for layer in ("settlements", "kitchens", "households"):
            items = self.service.get(f"/collections/{layer}/items", method="OPTIONS")
            first = self.service.json(f"/collections/{layer}/items?limit=10")["features"][0]["id"]
            item = self.service.get(f"/collections/{layer}/items/{first}", method="OPTIONS")
            for answer, methods in ((items, ["POST"]), (item, ["PUT", "PATCH", "DELETE"])):
                self.assertEqual(answer.status, 200)
                allowed = [method.strip() for method in answer.headers["Allow"].split(",")]
                for method in methods:
                    self.assertIn(method, allowed, layer)

    def test_a_kitchen_is_added_moved_changed_and_removed(self):
        typed = {"name": "Olla nueva", "kind": "olla_comun", "status": "open", "rations": 90}
        point = self.service.json("/collections/households/items/H-001")["geometry"]
        key = self.add({"type": "Feature", "geometry": point, "properties": self.fields(**typed)})
        row = self.one(key)
        self.assertEqual({name: row["properties"][name] for name in typed}, typed)
        self.assertEqual(row["properties"]["id"], key)
        self.assertGreater(row["properties"]["households"], 0, "homes next to it are its own at once")
        moved = {"type": "Point", "coordinates": [-76.951, -12.1259]}
        answer = self.send("PATCH", f"{self.items}/{key}", {"geometry": moved}, "application/merge-patch+json")
        self.assertEqual(answer.status, 200, answer.body[:300])
        answer = self.send("PATCH", f"{self.items}/{key}", {"properties": {"name": "Olla de arriba", "rations": None}}, "application/merge-patch+json")
        self.assertEqual(answer.status, 200, answer.body[:300])
        row = self.one(key)
        self.assertEqual(row["geometry"], moved)
        self.assertEqual((row["properties"]["name"], row["properties"]["rations"]), ("Olla de arriba", None))
        self.assertEqual(row["properties"]["kind"], "olla_comun")
        self.assertEqual(self.send("DELETE", f"{self.items}/{key}").status, 200)
        self.assertEqual(self.service.get(f"{self.items}/{key}").status, 404)

    def test_a_row_is_replaced_with_every_field_it_was_read_with(self):
        row = self.one("K-1")
        row["properties"]["name"] = "Otro nombre"
        sent = {"type": "Feature", "id": "K-1", "geometry": row["geometry"], "properties": row["properties"]}
        answer = self.send("PUT", f"{self.items}/K-1", sent)
        self.assertEqual(answer.status, 200, answer.body[:500])
        again = self.one("K-1")
        self.assertEqual((again["properties"], again["geometry"]), (row["properties"], row["geometry"]))

    def test_a_layer_in_metres_is_edited_in_metres(self):
        crs = f"?crs={quote(UTM, safe='')}"
        point = self.one("K-1", crs)["geometry"]
        point["coordinates"] = [point["coordinates"][0] + 30, point["coordinates"][1]]
        properties = self.fields(name="A 30 m", status="open")
        key = self.add({"type": "Feature", "geometry": point, "properties": properties}, Content_Crs=UTM)
        for got, sent in zip(self.one(key, crs)["geometry"]["coordinates"], point["coordinates"]):
            self.assertAlmostEqual(got, sent, places=3, msg="a millimetre")
        answer = self.send("PATCH", f"{self.items}/K-1", {"geometry": point}, "application/merge-patch+json", Content_Crs=UTM)
        self.assertEqual(answer.status, 200, answer.body[:300])
        self.assertEqual(self.one("K-1")["geometry"], self.one(key)["geometry"])

    def test_degrees_with_latitude_first_come_with_latitude_first(self):
        # It exchanges the coordinates of systems that have them the other way round.
        crs = "http://www.opengis.net/def/crs/EPSG/0/4326"
        lon, lat = self.one("K-1")["geometry"]["coordinates"]
        point = {"type": "Point", "coordinates": [lat + 0.001, lon]}
        answer = self.send("PATCH", f"{self.items}/K-1", {"geometry": point}, "application/merge-patch+json", Content_Crs=crs)
        self.assertEqual(answer.status, 200, answer.body[:300])
        got = self.one("K-1")["geometry"]["coordinates"]
        self.assertAlmostEqual(got[0], lon, places=9)
        self.assertAlmostEqual(got[1], lat + 0.001, places=9)

    def test_what_is_refused_is_said_in_words(self):
        answer = self.send("POST", self.items, {"type": "Feature", "geometry": None, "properties": self.fields(name="Sin lugar")})
        self.assertEqual(answer.status, 422)
        self.assertTrue(answer.json()["rows"][0]["reason"])
