# La línea de comandos: ayuda, errores y avisos de src/cli.

cli = A qué cocina comunitaria pertenece cada hogar, a qué distancia está, quién queda fuera y por qué
cli-serve = Sirve las capas y los informes en una dirección web
cli-import = Registra en el almacén las filas de un archivo: todas o ninguna
cli-assign = Asigna un archivo de hogares a un archivo de cocinas y escribe otro archivo; no usa almacén
cli-report = Muestra un informe del almacén
cli-export = Escribe capas del almacén en un archivo
cli-settings = Muestra o cambia lo que la oficina ha decidido
cli-settings-get = Muestra un ajuste, o todos
cli-settings-set = Cambia un ajuste
cli-check = Revisa un almacén sin cambiar nada: qué está mal y qué hacer
cli-log = Lista las ediciones o, con --register e --id, lo que pasó con una fila
cli-undo = Deshace una edición o una importación, como una edición nueva
cli-backup = Escribe una copia del almacén que es un almacén por sí misma, mientras otros lo usan
cli-copy = Copia todo, también el historial, de un almacén a uno nuevo

cli-exit-codes =
    Códigos de salida:
      0    hecho
      1    no se pudo, por otra razón
      2    la línea de comandos está mal; no se leyó ni escribió nada
      3    el archivo de entrada tiene filas malas
      4    el almacén no se puede usar: falta, está ocupado o está dañado
      5    check encontró problemas
      130  interrumpido

cli-option-help = Muestra esta ayuda
cli-option-version = Muestra la versión
cli-option-data = El almacén: un GeoPackage
cli-option-database-url = El almacén: una base de datos PostgreSQL con PostGIS, en lugar de un archivo
cli-option-crs = El sistema de coordenadas de las columnas del archivo; si no se da, WGS 84
cli-option-columns = Qué columna tiene cada dato, si su nombre no lo dice: lon=X,lat=Y,persons=Integrantes
cli-option-layer = La capa que se lee de un GeoPackage, o la hoja de un libro, si tiene varias
cli-option-id-column = La columna que identifica cada fila
cli-option-skip-bad = Toma las filas buenas y escribe las malas, con la razón, en NOMBRE.rejected.csv
cli-option-excel = CSV para una hoja de cálculo: con marca de UTF-8, este separador (; si no se dice) y sin celdas que empiecen como fórmula
cli-option-limit-m = El límite de cobertura en metros; si no se da, el ajuste guardado o 500
cli-option-key = El nombre del ajuste: coverage_limit_m, distance_bands_m, study_area o crs

cli-serve-bind = Dónde atiende: dirección y puerto
cli-serve-demo = Llena un almacén vacío con los datos de demostración
cli-serve-without-login = Permite una dirección que otras máquinas alcanzan, aunque nadie tenga que identificarse
cli-serve-allow-origin = Una página de otra máquina que puede leer: esquema://máquina[:puerto]; se puede dar más de una vez
cli-serve-basemap = Fondo del mapa: archivo PMTiles o MBTiles, servido desde aquí; nadie más se entera de qué se mira
cli-serve-basemap-url = Fondo del mapa: dirección de teselas https://servidor/{"{z}"}/{"{x}"}/{"{y}"}.png; quien lo elija en la página le dice a ese servidor qué lugares mira
cli-serve-basemap-attribution = A quién nombrar por ese fondo
cli-import-register = Qué son las filas
cli-import-file = CSV, XLSX, GeoJSON, GeoPackage, KML o la exportación de un formulario de Kobo u ODK
cli-assign-households = Un archivo de hogares: CSV, XLSX, GeoJSON, GeoPackage o KML
cli-assign-kitchens = Un archivo de cocinas: CSV, XLSX, GeoJSON, GeoPackage o KML
cli-assign-settlements = Un archivo de asentamientos, para decir en cuál está cada hogar
cli-assign-output = El archivo que se escribe: .csv o .geojson
cli-assign-nearest = Cuántas cocinas se escriben por hogar: 2 son la más cercana y la siguiente
cli-report-report = Qué informe: la cobertura, o las zonas de atención
cli-report-settlement = Solo este asentamiento
cli-report-format = Cómo se escribe; si no se dice, una tabla, y CSV con --excel
cli-report-table = Solo esta tabla del informe de cobertura
cli-export-layer = Qué capa
cli-export-output = El archivo que se escribe: .csv, .geojson, .gpkg, .fgb (FlatGeobuf) o .kml
cli-settings-set-value = Lo que vale desde ahora: metros; metros separados por comas; GeoJSON, un archivo que lo contenga o none; códigos EPSG separados por comas o none
cli-log-register = El registro de la fila
cli-log-id = La fila cuyo historial se quiere
cli-log-before = Solo ediciones anteriores a esta revisión: la página siguiente
cli-log-most = Cuántas como máximo
cli-log-format = En qué forma se escribe
cli-undo-revision = La edición: su revisión en la lista
cli-undo-dry-run = Solo decir qué haría
cli-backup-file = El archivo que se escribe; su nombre termina en .gpkg
cli-copy-from = El almacén que se lee: un GeoPackage o postgresql://…
cli-copy-to = El almacén que se llena, y se crea si no existe: un GeoPackage o postgresql://…

