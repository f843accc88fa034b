# Lo que puede fallar al leer un archivo, y qué hacer.

## Sistemas de referencia

crs-not-a-code = «{ $text }» no es un sistema de referencia; escríbalo así: EPSG:32718
crs-unknown = { $crs } no existe en la base de datos de PROJ; WGS 84 / UTM 18S es EPSG:32718 y los grados son EPSG:4326
crs-not-horizontal = { $crs } ({ $name }) no es un sistema de posiciones en un mapa; indique uno proyectado o geográfico
crs-axes = { $crs } ({ $name }) no cuenta sus coordenadas hacia el este y hacia el norte; indique otro sistema
crs-no-operation = No hay una operación conocida de { $crs } a WGS 84; convierta antes el archivo en QGIS
crs-no-place = ({ $x }, { $y }) no es un lugar en { $crs }
crs-database = No se puede usar la base de datos de PROJ ({ $reason }); ponga en PROJ_DATA una carpeta con el proj.db de PROJ 9.6 o posterior
crs-cache = No se pudo escribir la base de datos de PROJ en { $folder }: { $reason }; permita escribir en la carpeta o defina PROJ_DATA

## Columnas indicadas con --columns

columns-no-equals = «{ $text }» no dice de qué columna viene un campo; escriba campo=columna, por ejemplo lon=X,lat=Y
columns-no-such-field = «{ $field }» no es un campo; los campos son { $fields }
columns-twice = La columna de { $field } está indicada dos veces

## Archivos

file-read = No se puede leer { $path }: { $reason }
file-not-a-file = { $path } no es un archivo en disco; guárdelo primero, porque se lee dos veces
file-stopped = La lectura se detuvo antes del final; no se importó nada
file-empty = El archivo está vacío
file-no-rows = El archivo no tiene filas
file-too-large = El archivo tiene { $bytes } bytes; se leen { $limit } como máximo
file-too-many-rows = El archivo tiene más de { $limit } filas; divídalo
file-row-too-long = La fila { $row } tiene más de { $limit } bytes; ¿quedaron comillas sin cerrar antes de ella?
file-too-many-columns = La fila { $row } tiene más de { $limit } columnas
file-is-zip = El archivo es un ZIP que no es XLSX, como ODS o KMZ; guárdelo como XLSX, CSV (UTF-8) o KML
file-is-xls = El archivo es un libro de Excel antiguo (XLS); guárdelo como XLSX o CSV (UTF-8)
file-is-sqlite = El archivo es una base de datos SQLite, pero no un GeoPackage; expórtelo desde QGIS como GeoJSON
file-is-gzip = El archivo está comprimido (gzip); descomprímalo primero
file-is-xml = El archivo es XML o HTML, pero no KML; expórtelo desde QGIS como GeoJSON
file-is-utf16 = El archivo es texto en UTF-16; guárdelo como XLSX o CSV (UTF-8)
file-is-pdf = El archivo es un PDF; entregue CSV o GeoJSON
file-is-binary = El archivo no es texto: tiene bytes NUL; entregue CSV o GeoJSON
file-json-ends-early = El GeoJSON termina antes de tiempo, en el byte { $byte }; ¿se cortó la descarga?
file-json-too-deep = El GeoJSON tiene más de { $limit } niveles, en el byte { $byte }
file-json-not-an-object = En el byte { $byte } hace falta una FeatureCollection, o una entidad por línea
file-json-comma = Falta una coma entre entidades, en el byte { $byte }
file-json-not-features = El archivo es JSON, pero ni FeatureCollection ni Feature
file-no-position = No se reconocieron columnas de coordenadas entre { $columns }; indíquelas con --columns lon=...,lat=...
file-no-boundary = El archivo no tiene polígonos; entregue los asentamientos como GeoJSON, o como CSV con una columna de polígonos WKT
file-several-positions = Cada fila tiene varias posiciones: { $choices }; elija una con --columns
file-ambiguous = { $field } podría venir de cualquiera de { $columns }; elija con --columns { $field }=...
file-no-such-column = No hay una columna «{ $name }»; las columnas son { $columns }
file-needs-crs = Las columnas { $x } y { $y } son metros de una proyección; diga cuál con --crs, por ejemplo --crs EPSG:32718
file-geopackage = No se puede leer el GeoPackage: { $reason }
file-archive = No se puede descomprimir el archivo: { $reason }
file-workbook = No se puede leer la hoja de cálculo: { $reason }
file-unpacked = El archivo está hecho para llenar la memoria: descomprimido, o en uno de sus trozos, pasa de { $limit } bytes
file-markup = El archivo tiene declaraciones o comentarios XML que ninguna hoja de cálculo escribe; guárdelo otra vez como XLSX
file-kml-ends-early = El KML termina antes de tiempo, en el byte { $byte }; ¿se cortó la descarga?
file-kml-too-deep = El KML tiene más de { $limit } niveles, en el byte { $byte }
file-kml-document-type = El KML tiene una declaración de tipo de documento, en el byte { $byte }, que no se lee; guárdelo otra vez desde QGIS
file-kml-entity = El KML tiene, en el byte { $byte }, una entidad que XML no conoce; escriba la letra misma
file-kml-xml = El KML no es XML correcto en el byte { $byte }: { $reason }
file-no-layer = El GeoPackage no tiene ninguna capa de entidades
file-several-layers = El archivo tiene varias capas: { $layers }; elija una con --layer
file-no-such-layer = No hay una capa «{ $name }»; las capas son { $layers }
file-not-a-table = La capa «{ $layer }» no es una tabla; expórtela desde QGIS como capa propia
file-layer-crs = La capa «{ $layer }» está en «{ $system }», un sistema sin código EPSG; diga cuál es con --crs, por ejemplo --crs EPSG:32718
file-too-slow = Las filas siguientes no llegaron en { $seconds } s; el archivo está dañado
file-broken = El archivo está dañado: no se pudo terminar de leer
file-bad-rows = { bad-rows-of }; no se importó nada. Corrija lo que se indica, o tome las buenas con --skip-bad
file-rejected = No se puede escribir { $path }: { $reason }

