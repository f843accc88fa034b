"""OWSLib's client of OGC API - Features, as scripts use it."""

import json
import unittest

from owslib.ogcapi.features import Features

from service import LAYERS, SPANISH, Service


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(Service())
        cls.client = Features(cls.service.url + "/", headers={"Accept-Language": "es-PE"})

    def test_conformance_and_definition(self):
        self.assertIn("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", self.client.conformance()["conformsTo"])
        self.assertTrue(self.client.api()["openapi"].startswith("3.0"))

    def test_collections(self):
        self.assertEqual(self.client.feature_collections(), list(LAYERS))
        for layer in LAYERS:
            self.assertEqual(self.client.collection(layer)["title"], SPANISH[layer])
            described = self.client.collection_queryables(layer)["properties"]
            self.assertLessEqual(set(self.service.fields(layer)), set(described))
            self.assertIn("properties", self.client.collection_schema(layer))

    def test_items_paging_and_one_item(self):
        first = self.client.collection_items("households", limit=100)
        self.assertEqual((first["numberMatched"], first["numberReturned"]), (self.service.count("households"), 100))
        ids, page = [row["id"] for row in first["features"]], first
        while after := [one["href"] for one in page["links"] if one["rel"] == "next"]:
            page = self.service.json(after[0])
            ids += [row["id"] for row in page["features"]]
        self.assertEqual((len(ids), len(set(ids))), (first["numberMatched"],) * 2)
        self.assertEqual(self.client.collection_item("households", "H-001")["id"], "H-001")

    def test_filters(self):
        every = self.client.collection_items("households", limit=10000)["features"]
        wanted = sum(row["properties"]["state"] == "too_far" for row in every)
        self.assertTrue(0 < wanted < len(every))
        self.assertEqual(self.client.collection_items("households", filter="state = 'too_far'")["numberMatched"], wanted)
        self.assertEqual(self.client.collection_items("households", state="too_far")["numberMatched"], wanted)
        # The client's own `cql` posts to items, which is no part of the standard.
        text = json.dumps({"op": "=", "args": [{"property": "state"}, "too_far"]})
        found = self.client.collection_items("households", filter=text, **{"filter-lang": "cql2-json"})
        self.assertEqual(found["numberMatched"], wanted)
        inside = self.client.collection_items("households", bbox=[-76.953, -12.1285, -76.95, -12.124], limit=10000)
        self.assertTrue(0 < inside["numberMatched"] < len(every))
