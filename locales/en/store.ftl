# The store: why it cannot do what it was asked.
store-missing = { $location } does not exist. Create it with an import or with “cercania serve”.
store-folder-missing = The folder of { $location } does not exist. Make it first.
store-exists = { $location } is already there. It was left as it is.
store-not-a-file = { $location } is not a file.
store-not-geopackage = { $location } is not a GeoPackage. It was left as it is.
store-not-ours = { $location } is a GeoPackage, but not a cercania store. It was left as it is; to read its layers use “cercania import”.
store-newer = { $location } was written by a later cercania (schema version { $found }; this one knows up to { $known }). Update cercania.
store-older = { $location } was written by an earlier cercania (schema version { $found }; this one writes { $known }). Open it once for writing.
store-read-only = { $location } is read-only. Check the permissions of the file and of its folder.
store-forbidden = { $location } cannot be opened. Check the permissions of the file and of its folder.
store-locked = { $location } is locked by another program. Save and stop editing there, then try again.
store-full = The disk of { $location } is full. Nothing was written.
store-corrupt = { $location } is damaged ({ $detail }). Restore a backup, and keep the damaged file.
store-altered = { $location } lacks a table or column that cercania needs ({ $detail }). Was it changed by another program?
store-refused = { $location } refused a row ({ $detail }). Nothing was written.
store-file = { $location } cannot be read or written ({ $detail }).
store-unsure = { $location } was lost while it was being written to. It is not known whether that was kept: look at the log before you repeat it.
store-replaced = { $location } was replaced by another file while it was open. Nothing was written; start the service again.
store-unreachable = { $location } cannot be reached. What was loaded is still served; edits have to wait.
store-database-url = The address of the database is not understood ({ $detail }). Give postgresql://user@host/database.
store-server-too-old = { $location } is PostgreSQL { $found }. cercania needs 12 or later.
store-postgis-missing = { $location } has no PostGIS. Install it on the server and run “CREATE EXTENSION postgis” as its administrator.
store-database = { $location } failed ({ $detail }).

# What is wrong inside a store that can still be used.
store-row-missing = { $table }, row { $row }: { $column } is missing.{ store-row-in-force }
store-row-type = { $table }, row { $row }: { $column } “{ $value }” is not of the column's type.{ store-row-in-force }
store-row-choice = { $table }, row { $row }: { $column } “{ $value }” is not one of { $allowed }.{ store-row-in-force }
store-row-whole = { $table }, row { $row }: { $column } “{ $value }” is not a whole number from 0.{ store-row-in-force }
store-row-duplicate = { $table }, row { $row }: another row has the same id.{ store-row-in-force }
store-row-id = { $table }, row { $row }: { $column } “{ $value }” is not an id; use 1 to 64 letters A-Z, a-z, digits, “.”, “_” and “-”.{ store-row-in-force }
store-row-geometry = { $table }, row { $row }: the geometry cannot be read ({ $reason }).{ store-row-in-force }
store-row-position = { $table }, row { $row }: the position is not on the earth ({ $reason }).{ store-row-in-force }
store-row-boundary = { $table }, row { $row }: { polygon-fault }; mend it in QGIS with “Fix geometries”.{ store-row-in-force }
store-row-persons = { $table }, row { $row }: persons “{ $value }” is not a whole number from 1 to 10000.{ store-row-in-force }
store-row-metres = { $table }, row { $row }: { $column } “{ $value }” is not a length of 0 metres or more.{ store-row-in-force }
store-row-date = { $table }, row { $row }: { $column } “{ $value }” is not a day such as 2026-11-23.{ store-row-in-force }
store-row-in-force = { $in_force ->
    [yes] {" "}Its last valid version stays in force.
   *[no] {""}
}
store-setting-invalid = The setting { $key } is “{ $value }”, which is not valid. The default holds; set it again.
store-crs-left-out = The setting crs lists { $crs }, which cannot be published in: { $fault ->
    [crs-unknown] it does not exist in PROJ's database
    [crs-not-horizontal] it is not a system of positions on a map
    [crs-axes] it does not count its coordinates to the east and to the north
    [crs-no-operation] no operation of known kind leads from it to WGS 84
   *[other] PROJ's database cannot be used
}. It is left out; set it again with: cercania settings set crs
store-damaged = The file is damaged ({ $detail }). Restore a backup.
store-trigger-missing = The table { $table } lacks the trigger { $trigger }. Edits by other programs are no longer followed.
store-spatial-index = The spatial index of { $table } is wrong for { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}. Rebuild it in QGIS.
store-dangling = The { $table ->
    [kitchens] fixed kitchen
   *[settlements] declared settlement
} of { $households ->
    [one] 1 household
   *[other] { $households } households
} is { $value }, and no { $table ->
    [kitchens] kitchen
   *[settlements] settlement
} has that id ({ $column }).

edit-stale = Someone changed { row-and-id } meanwhile. Read it again and repeat the edit.
archive-not-empty = {$location} is not empty. Copy into a new store.
archive-cell = {$layer}, row {$row}: {$column} cannot be stored there. Run `cercania check`, mend the row, and copy again.
archive-stopped = It was stopped.
