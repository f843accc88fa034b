# The list of households.
list-back = Coverage
list-back-settlement = Coverage of the settlement
list-title-all = All households
list-title-served = Households served
list-title-too_far = Households too far
list-title-no_kitchen = Households without an open kitchen
list-title-bad_position = Households without a position
list-title-unserved = Households not served
list-title-outside = outside all settlements
list-title-settlement = { $name }
list-title-kitchen = kitchen { $name }
list-title-beyond = over { $from }
list-title-up-to = up to { $to }
list-title-band = { $from } to { $to }
list-title-uncertain = uncertain assignment
list-title-gap = Households of gap { $id }
list-gap-gone = At a limit of { $limit } there is no gap { $id }: its households are served or part of another.
list-not-understood = The link has a list that cannot be understood (“{ $text }”). Go back to coverage and pick a number.
list-empty = There are no such households.
list-sum = { $n ->
    [one] { $households } household
   *[other] { $households } households
}, { $people ->
    [one] { $persons } person
   *[other] { $persons } people
}
list-of = of { $count } households in the list
list-too-many = There are { $count } households; these are the first { $most }, and only they are searched and sorted. The CSV and the GeoPackage have all of them.
list-inexact = This may not be the gap exactly: it changed, or is too large to be shown whole.
list-search = Search an id, settlement or kitchen
list-by-state = State
list-any-state = All states
list-state-served = served
list-state-too_far = too far
list-state-no_kitchen = no open kitchen
list-state-bad_position = no position
list-certainty-certain = certain
list-certainty-uncertain = uncertain
list-certainty-unknown = not known
list-outside = outside
list-column-id = Household
list-column-persons = People
list-column-settlement_id = Settlement
list-column-state = State
list-column-kitchen_id = Kitchen
list-column-distance_m = Distance
list-column-next_distance_m = 2nd kitchen
list-column-certainty = Certainty
list-table = Table of households
list-rows = { $from } to { $to } of { $all }
list-before = Previous
list-after = Next
list-on-map = See on the map
list-csv-what = File for a spreadsheet with { $count ->
    [one] the one household
   *[other] the { $count } households
}
list-gpkg-what = File for QGIS with { $count ->
    [one] the one household
   *[other] the { $count } households
}
list-wider-file = The file may also have households of gaps nearby.
list-print = Print
list-printed = Coverage limit: { $limit }, in a straight line, not a walk. Printed on { $date }.
list-printed-filter = Only rows with: { $filter }
list-straight = Distances are straight lines, not walks.
list-vulnerable = This is data about vulnerable people: share it only with those who need it to serve them.
list-limit = limit of { $limit }, in a straight line
list-limit-tried = with the limit being tried: { $limit }, in a straight line
