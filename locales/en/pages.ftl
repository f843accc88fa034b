# The pages that are read with a browser.

page-skip = Skip to the content
page-trail = Where you are
page-straight-line = Distances are { straight-line }.
page-revision = Data at revision { $revision }
page-layer = Layer
page-count = Rows
page-geometry = Shape
page-downloads = Downloads
page-filter = Choose rows
page-fields = Fields
page-fields-about = What is computed is not edited: it changes when the registers or the coverage limit change.
page-field-heading = Field
page-field-name = Name in files
page-field-kind = Type
page-field-unit = Unit
page-field-role = Origin
page-field-about = Description

kind-of-text = text
kind-of-integer = whole number
kind-of-real = number
kind-of-date = date
role-entered = entered
role-computed = computed
unit-metres = m
unit-square-metres = m²
unit-persons = persons
unit-households = households
unit-rations = rations
geometry-point = points
geometry-line = lines
geometry-polygon = polygons

kind-comedor-popular = comedor popular
kind-olla-comun = olla común
flag-persons-assumed = no number of persons: counts as one
flag-settlement-overlap = lies in several settlements
flag-settlement-disagrees = was registered under another settlement
flag-fixed-kitchen-not-open = its fixed kitchen is not open

layer-settlements-one = Settlement
layer-kitchens-one = Kitchen
layer-households-one = Household
layer-catchments-one = Catchment
layer-assignments-one = Assignment
layer-gaps-one = Gap

format-json = GeoJSON
format-json-first = GeoJSON, only the first { $count } rows
format-csv = CSV
format-excel = CSV for spreadsheets
format-fgb = FlatGeobuf
format-gpkg = GeoPackage
format-kml = KML, for Google Earth

landing-limit = Coverage limit in force: { $limit ->
    [one] 1 metre
   *[other] { $limit } metres
}, { straight-line }.
landing-questions = What is asked most
landing-by-settlement = Who is served and who is not, settlement by settlement
landing-by-kitchen = How many households and persons each kitchen has
landing-too-far = The households too far from every kitchen
landing-gaps = The gaps: where unserved households are close together
landing-layers-about = Each layer has its page, with a map, its fields and downloads.
landing-all-layers = All layers and their downloads
landing-qgis = Open in QGIS
landing-qgis-how = In QGIS, menu Layer › Add Layer › Add WFS / OGC API - Features Layer; make a new connection with this address:
landing-tiles-how = For very large layers, in QGIS: Layer › Add Layer › Add Vector Tile Layer; as the address of the style:
landing-programs = For programs
landing-api = Every address and its parameters
landing-conformance = Standards that hold here

collections-package = Download all layers as one GeoPackage, which opens drawn in QGIS
collections-about = Figures are at the coverage limit in force.

collection-table = See the table: { $rows }
collection-addresses = Addresses to copy
collection-qgis = QGIS, WFS / OGC API - Features
collection-items = The rows, for other programs
collection-tiles = Vector tiles (TileJSON)
collection-facts = About the layer
collection-extent = Extent: west, south, east, north, in degrees
collection-systems = Reference systems it is published in

form-any = (all)
form-limit = Coverage limit, metres
form-filter = Advanced condition (CQL2)
form-example = For example:
form-show = Show

items-returned = { $count ->
    [one] on this page, 1
   *[other] on this page, { $count }
}
items-asked = What was asked
items-without = remove
items-all = remove all
items-none = No row meets what was asked.
items-empty = Without a value in any row on this page: { $fields }.
items-pages = Pages
items-first = First page
items-previous = Previous page
items-next = Next page
items-downloads = Download these rows, all pages
items-map = Map of this page

asked-filter = Condition: { $value }
asked-bbox = Within the box { $value }
asked-datetime = Date: { $value }
asked-crs = Reference system { $value }
asked-limit = Coverage limit { $value } m

item-table = Table
item-served = Served: its kitchen, { $kitchen }, is { $distance } m away and the limit is { $limit } m.
item-too-far = Too far: its kitchen, { $kitchen }, is { $distance } m away and the limit is { $limit } m.
item-no-kitchen = No open kitchen: there is none to serve it.
item-bad-position = No valid position: its kitchen cannot be known.
item-position = Latitude, longitude
item-sheet = Coverage of the settlement, CSV for spreadsheets

page-map-title = Map: { $layer }
map-about = Households in the colour of their kitchen, hollow where not served and with a black edge where uncertain; kitchens, squares; settlements, dashed lines; gaps, red rings. North is up.
map-sample = { $drawn } of { $of } are drawn.
map-outside = Beyond the map: { $count }.

conformance-about = Parts of OGC's standards that hold here.

api-about = A parameter that an address does not know is refused. For programs:
api-try = Open
api-parameters = Parameters
api-place = Where it goes
api-required = required

problem-home = Go to the start
problem-status = Status
problem-instance = request

page-store-lost = The store cannot be reached since { $since }: this is what was last read, and nothing can be edited until it is reached again.
page-findings = { $count ->
    [one] One thing in the store is not valid: see which.
   *[other] { $count } things in the store are not valid: see which.
}

landing-edits = What was edited, when and by whom

edits-about = Every edit is kept, with who made it and when, and can be taken back.
edits-none = Nothing was edited yet.
edits-earlier = Earlier edits
edit-title = Edit { $revision }
edit-revision = Edit
edit-time = Time
edit-author = Author
edit-action = Kind
edit-what = What
edit-row = Row
edit-changes = Changes
edit-added = { $count ->
    [one] 1 row added
   *[other] { $count } rows added
}
edit-updated = { $count ->
    [one] 1 row changed
   *[other] { $count } rows changed
}
edit-removed = { $count ->
    [one] 1 row removed
   *[other] { $count } rows removed
}
edit-undone-by = taken back by edit { $by }
edit-rows-left-out = Rows that are not shown: { $count }
history-title = History: { $row }
row-added = added
row-updated = changed
row-removed = removed
action-edit = edit
action-import = import
action-undo = takes back edit { $revision }
action-external = by another program

no-map-title = cercania without its map
no-map-why = This program was built without the map: the page is made with Node 20.19 or later. With it at hand, this makes it and serves the demo:
no-map-how = Then it is enough to build again. The service, its layers and its reports work the same without the map.
no-map-pages = Layers and reports as plain pages
