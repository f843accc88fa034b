# Los últimos cambios: qué se escribió, cuándo, quién; y deshacerlo.
history-about = Lo que se escribió en los registros, lo último primero. Cada cambio se puede deshacer mientras nadie haya cambiado después lo mismo.
history-none = Todavía no hay cambios.
history-earlier = Ver { $count } anteriores
history-read-only = Aquí solo se puede consultar; no se deshacen cambios.

history-today = hoy, { $clock }
history-yesterday = ayer, { $clock }
history-day = { $day }, { $clock }
history-time-unknown = sin hora conocida
history-nobody = sin autor conocido
history-edit = edición { $edit }

history-import = Importación: { $what }
history-undo = Se deshizo la edición { $edit }: { $what }
history-external = Otro programa: { $what }
history-nothing = ninguna fila
history-settings = ajustes de la oficina
history-settlements-added = { $n ->
    [one] 1 asentamiento agregado
   *[other] { $count } asentamientos agregados
}
history-settlements-updated = { $n ->
    [one] 1 asentamiento cambiado
   *[other] { $count } asentamientos cambiados
}
history-settlements-removed = { $n ->
    [one] 1 asentamiento quitado
   *[other] { $count } asentamientos quitados
}
history-kitchens-added = { $n ->
    [one] 1 cocina agregada
   *[other] { $count } cocinas agregadas
}
history-kitchens-updated = { $n ->
    [one] 1 cocina cambiada
   *[other] { $count } cocinas cambiadas
}
history-kitchens-removed = { $n ->
    [one] 1 cocina quitada
   *[other] { $count } cocinas quitadas
}
history-households-added = { $n ->
    [one] 1 hogar agregado
   *[other] { $count } hogares agregados
}
history-households-updated = { $n ->
    [one] 1 hogar cambiado
   *[other] { $count } hogares cambiados
}
history-households-removed = { $n ->
    [one] 1 hogar quitado
   *[other] { $count } hogares quitados
}

history-rows = Ver una por una
history-rows-of = Ver una por una las filas de la edición { $edit }
history-one-of-settlements = asentamiento { $id }
history-one-of-kitchens = cocina { $id }
history-one-of-households = hogar { $id }
history-row-added = { $what }: se agregó
history-row-removed = { $what }: se quitó
history-row-changed = { $what }: { $changes }
history-change = { $field }, de { $before } a { $after }
history-moved = otra ubicación
history-outline = otro contorno
history-no-value = «sin dato»
history-opened = se abrió
history-closed = se cerró
history-kind-comedor_popular = comedor popular
history-kind-olla_comun = olla común
history-field-name = nombre
history-field-kind = tipo
history-field-address = dirección
history-field-rations = raciones
history-field-code = código
history-field-persons = personas
history-field-accuracy_m = precisión del GPS en metros
history-field-declared_settlement_id = asentamiento declarado
history-field-fixed_kitchen_id = cocina fija
history-field-fixed_reason = motivo de la asignación fija
history-field-closed_on = fecha de baja

history-undo-of = Deshacer la edición { $edit }: { $what }
history-redo = Rehacer
history-redo-of = Rehacer lo que deshizo la edición { $edit }: { $what }
history-would = Antes de deshacer
history-would-back = Lo que cambió la edición { $edit } vuelve a estar como antes de ella.
history-would-households = { $n ->
    [0] Ningún hogar cambia de cocina o de estado.
    [one] 1 hogar cambia de cocina o de estado.
   *[other] { $count } hogares cambian de cocina o de estado.
}
history-would-same = Las personas atendidas son las mismas.
history-would-more = { $n ->
    [one] 1 persona más queda atendida.
   *[other] { $count } personas más quedan atendidas.
}
history-would-fewer = { $n ->
    [one] 1 persona menos queda atendida.
   *[other] { $count } personas menos quedan atendidas.
}
history-undo-now = Deshacer ahora
history-redo-now = Rehacer ahora
history-cancel = Cancelar
history-taken-back = Se deshizo la edición { $edit }.
history-redone = Se rehízo lo que deshizo la edición { $edit }.
history-would-limit = Contado con el límite de la oficina, { $own }.
history-undone-by = Deshecha por la edición { $by }.
history-redone-by = Deshecha por la edición { $by } y hecha de nuevo por la { $again }.
history-refused = { $n ->
    [one] No se cambió nada: 1 de sus filas cambió después. Deshaga primero ese cambio.
   *[other] No se cambió nada: { $count } de sus filas cambiaron después. Deshaga primero esos cambios.
}
history-conflict = { $what }: { $reason }
history-conflicts-more = { $n ->
    [one] y 1 más
   *[other] y { $count } más
}
