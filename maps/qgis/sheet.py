"""The printed sheet: one A4 page for each settlement, with its map and its figures."""

import base64

from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsScaleBarSettings,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

ARROW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 30"><path d="M10 1 17 22 10 17.500 3 22Z" fill="#1a1a1a"/>'
    '<path d="M6.500 29.500V24l5 5.500V24" fill="none" stroke="#1a1a1a" stroke-width="1.200"/></svg>'
)
# Millimetres on A4.
MARGIN = 10
WIDTH = 190
MAP_TOP, MAP_HEIGHT = 24, 165
BELOW = MAP_TOP + MAP_HEIGHT + 4


def sheet(project, settlements, extent, words):
    """The layout, an atlas over the settlements."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(words["map-sheet"])
    page = layout.pageCollection().page(0)
    page.setPageSize("A4", page.Portrait)
    place(layout, label(layout, f"{words['map-sheet']}: [% \"name\" %]", 16, bold=True), MARGIN, 8, WIDTH, 8)
    notice = label(layout, words["map-straight-line"], 10)
    place(layout, notice, MARGIN, 16, WIDTH, 6)
    the_map = ground(layout, extent)
    place(layout, legend(layout, the_map, words), MARGIN, BELOW, 95, 70)
    place(layout, label(layout, figures(words), 10), 122, BELOW + 3, 78, 40)
    scale_bar(layout, the_map)
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath("base64:" + base64.b64encode(ARROW.encode()).decode(), QgsLayoutItemPicture.FormatSVG)
    arrow.setLinkedMap(the_map)
    place(layout, arrow, 188, BELOW + 48, 12, 16)
    printed = f"{words['map-printed']} [% format_date(now(), 'dd/MM/yyyy') %]. {words['map-data-note']}"
    place(layout, label(layout, printed, 8), MARGIN, 281, WIDTH, 8)
    atlas = layout.atlas()
    atlas.setCoverageLayer(settlements)
    atlas.setEnabled(True)
    atlas.setSortFeatures(True)
    atlas.setSortExpression('"name"')
    atlas.setPageNameExpression('"name"')
    atlas.setFilenameExpression('"id"')
    return layout


def place(layout, item, left, top, width, height):
    item.attemptMove(QgsLayoutPoint(left, top, QgsUnitTypes.LayoutMillimeters))
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutMillimeters))
    layout.addLayoutItem(item)


def font(size, bold=False):
    made = QFont("Arial")
    made.setPointSizeF(size)
    made.setBold(bold)
    return made


def label(layout, text, size, bold=False):
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    item.setFont(font(size, bold))
    item.setMargin(0)
    return item


def ground(layout, extent):
    """The map, which shows each settlement in turn with a tenth of its size around it."""
    item = QgsLayoutItemMap(layout)
    place(layout, item, MARGIN, MAP_TOP, WIDTH, MAP_HEIGHT)
    # An extent gives the map its own shape, so the size comes once more.
    item.setExtent(extent)
    item.attemptResize(QgsLayoutSize(WIDTH, MAP_HEIGHT, QgsUnitTypes.LayoutMillimeters))
    item.zoomToExtent(extent)
    item.setFrameEnabled(True)
    item.setAtlasDriven(True)
    item.setAtlasScalingMode(QgsLayoutItemMap.Auto)
    item.setAtlasMargin(0.1)
    return item


def legend(layout, the_map, words):
    item = QgsLayoutItemLegend(layout)
    item.setTitle(words["map-legend"])
    item.setLinkedMap(the_map)
    item.setColumnCount(2)
    item.setSplitLayer(False)
    item.setSymbolHeight(4)
    for style, size, bold in (
        (QgsLegendStyle.Title, 11, True),
        (QgsLegendStyle.Group, 9, True),
        (QgsLegendStyle.Subgroup, 9, True),
        (QgsLegendStyle.SymbolLabel, 8, False),
    ):
        item.setStyleFont(style, font(size, bold))
    return item


def scale_bar(layout, the_map):
    item = QgsLayoutItemScaleBar(layout)
    item.setLinkedMap(the_map)
    item.setStyle("Single Box")
    item.setUnits(QgsUnitTypes.DistanceMeters)
    item.setUnitLabel("m")
    item.setNumberOfSegmentsLeft(0)
    item.setNumberOfSegments(2)
    item.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeFitWidth)
    item.setMinimumBarWidth(30)
    item.setMaximumBarWidth(60)
    item.setFont(font(9))
    place(layout, item, 122, BELOW + 50, 60, 12)


def figures(words):
    """The settlement's figures, from its own fields: totals reconcile on the sheet."""
    rows = [(words["field-households"], '"households"'), (words["field-persons"], '"persons"')]
    rows += [
        ("    " + words[f"map-{state}-persons"], f'"persons_{state.replace("-", "_")}"')
        for state in ("served", "too-far", "no-kitchen", "bad-position")
    ]
    mean = "coalesce(to_string(round(\"mean_distance_m\")) || ' m', '-')"
    return "\n".join(f"{title}: [% {value} %]" for title, value in [*rows, (words["map-mean-distance"], mean)])
