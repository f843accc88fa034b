# Palabras que todas las partes usan: las de la tabla de palabras del diseño, y ninguna otra.

rows = { $count ->
    [one] { $count } fila
   *[other] { $count } filas
}
bad-rows-of = { $bad ->
    [one] está mal 1 fila de { $rows }
   *[other] están mal { $bad } filas de { $rows }
}
# Una fila de un registro, o los ajustes, dentro de una frase.
row-and-id = { $layer ->
    [settlements] el asentamiento { $id }
    [kitchens] la cocina { $id }
    [households] el hogar { $id }
   *[settings] los ajustes
}

straight-line = en línea recta, no es camino

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

# Qué tiene de malo un polígono, para otros mensajes.
polygon-fault = { $fault ->
    [empty] el polígono está vacío
    [corner] un vértice del polígono no es una posición
    [too-few-corners] un anillo del polígono tiene menos de tres vértices distintos
    [no-area] el polígono no tiene área
    [self-intersection] un anillo del polígono se cruza o se toca a sí mismo
    [hole-outside] un hueco está fuera de su polígono
    [rings-overlap] dos anillos del polígono se superponen
    [parts-overlap] dos partes se superponen o comparten un lado
   *[other] el polígono no vale
}
