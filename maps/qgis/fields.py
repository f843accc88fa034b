"""The layers and their fields, read from where the program declares them: `src/layers/`."""

import re
from collections import namedtuple

from words import ROOT

Field = namedtuple("Field", "name kind computed")
Layer = namedtuple("Layer", "name geometry fields")

GEOMETRIES = {
    "settlements": "MultiPolygon",
    "kitchens": "Point",
    "households": "Point",
    "catchments": "MultiPolygon",
    "assignments": "LineString",
    "gaps": "Point",
}
# A field as it is declared: its maker, then its name and its kind where the maker does not imply them.
DECLARED = re.compile(r'Field::(id|households|entered|computed|persons|metres)\((?:"(\w+)")?(?:, FieldKind::(\w+))?\)')
IMPLIED = {"id": "Text", "households": "Integer", "persons": "Integer", "metres": "Real"}


def layers():
    """The six layers, in the order in which they are listed."""
    return [Layer(name, geometry, fields(name)) for name, geometry in GEOMETRIES.items()]


def fields(layer):
    """A layer's fields in their order. Rows of computed layers have computed ids."""
    declared = DECLARED.findall((ROOT / "src" / "layers" / f"{layer}.rs").read_text(encoding="utf-8"))
    computed_layer = layer in ("catchments", "assignments", "gaps")
    return [
        Field(name or maker, kind or IMPLIED[maker], computed_layer or maker not in ("id", "entered"))
        for maker, name, kind in declared
    ]
