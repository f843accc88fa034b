# Importing a file.
import-intro = Upload the list you collected in the field. First you see what was understood of it: nothing is written until you say so.
import-what = What does the file have?
import-layer-households = Households
import-layer-kitchens = Kitchens
import-layer-settlements = Settlements
import-needs-households = Each household needs a position (longitude and latitude, or UTM). The number of people is useful; the rest is optional.
import-needs-kitchens = Each kitchen needs a position (longitude and latitude, or UTM). Name and rations are useful; the rest is optional.
import-needs-settlements = Each settlement needs its outline: GeoJSON, GeoPackage, KML, or CSV with a column of WKT polygons.
import-choose = Choose a file
import-drop = or drop it anywhere on this page
import-formats = CSV, KoboToolbox or ODK (CSV or Excel), Excel (XLSX), GeoJSON, GeoPackage or KML
import-private = The file goes to this service only and to nobody else. Only the columns that you see recognised are kept; what was received is deleted after 30 minutes.
import-one-file = Files are imported one at a time; the first was taken.
import-read-only = This service only shows the data; nothing can be imported here. Ask whoever runs cercania for the address to work at.

import-sending = Sending the file… { $share }%
import-reading = Reading the file… { $share }% ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
})
import-committing = Writing the rows…
import-cancel = Cancel
import-other-file = Choose another file
import-size = { $size }, { $format }
import-separated = { $format } separated by “{ $separator }”
import-tab = tab

import-understood = What was understood
import-good = { $count ->
    [one] 1 good row
   *[other] { $count } good rows
}
import-bad = { $count ->
    [0] none rejected
    [one] 1 rejected row
   *[other] { $count } rejected rows
}
import-effect-new = { $count } new
import-effect-updated = { $count } registered already, with changes
import-effect-unchanged = { $count } registered already, the same
import-stale = The register has changed since this file was read; what follows may not be exact.
import-again = Read the file again

import-minted = The file has no column that identifies each row, so rows will be numbered. Next time nobody can tell which row is which: they could be doubled. If a column has a code of its own, choose it under “Identifier”.
import-weak-id = The identifier comes from “{ $column }”, a number that may change each time the file is exported. If a column has a code of its own, choose it under “Identifier”.
import-persons-missing = { $count ->
    [one] 1 household does not say how many people it has; it counts as 1.
   *[other] { $count } households do not say how many people they have; each counts as 1.
}
import-without-position = { $count ->
    [one] 1 row has no position; it is registered without one and listed as such.
   *[other] { $count } rows have no position; they are registered without one and listed as such.
}
import-same-position = { $count ->
    [one] 1 row is at the same point as another; was the GPS read in one place only?
   *[other] { $count } rows are at the same point as another; was the GPS read in one place only?
}
import-far = Most rows fall some { $kilometres } km from the registered settlements (straight line). The coordinates may be in another system.
import-try-system = Read them as { $system }
import-try-swap = Swap longitude and latitude
import-try-utm = Read them as UTM 18S (Lima)
import-try-degrees = Read them as degrees (GPS)
import-remedy-utm = The coordinates look like UTM metres, not degrees.
import-remedy-degrees = The coordinates look like degrees, not metres.
import-remedy-swap = Longitude and latitude seem to be in each other's column.

import-columns = Columns
import-meaning = What it means
import-column = Column of the file
import-no-column = — none —
import-automatic = — no column —
import-id = Identifier
import-field-lon = Longitude or easting (X)
import-field-lat = Latitude or northing (Y)
import-field-geopoint = Position in one column
import-field-boundary = Outline (WKT)
import-field-persons = People
import-field-accuracy_m = GPS accuracy (m)
import-field-address = Address
import-field-code = Office's code
import-field-declared_settlement_id = Declared settlement
import-field-fixed_kitchen_id = Fixed kitchen
import-field-fixed_reason = Reason of the fixed assignment
import-field-closed_on = Date closed
import-field-name = Name
import-field-kind = Kind of kitchen
import-field-status = Open or closed
import-field-rations = Rations
import-geometry = The position is in the file itself ({ $format }).
import-more-columns = More optional data ({ $count })
import-not-kept = { $count ->
    [one] 1 column is
   *[other] { $count } columns are
} not kept: { $columns }.
import-all-kept = All columns of the file are used.
import-system = Coordinates in
import-system-file = What the file says, else degrees
import-system-other = Another EPSG code…
import-system-code = EPSG code
import-system-wrong = Type the number only, for example 32718.
import-system-read = Read as { $system }.
import-use = Use
import-EPSG-4326 = Degrees (GPS, WGS 84)
import-EPSG-32717 = UTM 17S (WGS 84)
import-EPSG-32718 = UTM 18S (WGS 84): Lima
import-EPSG-32719 = UTM 19S (WGS 84)
import-EPSG-24877 = UTM 17S (PSAD56)
import-EPSG-24878 = UTM 18S (PSAD56)
import-EPSG-24879 = UTM 19S (PSAD56)
import-EPSG-5387 = UTM 18S (Peru96)
import-EPSG-5389 = UTM 19S (Peru96)

