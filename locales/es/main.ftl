# Palabras que todas las partes usan: las de la tabla de palabras del diseño, y ninguna otra.

rows = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}

straight-line = en línea recta, no es camino

layer-settlements = asentamientos
layer-kitchens = cocinas
layer-households = hogares
layer-catchments = zonas de atención
layer-assignments = asignaciones
layer-gaps = brechas

state-served = atendido
state-too-far = demasiado lejos
state-no-ration = sin ración
state-cut-off = sin camino
state-no-kitchen = sin cocina abierta
state-bad-position = sin posición válida

certainty-certain = segura
certainty-uncertain = dudosa
certainty-unknown = sin precisión registrada

status-open = abierta
status-closed = cerrada
