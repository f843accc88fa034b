# Messages of src/http/imports.

import-unknown = there is no such import: it was forgotten after a while, or the service has started anew; send the file again. An import that was committed is in the history
import-files = what was sent in parts must have exactly one part called file; it has { $count ->
    [0] none
   *[other] more than one
}
import-part-unknown = there is no part "{ $name }" here; send the file as file, and beside it only the parameters of this address
import-part-long = the part { $name } is longer than any value
import-parts = the parts of what was sent cannot be read: { $reason }
import-reading = the file is still being read; ask again in a moment
import-committing = the import is just being committed; ask again in a moment
import-committed = the import was already committed, at revision { $revision }; send the file again to import it again
import-not-committed = the import was not committed, so there is nothing to undo
import-nothing-changed = the import changed nothing, so there is nothing to undo
import-bad-rows = { bad-rows-of }; nothing was imported. Mend what is told, or take the good ones with skip_bad=true
import-no-good-row = { $rows ->
    [one] the only row is bad; nothing was imported. Mend it and send the file again
   *[other] none of the { $rows } rows is good; nothing was imported. Mend them and send the file again
}
import-store-away = the store cannot be written to at present; nothing was imported. Try again in a few seconds

api-tag-imports = Files of rows to be registered: looked at first, then committed
api-imports = The imports of this server
api-import-create = Sends a file of rows: the preview says how it was understood and what committing would do; nothing is written
api-import = An import: how far it is, and its preview
api-import-forget = Forgets an import
api-import-rejected = The bad rows with their reasons, to be mended and sent again
api-import-commit = Writes the rows as one edit: those with a known identifier are updated, the others are new
api-import-undo = Takes a committed import back
api-import-accepted = The file is being read; the import is at Location
api-parameter-import = The import's identifier
api-parameter-register = What the rows are
api-parameter-source-crs = The reference system of the file's coordinates, as EPSG:32718
api-parameter-columns = Which column holds which field, where the names do not say it: lon=X,lat=Y
api-parameter-id-column = The column that holds the identifier
api-parameter-file-layer = The layer of a GeoPackage, or the sheet of a spreadsheet, with several
api-parameter-skip-bad = Take the good rows although others are bad