cli-usage = Uso:
cli-heading-commands = Órdenes
cli-heading-arguments = Argumentos
cli-heading-options = Opciones
cli-note-values = [valores: { $value }]
cli-note-default = [si no se da: { $value }]
cli-note-environment = [variable de entorno: { $value }]

cli-value-command = ORDEN
cli-value-options = [OPCIONES]
cli-value-gpkg = ARCHIVO.gpkg
cli-value-url = postgresql://USUARIO@SERVIDOR/BASE
cli-value-file = ARCHIVO
cli-value-address = DIRECCIÓN
cli-value-origin = ORIGEN
cli-value-crs = EPSG:NÚMERO
cli-value-columns = DATO=COLUMNA,...
cli-value-column = COLUMNA
cli-value-separator = SEPARADOR
cli-value-n = N
cli-value-metres = METROS
cli-value-id = ID
cli-value-register = REGISTRO
cli-value-report = INFORME
cli-value-format = FORMATO
cli-value-table = TABLA
cli-value-layer = CAPA
cli-value-revision = REVISIÓN
cli-value-store = ALMACÉN
cli-value-key = AJUSTE
cli-value-value = VALOR
cli-value-tiles = https://SERVIDOR/{"{z}"}/{"{x}"}/{"{y}"}.png
cli-value-text = TEXTO

cli-wrong = error: { $reason }
cli-wrong-suggestion = ¿Quiso decir { $value }?
cli-wrong-more = Más ayuda: agregue --help.
cli-wrong-no-value = falta el valor de { $argument } [valores: { $known }]
cli-wrong-value = { $argument } no admite «{ $value }» [valores: { $known }]
cli-wrong-argument = { $argument }: { $why }
cli-wrong-not-taken = no admite «{ $value }»
cli-wrong-unknown = no existe la opción o sobra el argumento «{ $argument }»
cli-wrong-subcommand = no existe la orden «{ $value }»
cli-wrong-missing = falta { $argument }
cli-wrong-twice = { $argument } está dos veces; déjelo una sola vez
cli-wrong-conflict = { $argument } no va junto con { $other }
cli-wrong-too-many = { $argument } no lleva el valor «{ $value }»
cli-wrong-no-equals = { $argument } lleva su valor después de un signo =, sin espacio
cli-wrong-utf8 = un argumento no es texto UTF-8
cli-wrong-other = la línea de comandos está mal: { $text }

argument-crs = «{ $value }» no es un sistema de coordenadas; escriba EPSG: y su número, por ejemplo EPSG:32718
argument-entries = «{ $value }» no es un número de ediciones; dé un entero de 1 a { $max }
argument-nearest = «{ $value }» no es un número de cocinas; dé un entero de 1 a { $max }
argument-limit = «{ $value }» no es un límite de cobertura; dé más de 0 y como mucho 100000 metros
argument-address = «{ $value }» no es una dirección con puerto; escriba por ejemplo 127.0.0.1:8080
argument-origin = «{ $value }» no es un origen; escriba esquema://máquina o esquema://máquina:puerto sin ruta, por ejemplo https://mapa.example.pe
argument-id = «{ $value }» no es un identificador; lleva de 1 a 64 letras sin tilde, cifras, puntos, guiones o guiones bajos
argument-ending = «{ $value }» no dice en qué formato escribir; el nombre debe terminar en { $endings }
argument-excel-without-csv = --excel solo cambia archivos CSV; escriba CSV o quite --excel

progress-reading = Leyendo
progress-assigning = Asignando
progress-writing = Escribiendo
progress-checking = Revisando
