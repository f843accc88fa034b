# Asignar un hogar.
assign-modes = Qué quiere hacer
assign-mode-new = Hogar nuevo
assign-mode-list = Una lista
assign-mode-fix = Cambiar cocina

assign-where = ¿Dónde está el hogar?
assign-click = Haga clic en el mapa, en el lugar del hogar.
assign-position = Coordenadas
assign-find = Buscar
assign-locate = Mi ubicación
assign-locating = Buscando su ubicación…
assign-middle = Centro del mapa
assign-accuracy = Precisión, ± m
assign-marker = Ubicación del hogar. Arrástrela, o muévala con las flechas del teclado; con Mayús, más rápido.
assign-examples = Formas de escribir las coordenadas
assign-examples-more = Primero va la latitud y después la longitud. En UTM, primero el este y después el norte; si no escribe la zona, se toma la 18 sur, que es la de Lima.

assign-note-lon-first = Se entendió primero la longitud: latitud { $lat }, longitud { $lon }. Al revés, el punto quedaría fuera del Perú.
assign-note-south-letter = «S» se tomó como sur. En la cuadrícula militar (MGRS), la banda S está en el hemisferio norte.
assign-note-zone-assumed = No escribió la zona: se tomó la 18 sur, que es la de Lima.
assign-note-northing-first = Se entendió primero el norte y después el este.
assign-signs = Este punto queda fuera del Perú. ¿Faltan los signos menos (sur y oeste)?
assign-offer-swap = Intercambiar: latitud { $lat }, longitud { $lon }
assign-offer-signs = Usar latitud { $lat }, longitud { $lon }

assign-problem-empty = Escriba las coordenadas: la latitud y la longitud, por ejemplo -12.1307, -76.9506.
assign-problem-word = No se entendió «{ $part }». Escriba solo las coordenadas, por ejemplo -12.1307, -76.9506.
assign-problem-one-number = Falta un número: escriba la latitud y la longitud, por ejemplo -12.1307, -76.9506.
assign-problem-many-numbers = Hay números de más. Escriba solo la latitud y la longitud, separadas por una coma.
assign-problem-parts = No se entendió «{ $part }» como grados, minutos y segundos. Escríbalo así: 12°07'50.5"S 76°57'02"O.
assign-problem-minutes = En «{ $part }», los minutos o los segundos pasan de 59. Revise las cifras.
assign-problem-range-lat = «{ $part }» no puede ser una latitud: va de -90 a 90. Revise el punto decimal.
assign-problem-range-lon = «{ $part }» no puede ser una longitud: va de -180 a 180. Revise el punto decimal y que estén los dos números.
assign-problem-same-axis = Los dos números dicen lo mismo. Uno debe llevar S o N (latitud) y el otro O o E (longitud).
assign-problem-sign = En «{ $part }», el signo y la letra no dicen lo mismo. Use solo uno: -12.1307 o 12.1307 S.
assign-problem-crs = El sistema de coordenadas «{ $part }» no se lee aquí. Use WGS 84, el de los teléfonos y Google Maps.
assign-problem-utm-range = «{ $part }» no puede ser UTM: el este va de 100000 a 900000 m y el norte hasta 10000000 m.
assign-problem-signs = El punto queda fuera del Perú: faltan los signos menos (sur y oeste). Escriba { $part }.
assign-problem-zone = La zona UTM «{ $part }» no existe. En el Perú son 17, 18 y 19, por ejemplo 18L o 18 sur.

assign-device-denied = El navegador no tiene permiso para dar su ubicación. Permítalo en el candado junto a la dirección, o haga clic en el mapa.
assign-device-insecure = El navegador solo da la ubicación en direcciones seguras (https) o en esta misma computadora. Haga clic en el mapa o escriba las coordenadas.
assign-device-unavailable = El equipo no pudo encontrar su ubicación. Active el GPS, o haga clic en el mapa.
assign-device-timeout = La ubicación demoró demasiado. Inténtelo otra vez al aire libre, o haga clic en el mapa.
assign-device-missing = Este navegador no da la ubicación. Haga clic en el mapa o escriba las coordenadas.

assign-answer = Su cocina
assign-served = Atendido: { $kitchen }, a { $distance }.
assign-too-far = Demasiado lejos: la cocina más cercana, { $kitchen }, está a { $distance }. El límite es { $limit }.
assign-no-kitchen = Sin cocina: no hay ninguna abierta.
assign-certain = La segunda está a { $distance }, { $margin } más lejos: la asignación es segura.
assign-unknown-only = Es la única cocina abierta. Falta la precisión: si el error es menor de { $bound }, la respuesta es segura.
assign-certain-only = Es la única cocina abierta: la asignación es segura.
assign-uncertain-second = Dudosa: con una precisión de { $accuracy } podría tocarle { $second }, que está solo { $margin } más lejos.
assign-uncertain-limit = Dudosa: está a { $from } del límite de { $limit }; con una precisión de { $accuracy } podría quedar al otro lado.
assign-unknown = La segunda está a { $distance }, { $margin } más lejos. Falta la precisión: si el error es menor de { $bound }, la respuesta es segura.
assign-inside = Está en { $settlement }.
assign-outside = Está fuera de todo asentamiento registrado.
assign-outside-short = Fuera de todo asentamiento
assign-far = La cocina más cercana está a { $distance }. ¿Están bien las coordenadas? Quizá la latitud y la longitud están intercambiadas.
assign-rank = { $rank }.ª
assign-room-left = { $left ->
    [one] Queda 1
   *[other] Quedan { $left }
}: { $rations ->
    [one] 1 ración
   *[other] { $rations } raciones
}, { $persons ->
    [one] 1 persona atendida
   *[other] { $persons } personas atendidas
}
assign-room-none = Completa: { $rations ->
    [one] 1 ración
   *[other] { $rations } raciones
}, { $persons ->
    [one] 1 persona atendida
   *[other] { $persons } personas atendidas
}
assign-room-short = { $left ->
    [one] Falta 1
   *[other] Faltan { $left }
}: { $rations ->
    [one] 1 ración
   *[other] { $rations } raciones
}, { $persons ->
    [one] 1 persona atendida
   *[other] { $persons } personas atendidas
}
assign-room-unknown = { $persons ->
    [one] 1 persona atendida
   *[other] { $persons } personas atendidas
}; no se sabe cuántas raciones da
assign-straight = Distancias en línea recta, no es camino.

