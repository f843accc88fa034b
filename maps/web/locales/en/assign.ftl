# Assigning a household.
assign-modes = What you want to do
assign-mode-new = New household
assign-mode-list = A list
assign-mode-fix = Change kitchen

assign-where = Where is the household?
assign-click = Click on the map where the household is.
assign-position = Coordinates
assign-find = Find
assign-locate = My location
assign-locating = Finding your location…
assign-middle = Map's centre
assign-accuracy = Accuracy, ± m
assign-marker = Position of the household. Drag it, or move it with the arrow keys; with Shift, faster.
assign-examples = Ways to write coordinates
assign-examples-more = Latitude comes first, then longitude. In UTM, easting first, then northing; without a zone, 18 south is taken, which is Lima's.

assign-note-lon-first = Longitude was understood first: latitude { $lat }, longitude { $lon }. The other way round the point would be outside Peru.
assign-note-south-letter = “S” was taken as south. In the military grid (MGRS), band S is in the northern hemisphere.
assign-note-zone-assumed = No zone was written: 18 south was taken, which is Lima's.
assign-note-northing-first = Northing was understood first, then easting.
assign-signs = This point is outside Peru. Are the minus signs (south and west) missing?
assign-offer-swap = Swap: latitude { $lat }, longitude { $lon }
assign-offer-signs = Use latitude { $lat }, longitude { $lon }

assign-problem-empty = Write the coordinates: latitude and longitude, for example -12.1307, -76.9506.
assign-problem-word = “{ $part }” was not understood. Write only the coordinates, for example -12.1307, -76.9506.
assign-problem-one-number = A number is missing: write latitude and longitude, for example -12.1307, -76.9506.
assign-problem-many-numbers = There are too many numbers. Write only latitude and longitude, separated by a comma.
assign-problem-parts = “{ $part }” was not understood as degrees, minutes and seconds. Write it like this: 12°07'50.5"S 76°57'02"W.
assign-problem-minutes = In “{ $part }”, minutes or seconds are above 59. Check the figures.
assign-problem-range-lat = “{ $part }” cannot be a latitude, which goes from -90 to 90. Check the decimal point.
assign-problem-range-lon = “{ $part }” cannot be a longitude, which goes from -180 to 180. Check the decimal point, and that both numbers are there.
assign-problem-same-axis = Both numbers say the same. One needs S or N (latitude), the other W or E (longitude).
assign-problem-sign = In “{ $part }”, the sign and the letter disagree. Use only one: -12.1307 or 12.1307 S.
assign-problem-crs = The coordinate system “{ $part }” is not read here. Use WGS 84, as phones and Google Maps do.
assign-problem-utm-range = “{ $part }” cannot be UTM: eastings go from 100000 to 900000 m, northings up to 10000000 m.
assign-problem-signs = This point is outside Peru: the minus signs (south and west) are missing. Write { $part }.
assign-problem-zone = There is no UTM zone “{ $part }”. Peru's are 17, 18 and 19, for example 18L or 18 south.

assign-device-denied = The browser may not tell your location. Allow it at the padlock beside the address, or click on the map.
assign-device-insecure = The browser tells the location only to secure addresses (https) or on this same computer. Click on the map or write the coordinates.
assign-device-unavailable = The device could not find your location. Switch GPS on, or click on the map.
assign-device-timeout = The location took too long. Try again in the open, or click on the map.
assign-device-missing = This browser tells no location. Click on the map or write the coordinates.

assign-answer = Its kitchen
assign-served = Served: { $kitchen }, at { $distance }.
assign-too-far = Too far: the nearest kitchen, { $kitchen }, is at { $distance }. The limit is { $limit }.
assign-no-kitchen = No kitchen: none is open.
assign-certain = The second is at { $distance }, { $margin } farther: the assignment is certain.
assign-unknown-only = It is the only open kitchen. The accuracy is missing: if the error is below { $bound }, the answer is certain.
assign-certain-only = It is the only open kitchen: the assignment is certain.
assign-uncertain-second = Uncertain: with an accuracy of { $accuracy } it could be { $second }, which is only { $margin } farther.
assign-uncertain-limit = Uncertain: it is { $from } from the limit of { $limit }; with an accuracy of { $accuracy } it could be on the other side.
assign-unknown = The second is at { $distance }, { $margin } farther. The accuracy is missing: if the error is below { $bound }, the answer is certain.
assign-inside = It is in { $settlement }.
assign-outside = It is outside all registered settlements.
assign-outside-short = Outside all settlements
assign-far = The nearest kitchen is at { $distance }. Are the coordinates right? Latitude and longitude may be swapped.
assign-rank = { $rank }.
assign-room-left = { $left } left: { $rations ->
    [one] 1 ration
   *[other] { $rations } rations
}, { $persons ->
    [one] 1 person served
   *[other] { $persons } people served
}
assign-room-none = Full: { $rations ->
    [one] 1 ration
   *[other] { $rations } rations
}, { $persons ->
    [one] 1 person served
   *[other] { $persons } people served
}
assign-room-short = { $left } short: { $rations ->
    [one] 1 ration
   *[other] { $rations } rations
}, { $persons ->
    [one] 1 person served
   *[other] { $persons } people served
}
assign-room-unknown = { $persons ->
    [one] 1 person served
   *[other] { $persons } people served
}; its rations are not known
assign-straight = Distances are straight lines, not walks.

