# El mapa.
map-name = Mapa de hogares y cocinas
map-zoom-in = Acercar
map-zoom-out = Alejar
map-layers = Capas
layer-settlements = Asentamientos
layer-catchments = Zonas de atención
layer-assignments = Líneas de cada hogar a su cocina
layer-households = Hogares
layer-gaps = Brechas
layer-kitchens = Cocinas
