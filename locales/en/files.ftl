# What can go wrong when a file is read, and what to do.

## Reference systems

crs-not-a-code = “{ $text }” is not a coordinate reference system; write it as EPSG:32718
crs-unknown = { $crs } does not exist in PROJ's database; WGS 84 / UTM 18S is EPSG:32718, degrees are EPSG:4326
crs-not-horizontal = { $crs } ({ $name }) is not a system of positions on a map; give a projected or a geographic one
crs-axes = { $crs } ({ $name }) does not count its coordinates to the east and to the north; give another system
crs-no-operation = No operation of known kind leads from { $crs } to WGS 84; convert the file in QGIS first
crs-no-place = ({ $x }, { $y }) is not a place in { $crs }
crs-database = PROJ's database cannot be used ({ $reason }); set PROJ_DATA to a folder with the proj.db of PROJ 9.6 or later
crs-cache = PROJ's database could not be written to { $folder }: { $reason }; make the folder writable or set PROJ_DATA

## Columns given with --columns

columns-no-equals = “{ $text }” does not say which column a field comes from; write field=column, for example lon=X,lat=Y
columns-no-such-field = “{ $field }” is not a field; the fields are { $fields }
columns-twice = The column of { $field } is given twice

## Files

file-read = { $path } cannot be read: { $reason }
file-not-a-file = { $path } is not a file on disk; save it first, since it is read twice
file-stopped = Reading was stopped before its end; nothing was imported
file-empty = The file is empty
file-no-rows = The file has no rows
file-too-large = The file has { $bytes } bytes; at most { $limit } are read
file-too-many-rows = The file has more than { $limit } rows; split it
file-row-too-long = Row { $row } has more than { $limit } bytes; is a quotation mark left open before it?
file-too-many-columns = Row { $row } has more than { $limit } columns
file-is-zip = The file is a ZIP archive that is no XLSX, such as ODS or KMZ; save it as XLSX, CSV (UTF-8) or KML
file-is-xls = The file is an old Excel workbook (XLS); save it as XLSX or CSV (UTF-8)
file-is-sqlite = The file is an SQLite database and no GeoPackage; export it from QGIS as GeoJSON
file-is-gzip = The file is compressed (gzip); decompress it first
file-is-xml = The file is XML or HTML, and no KML; export it from QGIS as GeoJSON
file-is-utf16 = The file is text in UTF-16; save it as XLSX or CSV (UTF-8)
file-is-pdf = The file is a PDF; give CSV or GeoJSON
file-is-binary = The file is not text: it has NUL bytes; give CSV or GeoJSON
file-json-ends-early = The GeoJSON ends too early, at byte { $byte }; was the download cut off?
file-json-too-deep = The GeoJSON is nested more than { $limit } levels deep, at byte { $byte }
file-json-not-an-object = A FeatureCollection, or one feature a line, is needed at byte { $byte }
file-json-comma = A comma is missing between features at byte { $byte }
file-json-not-features = The file is JSON, but neither a FeatureCollection nor a Feature
file-no-position = No columns of coordinates were recognised among { $columns }; name them with --columns lon=...,lat=...
file-no-boundary = The file has no polygons; give settlements as GeoJSON, or as CSV with a column of WKT polygons
file-several-positions = Each row has several positions: { $choices }; choose one with --columns
file-ambiguous = { $field } could come from any of { $columns }; choose with --columns { $field }=...
file-no-such-column = There is no column “{ $name }”; the columns are { $columns }
file-needs-crs = Columns { $x } and { $y } are metres of a projection; say which with --crs, for example --crs EPSG:32718
file-geopackage = The GeoPackage cannot be read: { $reason }
file-archive = The archive cannot be unpacked: { $reason }
file-workbook = The spreadsheet cannot be read: { $reason }
file-unpacked = The file is made to fill memory: what it unpacks to, or one piece of it, has more than { $limit } bytes
file-markup = The file has XML declarations or comments that no spreadsheet writes; save it again as XLSX
file-kml-ends-early = The KML ends too early, at byte { $byte }; was the download cut off?
file-kml-too-deep = The KML is nested more than { $limit } levels deep, at byte { $byte }
file-kml-document-type = The KML has a document type, at byte { $byte }, which is not read; save it again from QGIS
file-kml-entity = The KML has an entity at byte { $byte } that XML does not know; write the letter itself
file-kml-xml = The KML is not sound XML at byte { $byte }: { $reason }
file-no-layer = The GeoPackage has no layer of features
file-several-layers = The file has several layers: { $layers }; choose one with --layer
file-no-such-layer = There is no layer “{ $name }”; the layers are { $layers }
file-not-a-table = Layer “{ $layer }” is not a table; export it from QGIS as a layer of its own
file-layer-crs = Layer “{ $layer }” is in “{ $system }”, which EPSG does not number; say which system with --crs, for example --crs EPSG:32718
file-too-slow = The next rows did not come within { $seconds } s; the file is damaged
file-broken = The file is damaged: it could not be read to its end
file-bad-rows = { bad-rows-of }; nothing was imported. Mend what is told, or take the good ones with --skip-bad
file-rejected = { $path } cannot be written: { $reason }

