# Leyendas, rótulos y hoja de impresión del proyecto de QGIS y de los estilos.

map-title = Cercanía: hogares y cocinas
map-served = Atendido (color de su cocina)
map-too-far = Demasiado lejos (hueco)
map-no-kitchen = Sin cocina abierta
map-left-register = Dado de baja del registro
map-uncertain = Asignación dudosa (anillo negro)
map-kitchen-open = Cocina abierta (cada una con su color)
map-kitchen-closed = Cocina cerrada
map-kitchens-together = Varias cocinas juntas
map-not-served = No atendido: demasiado lejos o sin cocina abierta (hueco)
map-settlement = Límite de un asentamiento
map-catchment = Límite de una zona de atención: donde una cocina es la más cercana en línea recta
map-assignment = Línea de un hogar a su cocina
map-gap = Brecha: personas no atendidas que viven cerca unas de otras
map-together = Muchos hogares juntos: de { $from } % a menos de { $to } % de las personas atendidas
map-together-all = Muchos hogares juntos: todas las personas atendidas
map-household = hogar
map-households = hogares
map-person = persona
map-persons = personas
map-comedor-popular = comedor popular
map-olla-comun = olla común

map-sheet = Hoja de asentamiento
map-served-persons = Atendidas
map-too-far-persons = Demasiado lejos de una cocina
map-no-kitchen-persons = Sin cocina abierta
map-bad-position-persons = Sin posición válida (no están en el mapa)
map-mean-distance = Distancia media a la cocina
map-legend = Leyenda
map-printed = Impreso el
map-straight-line = Distancias { straight-line }
map-data-note = Según el registro de la oficina a la fecha de impresión. Muestra dónde viven familias vulnerables: no la publique.