## Filas

row-missing = Fila { $row }: { $column ->
    [geometry] falta la posición o la forma; dibújela
   *[other] { $column } está vacío; complételo
}
row-not-a-number = Fila { $row }: { $column } «{ $value }» no es un número; escríbalo como -12.05 o -12,05
row-not-finite = Fila { $row }: { $column } «{ $value }» no es un número que se pueda usar; escríbalo como -12.05 o -12,05
row-longitude = Fila { $row }: la longitud { $degrees } está fuera de -180 a 180 grados
row-longitude-swapped = Fila { $row }: la longitud { $degrees } está fuera de -180 a 180 grados; ¿están intercambiadas las columnas?
row-latitude = Fila { $row }: la latitud { $degrees } está fuera de -90 a 90 grados
row-latitude-swapped = Fila { $row }: la latitud { $degrees } está fuera de -90 a 90 grados; ¿están intercambiadas las columnas?
row-zero-zero = Fila { $row }: la posición es (0, 0), en el mar frente a África; déjela vacía si no se conoce
row-looks-like-utm = Fila { $row }: «{ $value }» parecen metros UTM; indique --crs EPSG:32718
row-looks-like-degrees = Fila { $row }: «{ $value }» parecen grados, no { $crs }; quite --crs
row-no-place = Fila { $row }: «{ $value }» no es un lugar en { $crs }; ¿es correcto --crs?
row-far = Fila { $row }: «{ $value }» está a más de 50 km de todo asentamiento y cocina; revise si está bien escrito y si el sistema de coordenadas es el correcto
row-swapped = Fila { $row }: «{ $value }» está a más de 50 km de todo asentamiento y cocina, y cerca de uno si se intercambian; intercámbielos, a menos que los intercambiados sean los ya registrados
row-signs = Fila { $row }: «{ $value }» está a más de 50 km de todo asentamiento y cocina, y cerca de uno con longitud { $lon } y latitud { $lat }; escríbalo así, el sur y el oeste son negativos, a menos que los equivocados sean los ya registrados
row-duplicate-id = Fila { $row }: { $column } «{ $value }» ya es el identificador de la fila { $first_row }; cada uno se usa una sola vez
row-id-too-long = Fila { $row }: el identificador en { $column } tiene { $length } caracteres; se permiten 64
row-id-character = Fila { $row }: el identificador «{ $value }» en { $column } tiene { $character }; solo se permiten letras A-Z, a-z, cifras, '.', '_' y '-'
row-id-dots = Fila { $row }: el identificador «{ $value }» en { $column } tiene solo puntos, y ninguna dirección llegaría a él; escriba también una letra o una cifra
row-persons = Fila { $row }: { $column } «{ $value }» no es un número de personas; escriba un entero de 1 a 10000
row-count = Fila { $row }: { $column } «{ $value }» no es un entero de 0 en adelante
row-accuracy = Fila { $row }: { $column } «{ $value }» no es una exactitud; escriba metros de 0 a 100000
row-weight = Fila { $row }: { $column } «{ $value }» es menor que cero; un peso es 0 o más
row-kind = Fila { $row }: { $column } «{ $value }» no es un tipo de cocina; escriba comedor_popular u olla_comun
row-status = Fila { $row }: { $column } «{ $value }» no es un estado; escriba abierta o cerrada
row-date = Fila { $row }: { $column } «{ $value }» no es una fecha; escríbala como año-mes-día, por ejemplo 2026-11-23
row-geopoint = Fila { $row }: { $column } «{ $value }» no es una posición; escriba latitud longitud altitud exactitud
row-reason-alone = Fila { $row }: { $column } da un motivo, pero no hay cocina fija; indique la cocina
row-boundary = Fila { $row }: { polygon-fault }; corríjalo en QGIS con «Corregir geometrías»
row-wkt = Fila { $row }: { $column } «{ $value }» no es un POLYGON o MULTIPOLYGON en WKT
row-not-a-point = Fila { $row }: la geometría es { $found }; se necesita un punto (Point)
row-not-a-polygon = Fila { $row }: la geometría es { $found }; se necesita un polígono (Polygon o MultiPolygon)
row-cells = Fila { $row }: hay { $found ->
    [one] 1 celda
   *[other] { $found } celdas
} y { $expected ->
    [one] 1 nombre de columna
   *[other] { $expected } nombres de columna
}; ¿falta un separador, o se tomó por uno una coma decimal?
row-nul = Fila { $row }: tiene un byte NUL; el archivo está dañado o no es texto
row-malformed = Fila { $row }: no se puede leer ({ $error })
row-text-too-long = Fila { $row }: { $column } tiene { $length } caracteres y se permiten { $limit }; acórtelo: «{ $value }…»
row-sheet-error = Fila { $row }: { $column } es { $value }: su fórmula falló; corríjala o vacíe la celda
row-unknown-property = Fila { $row }: no hay una propiedad «{ $column }» que se pueda escribir; las hay: { $fields }
row-json-number = Fila { $row }: { $column } es { $value }; dé un número sin comillas, o null
row-json-text = Fila { $row }: { $column } es { $value }; dé un texto entre comillas, o null
row-two-ids = Fila { $row }: el id de la entidad es «{ $id }» y su propiedad id es «{ $value }»; dé uno de los dos
row-name-of-none = Fila { $row }: «{ $value }» ({ $column }) no es el identificador ni el nombre de un asentamiento registrado; no se toma en cuenta: un hogar nuevo queda sin él, y uno ya registrado conserva el suyo
row-name-of-several = Fila { $row }: «{ $value }» ({ $column }) es el nombre de varios asentamientos, { $ids }; escriba el identificador de uno. No se toma en cuenta: un hogar nuevo queda sin él, y uno ya registrado conserva el suyo
row-no-position = Fila { $row }: sin posición; se registró sin ella
row-same-position = Fila { $row }: en la misma posición que { $id }
