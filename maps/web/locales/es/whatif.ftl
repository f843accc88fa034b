# ¿Y si…?: probar cambios de cocinas sin guardar nada.
what-if-intro = Mueva, cierre o agregue cocinas y vea qué hogares cambian. No se guarda nada hasta que usted aplique los cambios.
what-if-households-moved =
    { $households ->
        [0] Ningún hogar cambia de cocina
        [one] { $households } hogar cambia de cocina
       *[other] { $households } hogares cambian de cocina
    }
what-if-households-changed =
    { $households ->
        [one] { $households } hogar cambia de cocina o de estado
       *[other] { $households } hogares cambian de cocina o de estado
    }
what-if-served-more =
    { $persons ->
        [one] { $persons } persona más queda atendida
       *[other] { $persons } personas más quedan atendidas
    }
what-if-served-fewer =
    { $persons ->
        [one] { $persons } persona menos queda atendida
       *[other] { $persons } personas menos quedan atendidas
    }
what-if-served-same = las personas atendidas son las mismas
what-if-catchments = En el mapa, las zonas de atención siguen siendo las de hoy.
what-if-new-kitchen = Nueva cocina
what-if-held = { $kitchen }: a { $distance } de su lugar, en línea recta
what-if-held-new = { $kitchen }: { $lat }, { $lon }

what-if-served = Personas atendidas
what-if-column-settlement = Asentamiento
what-if-column-before = Ahora
what-if-column-after = Con los cambios
what-if-column-difference = Diferencia
what-if-served-of = { $served } de { $all }
what-if-more = { $size } más
what-if-fewer = { $size } menos
what-if-same = igual
what-if-outside = Fuera de todo asentamiento
what-if-no-settlement = La cobertura de los asentamientos no cambia.
what-if-limit = Solo los asentamientos donde algo cambia. Atendido: con una cocina abierta a { $limit } o menos, en línea recta.

what-if-on-map = En el mapa
what-if-legend = Qué significan las marcas
what-if-fate-lost = Hogares que pierden la atención
what-if-fate-gained = Hogares que ganan atención
what-if-fate-moved = Hogares que solo cambian de cocina
what-if-line = Línea del hogar a su nueva cocina; cortada si queda sin atención
what-if-first-drawn = Se dibujan los primeros { $drawn } de { $all } hogares que cambian.

what-if-changes = Cambios que prueba
what-if-step-close = Se cierra { $kitchen }
what-if-step-open = Se abre { $kitchen }
what-if-step-move = Se mueve { $kitchen }: { $distance } en línea recta
what-if-step-place = Se pone { $kitchen } en el mapa
what-if-step-add = Se agrega { $kitchen }
what-if-take-out = Quitar: { $step }
what-if-trouble-gone = Esta cocina ya no está en el registro: el cambio no se toma en cuenta.
what-if-trouble-open-already = Esta cocina ya está abierta: el cambio no hace nada.
what-if-trouble-closed-already = Esta cocina ya está cerrada: el cambio no hace nada.
what-if-trouble-elsewhere = La cocina cambió de lugar desde que se armó esta prueba: la distancia es desde donde está hoy.
what-if-misread = Una parte del enlace no se entiende y no se toma en cuenta: { $part }
what-if-discard = Descartar
what-if-discarded = Se quitó de la prueba.
what-if-bring-back = Volver a ponerlo
what-if-not-editable = Aquí no se pueden cambiar las cocinas: puede probar y compartir, pero no aplicar.

what-if-copy = Copiar enlace
what-if-copied = Enlace copiado: quien lo abra verá esta misma prueba.
what-if-copy-by-hand = El navegador no dejó copiar. Copie usted este enlace:
what-if-link = Enlace de esta prueba

what-if-keep = Aplicar estos cambios
what-if-keep-written = Esto se escribe en el registro de cocinas, y todos lo verán:
what-if-keep-history = Queda en «Últimos cambios», donde usted puede deshacerlo.
what-if-keep-now = Aplicar
what-if-keeping = Aplicando…
what-if-back = Volver
what-if-kept =
    { $changes ->
        [one] Se aplicó { $changes } cambio de cocinas.
       *[other] Se aplicaron { $changes } cambios de cocinas.
    }
what-if-name = Nombre
what-if-kind = Tipo de cocina
what-if-kind-comedor_popular = Comedor popular
what-if-kind-olla_comun = Olla común

what-if-kitchens = Cocinas
what-if-add = Agregar una cocina
what-if-drag = En el mapa: arrastre una cocina, o elíjala y use las flechas (10 m; con Mayús, 50 m).
what-if-too-many = Hay demasiadas cocinas en la vista para moverlas en el mapa: acérquese.
what-if-no-kitchens = Todavía no hay cocinas en el registro. Puede probar agregando una.
what-if-in-view = Se muestran las cocinas que están en la vista del mapa.
what-if-search = Buscar una cocina por su nombre
what-if-none-found = Ninguna cocina se llama así.
what-if-status-open = abierta
what-if-status-closed = cerrada
what-if-status-new = nueva
what-if-tried = en prueba
what-if-marker = { $kitchen }, { $status }. Muévala con las flechas.
what-if-move = Mover
what-if-close = Cerrar
what-if-open = Abrir
what-if-move-of = Mover { $kitchen }
what-if-close-of = Cerrar { $kitchen }
what-if-open-of = Abrir { $kitchen }
what-if-place-move = Arrastre { $kitchen }, toque su nuevo lugar en el mapa o escriba sus coordenadas.
what-if-place-add = Toque el mapa donde estaría la cocina, o escriba sus coordenadas.
what-if-coordinates = Latitud y longitud
what-if-coordinates-wrong = Escriba latitud y longitud en grados, así: -12.12554, -76.95013
what-if-put = Ponerla ahí
what-if-cancel = Cancelar
