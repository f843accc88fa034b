"""The symbols of the map: colours that any office's kitchens get, and shapes that tell states apart without colour."""

from qgis.core import (
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapUnitScale,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSymbolLayer,
    QgsUnitTypes,
)

INK = "#1a1a1a"
GREY = "#6b6b6b"
WHITE = "#ffffff"
RED = "#c4161c"
SAND = "#f3ead7"
EARTH = "#5c4a32"

# Around a gap's outermost households, metres: so that the ring clears their symbols, and one household has a ring.
GAP_MARGIN_M = 15


def kitchen_colour(field):
    """An expression for the colour of the kitchen whose id a field holds; grey where it holds none.

    The rule is that of the service's own maps (src/layers/colour.rs): the last number in the id turns the hue by nearly the
    golden angle, which keeps neighbours in the count far apart, and steps the lightness through three levels, which the
    colour-blind see. An id without a number counts by its letters.
    """
    letters = f'array_sum(array_foreach(generate_series(1, length("{field}")), @element * ascii(substr("{field}", @element, 1))))'
    number = f"to_int(right(regexp_substr(\"{field}\", '(\\\\d+)\\\\D*$'), 9))"
    return (
        f'CASE WHEN "{field}" IS NULL THEN \'{GREY}\' ELSE with_variable(\'n\', '
        f"if(regexp_match(\"{field}\", '\\\\d') > 0, {number}, {letters}), "
        "color_hsl((@n * 140) % 360, 65, 34 + 10 * (@n % 3))) END"
    )


def painted(symbol, **properties):
    """A symbol of one layer, with properties of that layer computed for every feature: `painted(s, FillColor=expression)`."""
    for name, expression in properties.items():
        key = getattr(QgsSymbolLayer, "Property" + name)
        symbol.symbolLayer(0).setDataDefinedProperty(key, QgsProperty.fromExpression(expression))
    return symbol


def marker(shape, size, fill, edge, edge_width=0.3):
    """A marker; sizes in millimetres. `fill` None is hollow."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": shape,
            "size": str(size),
            "color": fill or "0,0,0,0",
            "outline_color": edge,
            "outline_width": str(edge_width),
        }
    )


def area(fill, opacity, edge, edge_width, edge_style="solid"):
    """An area with an outline; `opacity` is that of the fill alone."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return QgsFillSymbol.createSimple(
        {
            "color": f"{red},{green},{blue},{round(opacity * 255)}",
            "outline_color": edge,
            "outline_width": str(edge_width),
            "outline_style": edge_style,
            "joinstyle": "round",
        }
    )


def line(colour, width):
    """A thin line; width in millimetres."""
    return QgsLineSymbol.createSimple({"line_color": colour, "line_width": str(width)})


def ring_of_metres(expression):
    """A red ring as wide as an expression says in metres on the ground, and never so small that nobody sees it."""
    symbol = painted(marker("circle", 40, None, RED, 0.7), Size=expression)
    ring = symbol.symbolLayer(0)
    ring.setSizeUnit(QgsUnitTypes.RenderMetersInMapUnits)
    scale = QgsMapUnitScale()
    scale.minSizeMMEnabled = True
    scale.minSizeMM = 4
    ring.setSizeMapUnitScale(scale)
    return symbol
