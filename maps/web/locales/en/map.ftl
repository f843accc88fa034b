# The map.
map-name = Map of households and kitchens
map-keys = Arrows move the map, + and − zoom in and out, and Enter opens the card of what is at its centre.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-everything = See everything
map-north = North is up
map-attribution = cercania · distances are straight lines
map-missing = Part of the map did not arrive. Check the connection and try again.
map-again = Try again
map-nothing-here = Nothing is registered here.
map-pointer = Pointer
map-centre = Centre of the map
map-layers = What is shown
map-limit = A household counts as served up to { $limit } in a straight line.
map-fit = Go to a settlement
map-fit-all = All
map-legend-of = Signs of { $layer }
map-ground = Background
map-ground-none = This service has no background map.
map-ground-local = The background map is stored in this service: nobody else learns which places you look at.
map-ground-online = Streets from { $host }
map-ground-warning = If you turn this on, { $host } learns which places you look at. Households and their data are not sent.
map-many-households = { $households ->
    [one] 1 household
   *[other] { $households } households
}; { $percent }% of their people are served. Tap to zoom in.
map-many = { $what }: { $rows } together. Tap to zoom in.
map-hover-household = Household { $id }: { $kitchen }, { $distance } away
map-hover-unserved = { $near } · not served
map-hover-kitchen = { $name }: serves { $persons ->
    [one] 1 person
   *[other] { $persons } people
}
map-hover-closed = { $name }: closed
map-hover-gap = Gap: { $households ->
    [one] 1 household
   *[other] { $households } households
}, { $persons ->
    [one] 1 person not served
   *[other] { $persons } people not served
}
layer-settlements = Settlements
layer-catchments = Catchments
layer-assignments = Lines from each household to its kitchen
layer-households = Households
layer-gaps = Gaps
layer-kitchens = Kitchens
map-kitchen-colours = The colour of each kitchen
