# The map.
map-name = Map of households and kitchens
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-layers = Layers
layer-settlements = Settlements
layer-catchments = Catchments
layer-assignments = Lines from each household to its kitchen
layer-households = Households
layer-gaps = Gaps
layer-kitchens = Kitchens
