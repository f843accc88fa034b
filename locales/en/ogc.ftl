# Documents of OGC API: links, schemas, and the definition of the service.

ogc-attribution = cercania: distances { straight-line }

link-api = The definition of the service (OpenAPI)
link-conformance = The parts of the standards that hold
link-feature-schema = The schema of a feature as GeoJSON
link-schema = The layer's fields
link-queryables = The fields that can be filtered by

geometry-title = Geometry
geometry-about = Where it is; empty where that is not known

# Short names of fields; what they say stands in layers.ftl.
field-id-title = Identifier
field-name-title = Name
field-kind-title = Kind
field-status-title = Status
field-address-title = Address
field-rations-title = Rations
field-code-title = Code
field-accuracy-m-title = Accuracy (m)
field-declared-settlement-id-title = Declared settlement
field-fixed-kitchen-id-title = Fixed kitchen
field-fixed-reason-title = Reason for the fixed kitchen
field-closed-on-title = Closed on
field-settlement-id-title = Settlement
field-state-title = State
field-kitchen-id-title = Kitchen
field-distance-m-title = Distance (m)
field-next-kitchen-id-title = Runner-up kitchen
field-next-distance-m-title = Distance to the runner-up (m)
field-margin-m-title = Margin (m)
field-certainty-title = Certainty
field-households-title = Households
field-persons-title = Persons
field-persons-served-title = Persons served
field-persons-bad-position-title = Persons without position
field-persons-no-kitchen-title = Persons without a kitchen
field-persons-too-far-title = Persons too far
field-mean-distance-m-title = Mean distance (m)
field-max-distance-m-title = Greatest distance (m)
field-area-m2-title = Area (m²)
field-radius-m-title = Radius (m)
field-flags-title = Flags

api-tag-layers = The layers, as QGIS, GDAL and other programs open them
api-tag-tiles = The layers as vector tiles, for maps
api-tag-questions = Questions: they store nothing
api-tag-reports = Reports
api-tag-service = The service itself

api-landing = What this is, and where everything is
api-definition = This definition
api-conformance = The parts of the standards that hold
api-collections = Every layer
api-collection = One layer
api-feature-schema = A feature of the layer as GeoJSON, described
api-schema = The fields of a layer
api-queryables = The fields that a layer can be filtered by
api-items = { $layer }: the rows that are asked for
api-item = { $layer }: one row
api-tilesets = { $layer }: the tilesets
api-tileset = { $layer }: what is in a tileset, and where its tiles are
api-tile = { $layer }: a tile
api-tile-of-all = All layers
api-tile-empty = A tile with nothing in it
api-tile-matrix-sets = The grids that tiles are in
api-tile-matrix-set = One grid
api-styles = The styles that draw the tiles
api-style = One style
api-nearest = The open kitchens nearest to a position, and what a household there would get
api-assignments = The same for many positions at once, in GeoJSON or CSV
api-report-coverage = Who is served and who is not
api-report-catchments = A row per kitchen and settlement
api-report-settlement = The coverage of one settlement
api-settings = What the office has decided
api-live = Whether the service lives
api-ready = Whether the service can answer, and how much it has loaded

api-answer = The answer
api-problem = Why it was not answered, and what to do (RFC 9457)

api-parameter-f = The format of the answer; without it Accept decides
api-parameter-layer = The layer
api-parameter-feature = The row's identifier
api-parameter-settlement = The settlement's identifier
api-parameter-tile-matrix-set = The grid
api-parameter-tile-matrix = The zoom
api-parameter-tile-row = The row, from the north
api-parameter-tile-col = The column, from the west
api-parameter-style = The style
api-parameter-limit = How many rows at most on a page
api-parameter-after = Only rows that follow this identifier: so pages are turned
api-parameter-bbox = Only what touches this box: west,south,east,north, in degrees or in the system of bbox-crs; west may be greater than east where it crosses the antimeridian; a row whose position is not known is in no box
api-parameter-bbox-crs = The reference system of the box
api-parameter-crs = The reference system of the answer's geometries
api-parameter-crs-of-file = The reference system of the GeoPackage with all layers: only together with f=gpkg
api-parameter-datetime = Only what held on this day, or between two: 2026-11-23, 2026-01-01/.., ../2026-12-31
api-parameter-filter = Only what meets this condition, in CQL2
api-parameter-filter-lang = How the condition is written
api-parameter-filter-crs = The reference system of the condition's geometries
api-parameter-result-type = hits: only how many rows there are
api-parameter-limit-m = Compute with this coverage limit, in metres, instead of the stored one
api-parameter-lon = Longitude, degrees
api-parameter-lat = Latitude, degrees
api-parameter-k = How many kitchens are listed
api-parameter-accuracy-m = The accuracy of the position, metres
api-parameter-table = Only this table of the report
api-parameter-excel = CSV as Excel opens it in Spanish: with semicolons
api-parameter-field = Only rows with this value: { $about }
