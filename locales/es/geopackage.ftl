# Escribir un GeoPackage para otros.
geopackage-full = El disco está lleno. { $path } no se escribió.
geopackage-too-large = El archivo tendría más de { $most } MiB. Escriba menos filas.
geopackage-file = { $path } no se puede escribir ({ $detail }).
geopackage-database = { $path } no se puede escribir ({ $detail }).
geopackage-geometry = Una fila no se puede escribir ({ $detail }).
geopackage-no-layer = Se escribió una fila antes de añadir una capa.
