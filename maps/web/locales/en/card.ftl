# The map's cards.
card-name = Card of what was chosen on the map
card-household = Household { $id }
card-state-served = Served
card-state-too_far = Not served: no open kitchen within { $limit }
card-state-no_kitchen = Not served: no kitchen is open
card-state-bad_position = Not served: its position is missing or wrong
card-left = Closed on { $on }
card-nearest = { $kitchen }, { $distance } away in a straight line
card-next = The second, { $kitchen }, is { $distance } away
card-fixed = Fixed assignment: { $reason }
card-certain = The assignment is certain
card-unknown = How certain the assignment is is not known: the GPS accuracy is missing
card-doubt-kitchen = Uncertain assignment: with a GPS of ± { $accuracy } it could be the second kitchen
card-doubt-limit = Uncertain assignment: with a GPS of ± { $accuracy } it could be on the other side of the limit
card-persons = { $persons ->
    [one] { $persons } person
   *[other] { $persons } people
  }
card-settlement = Settlement: { $name }
card-outside = Outside all registered settlements
card-change-kitchen = Change kitchen
card-kind-comedor_popular = Comedor popular
card-kind-olla_comun = Olla común
card-kitchen-open = { $kind }, open
card-kitchen-closed = { $kind }, closed
card-kitchen-served = Serves { $served ->
    [one] 1 person
   *[other] { $served } people
}; it is the kitchen of { $persons }, in { $households ->
    [one] 1 household
   *[other] { $households } households
}
card-rations = { $rations ->
    [one] 1 ration
   *[other] { $rations } rations
}
card-no-rations = Its rations were not recorded
card-rations-short = Rations are missing for { $missing ->
    [one] 1 person
   *[other] { $missing } people
}
card-kitchen-distances = Its households are { $mean } away on average, the farthest { $max }, in a straight line
card-what-if = What if…?
card-settlement-served = { $served } of { $persons ->
    [one] 1 person served
   *[other] { $persons } people served
}
card-households = { $households ->
    [one] 1 household
   *[other] { $households } households
}
card-mean = To their kitchen, { $distance } on average in a straight line
card-sheet = Open its sheet for printing
card-why-too_far = { $persons ->
    [one] 1 person
   *[other] { $persons } people
}: no open kitchen within the limit
card-why-no_kitchen = { $persons ->
    [one] 1 person
   *[other] { $persons } people
}: no kitchen is open
card-why-bad_position = { $persons ->
    [one] 1 person
   *[other] { $persons } people
}: their position is missing or wrong
card-gap = Gap
card-gap-persons = { $persons ->
    [one] 1 person not served
   *[other] { $persons } people not served
}, in { $households ->
    [one] 1 household
   *[other] { $households } households
}
card-gap-meaning = A gap is a group of households that are not served, each within 100 m of the next
card-gap-households = See these households
card-catchment = Catchment of { $name }
card-catchment-persons = { $persons ->
    [one] 1 person
   *[other] { $persons } people
} in { $households ->
    [one] 1 household
   *[other] { $households } households
}
card-catchment-meaning = Here this is the nearest open kitchen in a straight line
card-area = { $hectares ->
    [one] 1 hectare
   *[other] { $hectares } hectares
}
card-its-kitchen = See the kitchen
