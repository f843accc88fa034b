# The command line: help, errors and notices of src/cli.

cli = Which community kitchen every household belongs to, how far it is, who is left out and why
cli-serve = Serves the layers and the reports at a web address
cli-import = Registers the rows of a file in the store: all of them or none
cli-assign = Assigns a file of households to a file of kitchens and writes another file; uses no store
cli-report = Prints a report of the store
cli-export = Writes layers of the store to a file
cli-settings = Shows or changes what the office has decided
cli-settings-get = Shows one setting, or all
cli-settings-set = Changes a setting
cli-check = Looks at a store and changes nothing: what is wrong and what to do
cli-log = Lists the edits, or with --register and --id what became of one row
cli-undo = Takes an edit or an import back, as a new edit
cli-backup = Writes a copy of the store that is a store of its own, while others use it
cli-copy = Copies everything, history too, from one store into a new one

cli-exit-codes =
    Exit codes:
      0    done
      1    not done, for another reason
      2    the command line is wrong; nothing was read or written
      3    the input file has bad rows
      4    the store cannot be used: missing, busy or damaged
      5    check found problems
      130  interrupted

cli-option-help = Print this help
cli-option-version = Print the version
cli-option-data = The store: a GeoPackage
cli-option-database-url = The store: a PostgreSQL database with PostGIS, instead of a file
cli-option-crs = The coordinate system of the file's columns; WGS 84 where not given
cli-option-columns = Which column holds which field, where its name does not say it: lon=X,lat=Y,persons=Members
cli-option-layer = The layer to read of a GeoPackage, or the sheet of a spreadsheet, with several
cli-option-id-column = The column that identifies each row
cli-option-skip-bad = Take the good rows and write the bad ones, with the reason, to NAME.rejected.csv
cli-option-excel = CSV for a spreadsheet: UTF-8 mark, this separator (; where none is said), and no cell that begins like a formula
cli-option-limit-m = The coverage limit in metres; where not given, the stored setting or 500
cli-option-key = The setting's name: coverage_limit_m, distance_bands_m, study_area or crs

cli-serve-bind = Where to listen: address and port
cli-serve-demo = Fill an empty store with the demo data
cli-serve-without-login = Allow an address that other machines reach, although nobody has to log in
cli-serve-allow-origin = A page of another machine that may read: scheme://host[:port]; may be given more than once
cli-serve-basemap = Background of the map: a PMTiles or MBTiles file, served from here; nobody else learns what is looked at
cli-serve-basemap-url = Background of the map: address of tiles https://host/{"{z}"}/{"{x}"}/{"{y}"}.png; who chooses it on the page tells that server which places they look at
cli-serve-basemap-attribution = Whom to name for that background
cli-import-register = What the rows are
cli-import-file = CSV, XLSX, GeoJSON, GeoPackage, KML, or the export of a Kobo or ODK form
cli-assign-households = A file of households: CSV, XLSX, GeoJSON, GeoPackage or KML
cli-assign-kitchens = A file of kitchens: CSV, XLSX, GeoJSON, GeoPackage or KML
cli-assign-settlements = A file of settlements, to say which one each household is in
cli-assign-output = The file to write: .csv or .geojson
cli-assign-nearest = How many kitchens to write for a household: 2 are the nearest and the runner-up
cli-report-report = Which report: coverage, or catchments
cli-report-settlement = Only this settlement
cli-report-format = What it is written as; where not said a table, and CSV with --excel
cli-report-table = Only this table of the coverage report
cli-export-layer = Which layer
cli-export-output = The file to write: .csv, .geojson, .gpkg, .fgb (FlatGeobuf) or .kml
cli-settings-set-value = What it is from now on: metres; metres with commas between; GeoJSON, a file with it, or none; EPSG codes with commas between, or none
cli-log-register = The register of the row
cli-log-id = The row whose history is wanted
cli-log-before = Only edits before this revision: the next page
cli-log-most = How many at most
cli-log-format = What it is written as
cli-undo-revision = The edit: its revision in the log
cli-undo-dry-run = Only say what it would do
cli-backup-file = The file to write; its name ends in .gpkg
cli-copy-from = The store to read: a GeoPackage, or postgresql://…
cli-copy-to = The store to fill, made where there is none: a GeoPackage, or postgresql://…

cli-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-note-values = [values: { $value }]
cli-note-default = [where not given: { $value }]
cli-note-environment = [environment variable: { $value }]

cli-value-command = COMMAND
cli-value-options = [OPTIONS]
cli-value-gpkg = FILE.gpkg
cli-value-url = postgresql://USER@HOST/DATABASE
cli-value-file = FILE
cli-value-address = ADDRESS
cli-value-origin = ORIGIN
cli-value-crs = EPSG:NUMBER
cli-value-columns = FIELD=COLUMN,...
cli-value-column = COLUMN
cli-value-separator = SEPARATOR
cli-value-n = N
cli-value-metres = METRES
cli-value-id = ID
cli-value-register = REGISTER
cli-value-report = REPORT
cli-value-format = FORMAT
cli-value-table = TABLE
cli-value-layer = LAYER
cli-value-revision = REVISION
cli-value-store = STORE
cli-value-key = KEY
cli-value-value = VALUE
cli-value-tiles = https://HOST/{"{z}"}/{"{x}"}/{"{y}"}.png
cli-value-text = TEXT

cli-wrong = error: { $reason }
cli-wrong-suggestion = Did you mean { $value }?
cli-wrong-more = For more help add --help.
cli-wrong-no-value = { $argument } needs a value [values: { $known }]
cli-wrong-value = { $argument } does not take "{ $value }" [values: { $known }]
cli-wrong-argument = { $argument }: { $why }
cli-wrong-not-taken = does not take "{ $value }"
cli-wrong-unknown = there is no option, or one argument too many: "{ $argument }"
cli-wrong-subcommand = there is no command "{ $value }"
cli-wrong-missing = { $argument } is missing
cli-wrong-twice = { $argument } is there twice; leave one
cli-wrong-conflict = { $argument } does not go together with { $other }
cli-wrong-too-many = { $argument } does not take the value "{ $value }"
cli-wrong-no-equals = { $argument } takes its value after an = sign, without a space
cli-wrong-utf8 = an argument is not UTF-8 text
cli-wrong-other = the command line is wrong: { $text }

argument-crs = "{ $value }" is not a coordinate system; write EPSG: and its number, for example EPSG:32718
argument-entries = "{ $value }" is not a number of edits; give a whole number from 1 to { $max }
argument-nearest = "{ $value }" is not a number of kitchens; give a whole number from 1 to { $max }
argument-limit = "{ $value }" is not a coverage limit; give more than 0 and at most 100000 metres
argument-address = "{ $value }" is not an address with a port; write for example 127.0.0.1:8080
argument-origin = "{ $value }" is not an origin; write scheme://host or scheme://host:port without a path, for example https://mapa.example.pe
argument-id = "{ $value }" is not an id; it has 1 to 64 unaccented letters, digits, full stops, hyphens or underscores
argument-ending = "{ $value }" does not say which format to write; let the name end in { $endings }
argument-excel-without-csv = --excel changes CSV only; write CSV or leave --excel out

progress-reading = Reading
progress-assigning = Assigning
progress-writing = Writing
progress-checking = Checking