assign-save-title = Save the household
assign-persons = People
assign-code = Code (optional)
assign-address = Address (optional)
assign-no-names = Less is better: do not write names, telephone or identity numbers.
assign-save = Save
assign-saved = Household { $id } was saved. Its kitchen is { $kitchen }.
assign-saved-none = Household { $id } was saved. There is no open kitchen for it.
assign-saved-id = Saved as { $id }.
assign-another = Assign another household
assign-read-only = This is for looking only; changes are not saved here.

assign-list-label = Paste a household a line
assign-list-hint = Position, people and note; or code; position; people; note. People and note may be missing. Do not write names.
assign-list-ask = See which kitchens they get
assign-list-found = { $rows ->
    [0] No household.
    [one] 1 household: { $served } served, { $far } not served. Nothing is saved yet.
   *[other] { $rows } households: { $served } served, { $far } not served. Nothing is saved yet.
  }
assign-list-bad = { $lines ->
    [one] 1 line was not understood; it is not in the table and will not be saved:
   *[other] { $lines } lines were not understood; they are not in the table and will not be saved:
  }
assign-list-bad-line = Line { $line }: { $reason }
assign-list-more = { $shown } of { $rows } are shown; the CSV has them all.
assign-list-csv = Download CSV
assign-list-save = { $rows ->
    [one] Save 1 household
   *[other] Save the { $rows } households
  }
assign-list-save-hint = The note is saved as the address. Without a number of people, 1 is counted, with a flag.
assign-list-saved = { $rows ->
    [one] 1 household was saved.
   *[other] { $rows } households were saved.
  }
assign-column-line = Household
assign-column-persons = People
assign-column-kitchen = Kitchen
assign-column-distance = Distance
assign-column-state = State
assign-state-served = served
assign-state-too_far = too far
assign-state-no_kitchen = no open kitchen
assign-state-bad_position = no position

assign-household = Household: identifier or code
assign-household-hint = Write the identifier, or choose a household on the map. You can give it another kitchen than the nearest, with the reason.
assign-household-none = There is no household “{ $text }”. Check the identifier, or look for it on the map.
assign-household-several = Several households have the code “{ $text }”. Choose one:
assign-household-is = { $persons ->
    [one] Household { $id }, 1 person
   *[other] Household { $id }, { $persons } people
  }
assign-household-has = Today its kitchen is { $kitchen }, at { $distance } in a straight line: { $state }.
assign-household-closed = This household has left: no kitchen is assigned to it.
assign-household-without = Today it has no kitchen: { $state }.
assign-household-fixed = Fixed to { $kitchen }. Reason: { $reason }.
assign-none = none
assign-fix-title = Give it another kitchen
assign-fix-near = Open kitchens, from the nearest to the farthest (straight line)
assign-fix-present = (today's)
assign-fix-all = Another open kitchen
assign-fix-choose = Choose…
assign-fix-remove = Remove the fixed assignment
assign-fix = Fix { $kitchen }
assign-cancel = Cancel
assign-reason = Reason
assign-reason-list = it is on another kitchen's list
assign-reason-wall = a wall stands between
assign-reason-road = it would cross a dangerous avenue
assign-change-kitchen = With this change it goes from { $from } to { $to }.
assign-change-none = With this change its kitchen stays the same.
assign-change-state = Its state goes from “{ $from }” to “{ $to }”.
assign-change-served = { $settlement }: people served, from { $before } to { $after }.
assign-change-limit = What changes is counted with the office's limit, { $own }.
assign-fixed = Household { $id } is now fixed to { $kitchen }.
assign-unfixed = Household { $id } goes back to its nearest kitchen.
