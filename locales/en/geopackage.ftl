# Writing a GeoPackage for somebody else.
geopackage-full = The disk is full. { $path } was not written.
geopackage-too-large = The file would have more than { $most } MiB. Write fewer rows.
geopackage-file = { $path } cannot be written ({ $detail }).
geopackage-database = { $path } cannot be written ({ $detail }).
geopackage-geometry = A row cannot be written ({ $detail }).
geopackage-no-layer = A row was written before any layer was added.
