# El mapa.
map-name = Mapa de hogares y cocinas
map-keys = Con las flechas se mueve el mapa, con + y − se acerca y se aleja, y con Intro se abre la ficha de lo que está en el centro.
map-zoom-in = Acercar
map-zoom-out = Alejar
map-everything = Ver todo
map-north = El norte está arriba
map-attribution = cercania · distancias en línea recta
map-missing = Una parte del mapa no llegó. Revise la conexión y vuelva a intentarlo.
map-again = Volver a intentar
map-nothing-here = Aquí no hay nada registrado.
map-pointer = Donde apunta
map-centre = Centro del mapa
map-layers = Qué se ve
map-limit = Se cuenta como atendido hasta { $limit } en línea recta.
map-fit = Ir a un asentamiento
map-fit-all = Todos
map-legend-of = Signos de { $layer }
map-ground = Fondo
map-ground-none = Este servicio no tiene mapa de fondo.
map-ground-local = El mapa de fondo está guardado en este servicio: nadie más se entera de qué lugares mira.
map-ground-online = Calles de { $host }
map-ground-warning = Si lo activa, { $host } se entera de qué lugares mira usted. Los hogares y sus datos no se envían.
map-many-households = { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}; { $percent } % de sus personas, atendidas. Toque para acercar.
map-many = { $what }: { $rows } juntos. Toque para acercar.
map-hover-household = Hogar { $id }: { $kitchen }, a { $distance }
map-hover-unserved = { $near } · no atendido
map-hover-kitchen = { $name }: atiende a { $persons ->
    [one] 1 persona
   *[other] { $persons } personas
}
map-hover-closed = { $name }: cerrada
map-hover-gap = Brecha: { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}, { $persons ->
    [one] 1 persona no atendida
   *[other] { $persons } personas no atendidas
}
layer-settlements = Asentamientos
layer-catchments = Zonas de atención
layer-assignments = Líneas de cada hogar a su cocina
layer-households = Hogares
layer-gaps = Brechas
layer-kitchens = Cocinas
map-kitchen-colours = El color de cada cocina
