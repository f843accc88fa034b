"""The layers and their fields, as a running service describes them."""

import json
import urllib.request
from collections import namedtuple

# A field's `kind` is QGIS's name of its type.
Field = namedtuple("Field", "name title kind computed")
Layer = namedtuple("Layer", "name title about geometry fields")

GEOMETRIES = {"geometry-point": "Point", "geometry-linestring": "LineString", "geometry-multipolygon": "MultiPolygon"}
KINDS = {"string": "string", "integer": "integer", "number": "double"}


def layers(service, locale):
    """The layers of a service at an address, in its order, in the words of a locale."""
    listed = answer(f"{service}/collections", locale)["collections"]
    return [layer(entry["id"], answer(f"{service}/collections/{entry['id']}/schema", locale)) for entry in listed]


def answer(address, locale):
    request = urllib.request.Request(address, headers={"Accept": "application/json, application/schema+json", "Accept-Language": locale})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def layer(name, schema):
    properties = sorted(schema["properties"].items(), key=lambda item: item[1].get("x-ogc-propertySeq", 0))
    shapes = [GEOMETRIES[given["format"]] for _, given in properties if given.get("x-ogc-role") == "primary-geometry"]
    fields = [field(key, given) for key, given in properties if given.get("x-ogc-role") != "primary-geometry"]
    if all(other.computed for other in fields if other.name != "id"):
        # Nobody enters its rows, so nobody names them.
        fields = [other._replace(computed=True) for other in fields]
    return Layer(name, schema["title"], schema["description"], shapes[0], fields)


def field(name, given):
    kind = "date" if given.get("format") == "date" else KINDS[given["type"]]
    return Field(name, given["title"], kind, given.get("readOnly", False))
