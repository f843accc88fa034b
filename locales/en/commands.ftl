# What the commands say of files, stores and reports.

import-file = { $file }: { $format }, { $encoding }; { rows }, bad: { $bad }
import-file-separated = { $file }: { $format }, { $encoding }, separator "{ $separator }"; { rows }, bad: { $bad }
import-columns = Columns recognised: { $columns }
import-ids-column = Ids: from the column "{ $column }"
import-ids-weak = Ids: from the column "{ $column }", which another program may change with the next export; name a better one with --id-column
import-ids-form = Ids: from the form and the column "{ $column }"
import-ids-feature = Ids: those of the GeoJSON features
import-ids-row = Ids: from the row number; they change when the file's order does, and another file without ids cannot be added
import-ignored = Columns that are not stored: { $columns }
import-crs = Coordinates: { $crs } to WGS 84 by "{ $operation }", accuracy { $accuracy } m, which is added to the accuracy
import-crs-unknown = Coordinates: { $crs } to WGS 84 by "{ $operation }", of no declared accuracy
import-no-swap-test = Whether coordinates are swapped could not be tested: there are no settlements or kitchens to compare with
import-without-position = Households registered without a position: { $count }
import-persons-missing = Households without a number of persons, counted as one: { $count }
import-same-position = Rows at the same position as another: { $count }
import-placed-by-hand = Positions placed by hand in the form, of unknown accuracy: { $count }
import-kind = Kitchens without a kind of their own: { $kind }, by the names of the columns
import-problems = Problems: { $count }
import-warnings = Warnings: { $count }
import-more = ... and { $count } more
import-rejected = { $count ->
    [one] The bad row is in { $file } with the reason; mend it there and import it
   *[other] The { $count } bad rows are in { $file } with the reason; mend them there and import them
}
import-written = { $store }: { $added } new, { $updated } changed, { $unchanged } unchanged; revision { $revision }

assign-written = { $file }: { $count ->
    [one] 1 household assigned
   *[other] { $count } households assigned
}, { $open ->
    [one] 1 kitchen open
   *[other] { $open } kitchens open
}, { $closed } closed; distances { straight-line }
assign-over-input = { $file } is one of the files that are read; write the result to another
export-over-store = { $file } is a cercania store and is not written over; export to another file
export-written = { $file }: { rows }
export-all-in-one = all layers at once only fit in a GeoPackage; write a name that ends in .gpkg or choose one layer
output-failed = { $path } cannot be written: { $reason }

store-has-findings = { $count ->
    [one] { $store } has 1 problem; what is not valid was left out. See it with: cercania check
   *[other] { $store } has { $count } problems; what is not valid was left out. See them with: cercania check
}
check-sound = { $store }: no problem found
check-findings = { $store }: problems found: { $count }

setting-unknown = there is no setting "{ $value }"; the settings are coverage_limit_m, distance_bands_m, study_area and crs
setting-not-a-number = "{ $value }" is not a number
setting-limit = { $value } m is not a coverage limit; give more than 0 and at most 100000 metres
setting-bands = { $value } are not distance bands; give 1 to 10 rising lengths in metres above 0, for example 250,500,1000
setting-not-a-polygon = the study area is not a polygon in GeoJSON: { $reason }
setting-boundary = the study area is not valid: { polygon-fault }; mend it in QGIS with “Fix geometries”
setting-crs-no-operation = no operation of known kind leads from { $crs } to WGS 84; give another system
setting-crs-too-many = { $count } reference systems are too many; give at most { $most }
setting-crs-twice = { $crs } is given twice; give it once
setting-saved = { $key } saved in { $store }; revision { $revision }

report-heading = Coverage limit { $limit } m, distances { straight-line }; revision { $revision }
report-settlements = Coverage by settlement
report-kitchens = Load of the kitchens
report-gaps = Gaps: clusters of unserved households
report-unserved = Unserved households and why
report-catchments = Catchments: kitchen by settlement
report-outside = (outside every settlement)
report-total = TOTAL
report-no-kitchen = (no kitchen)
report-empty = (none)
report-no-settlement = there is no settlement "{ $id }"; those there are stand in: cercania report coverage
report-no-table = this report has no table "{ $table }"; it has: { $known }

column-id = Id
column-name = Name
column-status = Status
column-rations = Rations
column-households = Households
column-persons = Persons
column-persons-served = Served
column-persons-too-far = Too far
column-persons-no-kitchen = No kitchen
column-persons-bad-position = No position
column-persons-uncertain = Uncertain
column-mean-distance-m = Mean, m
column-median-distance-m = Median, m
column-percentile-90-distance-m = P90, m
column-max-distance-m = Max., m
column-radius-m = Radius, m
column-settlement-id = Settlement
column-settlement-name = Settlement
column-kitchen-id = Kitchen
column-kitchen-name = Kitchen
column-state = State
column-distance-m = Distance, m
column-certainty = Certainty

serve-demo = { $store } was filled with the demo data: the households are made up and the kitchens' positions assumed
serve-demo-not-empty = { $store } already has rows; the demo data were not added
serve-ready = { $store }: { $settlements ->
    [one] 1 settlement
   *[other] { $settlements } settlements
}, { $kitchens ->
    [one] 1 kitchen
   *[other] { $kitchens } kitchens
}, { $households ->
    [one] 1 household
   *[other] { $households } households
}. Open the address in a browser or in QGIS; Ctrl-C ends it
serve-ended = Service ended

progress-copying = Copying
backup-done = { $from } was copied to { $to }, whole and as one edit left it
copy-done = { $from } was copied to { $to }, with settings and history

log-added = { $count } { rows-of-layer } added
log-updated = { $count } { rows-of-layer } changed
log-removed = { $count } { rows-of-layer } removed
rows-of-layer = { $layer ->
    [settlements] { $count ->
        [one] settlement
       *[other] settlements
    }
    [kitchens] { $count ->
        [one] kitchen
       *[other] kitchens
    }
   *[households] { $count ->
        [one] household
       *[other] households
    }
}
log-settings = settings changed
log-undone = taken back by edit { $by }
log-row-added = added
log-row-removed = removed
log-row-invalid = another program wrote values that are not valid
log-moved = position or boundary changed
log-no-row = { row-and-id } never existed
column-revision = Edit
column-time = Time (UTC)
column-author = By
column-action = Kind
column-what = What

undo-done = edit { $edit } was taken back: { undo-rows }; { $reassigned ->
    [one] 1 household
   *[other] { $reassigned } households
} changed kitchen or state (edit { $revision })
undo-would = edit { $edit } would be taken back: { undo-rows }; { $reassigned ->
    [one] 1 household
   *[other] { $reassigned } households
} would change kitchen or state
undo-rows = { $added ->
    [one] 1 row added
   *[other] { $added } rows added
}, { $updated } changed, { $removed } removed
undo-changed = { row-and-id }: changed since, by edit { $revision }
undo-added = { row-and-id }: added again since, by edit { $revision }
undo-removed = { row-and-id }: removed since
undo-invalid = { row-and-id }: what was there before was not valid
undo-more = and { $count } more
