"""How each layer is drawn, labelled and edited: `styled(layer, words)`."""

from qgis.core import (
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

import symbols
from symbols import EARTH, GREY, INK, RED, SAND, WHITE

# Smallest scale (1:n) at which a layer with a row for every household is drawn.
HOUSEHOLDS_FROM = 100_000
LINES_FROM = 5_000
# Values that forms and tables show as words.
VALUES = {
    "state": {state: "state-" + state.replace("_", "-") for state in ("served", "too_far", "no_kitchen", "bad_position")},
    "certainty": {word: "certainty-" + word for word in ("certain", "uncertain", "unknown")},
    "status": {word: "status-" + word for word in ("open", "closed")},
    "kind": {"comedor_popular": "map-comedor-popular", "olla_comun": "map-olla-comun"},
}


def styled(layer, words):
    """An empty layer of QGIS with a layer's fields and style, to take the style from."""
    fields = "".join(f"&field={field.name}:{field.kind}" for field in layer.fields)
    qgis_layer = QgsVectorLayer(f"{layer.geometry}?crs=EPSG:4326{fields}", layer.title, "memory")
    apply(qgis_layer, layer, words)
    return qgis_layer


def apply(qgis_layer, layer, words):
    """Gives a layer of QGIS its style, labels, field titles and form."""
    DRAWN[layer.name](qgis_layer, words)
    form = qgis_layer.editFormConfig()
    form.setSuppress(QgsEditFormConfig.SuppressOff)
    for field in layer.fields:
        at = qgis_layer.fields().indexFromName(field.name)
        qgis_layer.setFieldAlias(at, field.title)
        form.setReadOnly(at, field.computed)
        qgis_layer.setEditorWidgetSetup(at, widget(field, words))
    qgis_layer.setEditFormConfig(form)
    qgis_layer.setDisplayExpression('coalesce("name", "id")' if has_name(layer) else '"id"')


def has_name(layer):
    return any(field.name == "name" for field in layer.fields)


def widget(field, words):
    if field.name in VALUES:
        return QgsEditorWidgetSetup("ValueMap", {"map": [{words[key]: value} for value, key in VALUES[field.name].items()]})
    if field.kind == "date":
        return QgsEditorWidgetSetup("DateTime", {"display_format": "yyyy-MM-dd", "field_format": "yyyy-MM-dd", "allow_null": True})
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": False, "UseHtml": False})


def settlements(layer, words):
    layer.setRenderer(QgsSingleSymbolRenderer(symbols.area(SAND, 0.45, EARTH, 0.5, "dash")))
    label(layer, '"name"', EARTH, 10, italic=True, placement=QgsPalLayerSettings.Horizontal)


def kitchens(layer, words):
    colour = symbols.kitchen_colour("id")
    opened = symbols.painted(symbols.marker("square", 4.5, GREY, INK, 0.5), FillColor=colour)
    # Hollow and crossed out.
    closed = symbols.painted(symbols.marker("square", 4.5, WHITE, GREY, 0.7), StrokeColor=colour)
    closed.appendSymbolLayer(symbols.marker("cross2", 4.5, None, GREY, 0.7).takeSymbolLayer(0))
    rules(layer, [(words["map-kitchen-open"], "\"status\" = 'open'", opened), (words["map-kitchen-closed"], "ELSE", closed)])
    label(layer, '"name"', INK, 9, bold=True, offset=5, priority=10)


def households(layer, words):
    colour = symbols.kitchen_colour("kitchen_id")
    served = symbols.painted(symbols.marker("circle", 2.4, GREY, WHITE, 0.1), FillColor=colour)
    too_far = symbols.painted(symbols.marker("circle", 2, WHITE, GREY, 0.5), StrokeColor=colour)
    no_kitchen = symbols.marker("cross2", 1.8, None, GREY, 0.5)
    left = symbols.marker("circle", 1, GREY, GREY, 0)
    uncertain = symbols.marker("circle", 3.1, None, INK, 0.35)
    rules(
        layer,
        [
            (words["map-served"], "\"state\" = 'served'", served),
            (words["map-too-far"], "\"state\" = 'too_far'", too_far),
            (words["map-no-kitchen"], "\"state\" = 'no_kitchen'", no_kitchen),
            (words["map-left-register"], '"closed_on" IS NOT NULL', left),
            (words["map-uncertain"], "\"certainty\" = 'uncertain'", uncertain),
        ],
    )
    drawn_from(layer, HOUSEHOLDS_FROM)


def catchments(layer, words):
    symbol = symbols.area(GREY, 1, GREY, 0.8)
    colour = symbols.kitchen_colour("id")
    symbols.painted(symbol, FillColor=f"set_color_part({colour}, 'alpha', 26)", StrokeColor=colour)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def assignments(layer, words):
    line = symbols.painted(symbols.line(GREY, 0.15), StrokeColor=symbols.kitchen_colour("kitchen_id"))
    layer.setRenderer(QgsSingleSymbolRenderer(line))
    drawn_from(layer, LINES_FROM)


def gaps(layer, words):
    layer.setRenderer(QgsSingleSymbolRenderer(symbols.ring_of_metres(f'2 * ("radius_m" + {symbols.GAP_MARGIN_M})')))
    count = '"{0}" || \' \' || if("{0}" = 1, \'{1}\', \'{2}\')'
    text = " || ', ' || ".join(
        count.format(field, words["map-" + one], words["map-" + field])
        for field, one in (("households", "household"), ("persons", "person"))
    )
    label(layer, text, RED, 8, bold=True, offset=3, priority=8)


DRAWN = {draw.__name__: draw for draw in (settlements, kitchens, households, catchments, assignments, gaps)}


def rules(layer, described):
    """Draws by rules (label, filter, symbol); their keys are numbered, where QGIS would make them up anew every time."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.setRuleKey("rules")
    for number, (title, condition, symbol) in enumerate(described, 1):
        rule = QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, title)
        rule.setRuleKey(f"rule-{number}")
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))


def drawn_from(layer, denominator):
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(denominator)
    layer.setMaximumScale(0)


def label(layer, expression, colour, size, bold=False, italic=False, offset=0, priority=5, placement=None):
    """Labels with a white edge, that stay readable on an orthophoto; sizes in points and millimetres."""
    font = QFont("Arial")
    font.setBold(bold)
    font.setItalic(italic)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size)
    text.setColor(QColor(colour))
    edge = QgsTextBufferSettings()
    edge.setEnabled(True)
    edge.setSize(0.8)
    edge.setColor(QColor(WHITE))
    text.setBuffer(edge)
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.setFormat(text)
    settings.priority = priority
    settings.placement = QgsPalLayerSettings.OrderedPositionsAroundPoint if placement is None else placement
    settings.dist = offset and offset / 2
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
