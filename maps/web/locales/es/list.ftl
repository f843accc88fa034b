# La lista de hogares.
list-back = Cobertura
list-back-settlement = Cobertura del asentamiento
list-title-all = Todos los hogares
list-title-served = Hogares atendidos
list-title-too_far = Hogares demasiado lejos
list-title-no_kitchen = Hogares sin cocina abierta
list-title-bad_position = Hogares sin ubicación
list-title-unserved = Hogares no atendidos
list-title-outside = fuera de todo asentamiento
list-title-settlement = { $name }
list-title-kitchen = cocina { $name }
list-title-beyond = a más de { $from }
list-title-up-to = hasta { $to }
list-title-band = de { $from } a { $to }
list-title-uncertain = asignación dudosa
list-title-gap = Hogares de la brecha { $id }
list-gap-gone = Con el límite de { $limit } no hay una brecha { $id }: sus hogares están atendidos o son parte de otra.
list-not-understood = El enlace trae una lista que no se entiende («{ $text }»). Vuelva a la cobertura y elija un número.
list-empty = No hay hogares así.
list-sum = { $n ->
    [one] { $households } hogar
   *[other] { $households } hogares
}, { $people ->
    [one] { $persons } persona
   *[other] { $persons } personas
}
list-of = de { $count } hogares en la lista
list-too-many = Hay { $count } hogares; aquí están los primeros { $most }, y solo en ellos se busca y se ordena. El CSV y el GeoPackage los traen todos.
list-inexact = Puede no ser la brecha exacta: cambió o es demasiado grande para mostrarla entera.
list-search = Buscar identificador, asentamiento o cocina
list-by-state = Estado
list-any-state = Todos los estados
list-state-served = atendido
list-state-too_far = demasiado lejos
list-state-no_kitchen = sin cocina abierta
list-state-bad_position = sin ubicación
list-certainty-certain = segura
list-certainty-uncertain = dudosa
list-certainty-unknown = no se sabe
list-outside = fuera
list-column-id = Hogar
list-column-persons = Personas
list-column-settlement_id = Asentamiento
list-column-state = Estado
list-column-kitchen_id = Cocina
list-column-distance_m = Distancia
list-column-next_distance_m = 2.ª cocina
list-column-certainty = Certeza
list-table = Tabla de hogares
list-rows = { $from } a { $to } de { $all }
list-before = Anteriores
list-after = Siguientes
list-on-map = Ver en el mapa
list-csv-what = Archivo para hoja de cálculo con { $count ->
    [one] el único hogar
   *[other] los { $count } hogares
}
list-gpkg-what = Archivo para QGIS con { $count ->
    [one] el único hogar
   *[other] los { $count } hogares
}
list-wider-file = El archivo puede traer también hogares de brechas vecinas.
list-print = Imprimir
list-printed = Límite de cobertura: { $limit }, en línea recta, no es camino. Impreso el { $date }.
list-printed-filter = Solo filas con: { $filter }
list-straight = Las distancias son en línea recta, no es camino.
list-vulnerable = Son datos de personas en situación vulnerable: compártalos solo con quien los necesita para atenderlas.
list-limit = límite de { $limit }, en línea recta
list-limit-tried = con el límite que se está probando: { $limit }, en línea recta