## Rows

row-missing = Row { $row }: { $column ->
    [geometry] the position or the shape is missing; draw it
   *[other] { $column } is empty; fill it in
}
row-not-a-number = Row { $row }: { $column } “{ $value }” is not a number; write it like -12.05 or -12,05
row-not-finite = Row { $row }: { $column } “{ $value }” is not a number that can be used; write it like -12.05 or -12,05
row-longitude = Row { $row }: longitude { $degrees } is outside -180 to 180 degrees
row-longitude-swapped = Row { $row }: longitude { $degrees } is outside -180 to 180 degrees; are the columns swapped?
row-latitude = Row { $row }: latitude { $degrees } is outside -90 to 90 degrees
row-latitude-swapped = Row { $row }: latitude { $degrees } is outside -90 to 90 degrees; are the columns swapped?
row-zero-zero = Row { $row }: the position is (0, 0), in the sea off Africa; leave it empty when unknown
row-looks-like-utm = Row { $row }: “{ $value }” look like UTM metres; give --crs EPSG:32718
row-looks-like-degrees = Row { $row }: “{ $value }” look like degrees, not { $crs }; leave --crs out
row-no-place = Row { $row }: “{ $value }” is not a place in { $crs }; is --crs right?
row-far = Row { $row }: “{ $value }” is over 50 km from every settlement and kitchen; check whether it is written right, and whether the coordinate system is
row-swapped = Row { $row }: “{ $value }” is over 50 km from every settlement and kitchen, and near one when exchanged; swap the two, unless those registered are the swapped ones
row-signs = Row { $row }: “{ $value }” is over 50 km from every settlement and kitchen, and near one as longitude { $lon }, latitude { $lat }; write it so, south and west are negative, unless those registered are the wrong ones
row-duplicate-id = Row { $row }: { $column } “{ $value }” is already the id of row { $first_row }; every id must be used once
row-id-too-long = Row { $row }: the id in { $column } has { $length } characters; 64 are allowed
row-id-character = Row { $row }: the id “{ $value }” in { $column } has { $character }; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed
row-id-dots = Row { $row }: the id “{ $value }” in { $column } has dots alone, and no address would reach it; write a letter or a digit too
row-persons = Row { $row }: { $column } “{ $value }” is not a number of persons; give a whole number from 1 to 10000
row-count = Row { $row }: { $column } “{ $value }” is not a whole number from 0 up
row-accuracy = Row { $row }: { $column } “{ $value }” is not an accuracy; give metres from 0 to 100000
row-weight = Row { $row }: { $column } “{ $value }” is below zero; a weight is 0 or more
row-kind = Row { $row }: { $column } “{ $value }” is not a kind of kitchen; write comedor_popular or olla_comun
row-status = Row { $row }: { $column } “{ $value }” is not a status; write open or closed
row-date = Row { $row }: { $column } “{ $value }” is not a date; write it as year-month-day, for example 2026-11-23
row-geopoint = Row { $row }: { $column } “{ $value }” is not a position; write latitude longitude altitude accuracy
row-reason-alone = Row { $row }: { $column } gives a reason, but no kitchen is fixed; name the kitchen
row-boundary = Row { $row }: { polygon-fault }; mend it in QGIS with “Fix geometries”
row-wkt = Row { $row }: { $column } “{ $value }” is not a POLYGON or MULTIPOLYGON in Well-Known Text
row-not-a-point = Row { $row }: the geometry is a { $found }; a Point is needed
row-not-a-polygon = Row { $row }: the geometry is a { $found }; a Polygon or MultiPolygon is needed
row-cells = Row { $row }: { $found ->
    [one] 1 cell
   *[other] { $found } cells
} where there { $expected ->
    [one] is 1 column name
   *[other] are { $expected } column names
}; is a separator missing, or a decimal comma taken for one?
row-nul = Row { $row }: it has a NUL byte; the file is damaged or not text
row-malformed = Row { $row }: it cannot be read ({ $error })
row-text-too-long = Row { $row }: { $column } has { $length } characters and { $limit } are allowed; shorten it: “{ $value }…”
row-sheet-error = Row { $row }: { $column } is { $value }: its formula failed; mend it or empty the cell
row-unknown-property = Row { $row }: there is no property “{ $column }” to write; there are { $fields }
row-json-number = Row { $row }: { $column } is { $value }; give a number without quotation marks, or null
row-json-text = Row { $row }: { $column } is { $value }; give a text between quotation marks, or null
row-two-ids = Row { $row }: the feature's id is “{ $id }” and its property id is “{ $value }”; give one of them
row-name-of-none = Row { $row }: “{ $value }” ({ $column }) is neither the id nor the name of a registered settlement; it is not used: a new household has none, and one already registered keeps its own
row-name-of-several = Row { $row }: “{ $value }” ({ $column }) is the name of several settlements, { $ids }; write the id of one. It is not used: a new household has none, and one already registered keeps its own
row-no-position = Row { $row }: no position; registered without one
row-same-position = Row { $row }: at the same position as { $id }