assign-save-title = Guardar el hogar
assign-persons = Personas
assign-code = Código (opcional)
assign-address = Dirección (opcional)
assign-no-names = Menos es mejor: no escriba nombres, teléfonos ni DNI.
assign-save = Guardar
assign-saved = Se guardó el hogar { $id }. Le toca { $kitchen }.
assign-saved-none = Se guardó el hogar { $id }. No hay cocina abierta para él.
assign-saved-id = Guardado como { $id }.
assign-another = Asignar otro hogar
assign-read-only = Aquí solo se puede consultar; no se guardan cambios.

assign-list-label = Pegue un hogar por línea
assign-list-hint = Ubicación, personas y nota; o código; ubicación; personas; nota. Las personas y la nota pueden faltar. No escriba nombres.
assign-list-ask = Ver qué cocina les toca
assign-list-found = { $rows ->
    [0] Ningún hogar.
    [one] 1 hogar: atendidos { $served }, no atendidos { $far }. Nada se guardó todavía.
   *[other] { $rows } hogares: atendidos { $served }, no atendidos { $far }. Nada se guardó todavía.
  }
assign-list-bad = { $lines ->
    [one] 1 línea no se entendió; no está en la tabla y no se guardará:
   *[other] { $lines } líneas no se entendieron; no están en la tabla y no se guardarán:
  }
assign-list-bad-line = Línea { $line }: { $reason }
assign-list-more = Se muestran { $shown } de { $rows }; el CSV los tiene todos.
assign-list-csv = Descargar CSV
assign-list-save = { $rows ->
    [one] Guardar 1 hogar
   *[other] Guardar los { $rows } hogares
  }
assign-list-save-hint = La nota se guarda como dirección. Sin número de personas se cuenta 1, con un aviso.
assign-list-saved = { $rows ->
    [one] Se guardó 1 hogar.
   *[other] Se guardaron { $rows } hogares.
  }
assign-column-line = Hogar
assign-column-persons = Personas
assign-column-kitchen = Cocina
assign-column-distance = Distancia
assign-column-state = Estado
assign-state-served = atendido
assign-state-too_far = demasiado lejos
assign-state-no_kitchen = sin cocina abierta
assign-state-bad_position = sin ubicación

assign-household = Hogar: identificador o código
assign-household-hint = Escriba el identificador, o elija un hogar en el mapa. Podrá darle otra cocina que la más cercana, con su motivo.
assign-household-none = No hay un hogar «{ $text }». Revise el identificador o búsquelo en el mapa.
assign-household-several = Varios hogares tienen el código «{ $text }». Elija uno:
assign-household-is = { $persons ->
    [one] Hogar { $id }, 1 persona
   *[other] Hogar { $id }, { $persons } personas
  }
assign-household-has = Hoy le toca { $kitchen }, a { $distance } en línea recta: { $state }.
assign-household-closed = Este hogar está de baja: no le toca ninguna cocina.
assign-household-without = Hoy no tiene cocina: { $state }.
assign-household-fixed = Asignación fija a { $kitchen }. Motivo: { $reason }.
assign-none = ninguna
assign-fix-title = Darle otra cocina
assign-fix-near = Cocinas abiertas, de la más cercana a la más lejana (en línea recta)
assign-fix-present = (la de hoy)
assign-fix-all = Otra cocina abierta
assign-fix-choose = Elija…
assign-fix-remove = Quitar la asignación fija
assign-fix = Fijar { $kitchen }
assign-cancel = Cancelar
assign-reason = Motivo
assign-reason-list = está en la lista de otra cocina
assign-reason-wall = hay un muro en medio
assign-reason-road = cruza una avenida peligrosa
assign-change-kitchen = Con este cambio pasa de { $from } a { $to }.
assign-change-none = Con este cambio le toca la misma cocina.
assign-change-state = Su estado pasa de «{ $from }» a «{ $to }».
assign-change-served = { $settlement }: personas atendidas, de { $before } a { $after }.
assign-change-limit = Lo que cambia está contado con el límite de la oficina, { $own }.
assign-fixed = El hogar { $id } quedó fijo en { $kitchen }.
assign-unfixed = El hogar { $id } vuelve a su cocina más cercana.
