# Las fichas del mapa.
card-name = Ficha de lo elegido en el mapa
card-household = Hogar { $id }
card-state-served = Atendido
card-state-too_far = No atendido: ninguna cocina abierta está a { $limit } o menos
card-state-no_kitchen = No atendido: no hay ninguna cocina abierta
card-state-bad_position = No atendido: su ubicación falta o está mal
card-left = Dado de baja el { $on }
card-nearest = { $kitchen }, a { $distance } en línea recta
card-next = La segunda, { $kitchen }, está a { $distance }
card-fixed = Asignación fija: { $reason }
card-certain = La asignación es segura
card-unknown = No se sabe qué tan segura es la asignación: falta la precisión del GPS
card-doubt-kitchen = Asignación dudosa: con un GPS de ± { $accuracy } podría tocarle la segunda
card-doubt-limit = Asignación dudosa: con un GPS de ± { $accuracy } podría quedar al otro lado del límite
card-persons = { $persons ->
    [one] { $persons } persona
   *[other] { $persons } personas
  }
card-settlement = Asentamiento: { $name }
card-outside = Fuera de todo asentamiento registrado
card-change-kitchen = Cambiar de cocina
card-kind-comedor_popular = Comedor popular
card-kind-olla_comun = Olla común
card-kitchen-open = { $kind }, abierta
card-kitchen-closed = { $kind }, cerrada
card-kitchen-served = Atiende a { $served ->
    [one] 1 persona
   *[other] { $served } personas
}; es la cocina de { $persons }, en { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}
card-rations = { $rations ->
    [one] 1 ración
   *[other] { $rations } raciones
}
card-no-rations = No se registraron sus raciones
card-rations-short = Faltan raciones para { $missing ->
    [one] 1 persona
   *[other] { $missing } personas
}
card-kitchen-distances = Sus hogares están en promedio a { $mean }, el más lejano a { $max }, en línea recta
card-what-if = ¿Y si…?
card-settlement-served = { $served } de { $persons ->
    [one] 1 persona atendida
   *[other] { $persons } personas atendidas
}
card-households = { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}
card-mean = A su cocina, en promedio { $distance } en línea recta
card-sheet = Abrir su hoja para imprimir
card-why-too_far = { $persons ->
    [one] 1 persona
   *[other] { $persons } personas
}: ninguna cocina abierta dentro del límite
card-why-no_kitchen = { $persons ->
    [one] 1 persona
   *[other] { $persons } personas
}: no hay cocina abierta
card-why-bad_position = { $persons ->
    [one] 1 persona
   *[other] { $persons } personas
}: su ubicación falta o está mal
card-gap = Brecha
card-gap-persons = { $persons ->
    [one] 1 persona no atendida
   *[other] { $persons } personas no atendidas
}, en { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}
card-gap-meaning = Una brecha es un grupo de hogares no atendidos, cada uno a 100 m o menos del siguiente
card-gap-households = Ver estos hogares
card-catchment = Zona de atención de { $name }
card-catchment-persons = { $persons ->
    [one] 1 persona
   *[other] { $persons } personas
} en { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}
card-catchment-meaning = Aquí esta es la cocina abierta más cercana en línea recta
card-area = { $hectares ->
    [one] 1 hectárea
   *[other] { $hectares } hectáreas
}
card-its-kitchen = Ver la cocina