import-sample = First rows
import-on-map = On the map, as rings: { $count ->
    [one] the first good row.
   *[other] the first { $count } good rows.
}
import-fit = Show on the map
import-row = Row { $row }
import-value = { $column }: “{ $value }”
import-empty-value = { $column }: empty

import-rejected = Rejected rows
import-rejected-more = Show { $count } more
import-rejected-rest = { $count ->
    [one] 1 more is in the file of rejected rows.
   *[other] { $count } more are in the file of rejected rows.
}
import-rejected-download = Download the rejected rows with reasons (CSV)
import-rejected-way = Mend them in your file and choose it again, or leave the bad ones out with the box below.
import-warnings = Rows worth a look ({ $count })
import-skip = { $count ->
    [one] Import the good rows and leave out the bad one
   *[other] Import the good rows and leave out the { $count } bad ones
}
import-skip-first = Tick the box to import the good rows only, or mend the file.
import-reason-utm = These look like UTM metres: choose “UTM 18S” under “Coordinates in”
import-reason-degrees = These look like degrees: choose “Degrees” under “Coordinates in”

import-change = What would change
import-change-none = Coverage would not change.
import-change-caption = People served and not served with a limit of { $limit }, straight line
import-settlement = Settlement
import-served = Served
import-unserved = Not served
import-outside = Outside all settlements
import-total = Sum of these
import-before-after = from { $before } to { $after }
import-change-more = Show all ({ $count })
import-moved = { $count ->
    [one] 1 registered household changes kitchen or state:
   *[other] { $count } registered households change kitchen or state:
}
import-moved-least = At least { $count } registered households change kitchen or state, among them:
import-moved-one = { $id }: from { $from } to { $to }
import-moved-state = { $id }: stays with { $to }, another state
import-moved-none = no kitchen

import-nothing-new = Nothing to import: all that the file has is registered just so.
import-households = { $count ->
    [one] 1 household
   *[other] { $count } households
}
import-kitchens = { $count ->
    [one] 1 kitchen
   *[other] { $count } kitchens
}
import-settlements = { $count ->
    [one] 1 settlement
   *[other] { $count } settlements
}
import-commit-new = Import { $added }
import-commit-updated = Update { $updated }
import-commit-both = Import { $added } and update { $updated }

import-done-new = Imported { $added }.
import-done-updated = Updated { $updated }.
import-done-both = Imported { $added } and updated { $updated }.
import-done-left = { $count ->
    [one] 1 row was left out.
   *[other] { $count } rows were left out.
}
import-undo = Undo the import
import-undone = The import was undone: the register is as before.
import-another = Import another file
import-see = See it on the map

import-problem-title = The file could not be read
import-commit-unsure-title = It is not known whether it was written
import-commit-unsure = The connection was lost while it was written. When it is back, press the import button again: what was written is not written twice.
import-wait = An import is being written. Wait until it is done, then choose the other file.
import-commit-problem-title = Nothing was written
import-problem-needs-crs = The columns “{ $x }” and “{ $y }” are metres of a UTM system, and the file does not say which. In Lima it is nearly always UTM 18S.
import-problem-no-position = No columns with the position were recognised. Choose them here:
import-problem-several-positions = Each row has more than one position. Which one is used?
import-problem-ambiguous = Several columns could be “{ $field }”. Which one is it?
import-problem-several-layers = The file has several sheets or layers. Which one is imported?
import-problem-gone = The preview is gone: it is forgotten after 30 minutes, or the service was started anew. Nothing was written. The file is still chosen: read it again.
import-problem-unsent = The file did not reach the service. Check that cercania is running; if you changed or moved the file after choosing it, choose it again.
import-problem-large = The file is too large: at most 256 MB are taken. Split it, or remove columns that are not needed.
import-problem-kind = Is it another kind of file? These will do: { $formats }.
