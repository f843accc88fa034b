# Importar un archivo.
import-intro = Suba la lista que recogió en campo. Primero verá qué se entendió de ella: no se guarda nada hasta que usted lo confirme.
import-what = ¿Qué tiene el archivo?
import-layer-households = Hogares
import-layer-kitchens = Cocinas
import-layer-settlements = Asentamientos
import-needs-households = Hace falta la ubicación de cada hogar (longitud y latitud, o UTM). Conviene el número de personas; lo demás es opcional.
import-needs-kitchens = Hace falta la ubicación de cada cocina (longitud y latitud, o UTM). Convienen el nombre y las raciones; lo demás es opcional.
import-needs-settlements = Hace falta el contorno de cada asentamiento: GeoJSON, GeoPackage, KML, o CSV con una columna de polígonos WKT.
import-choose = Elegir un archivo
import-drop = o suéltelo en cualquier parte de esta página
import-formats = CSV, KoboToolbox u ODK (CSV o Excel), Excel (XLSX), GeoJSON, GeoPackage o KML
import-private = El archivo va solo a este servicio y a nadie más. De él se guardan únicamente las columnas que usted vea reconocidas; lo que se recibió se borra a los 30 minutos.
import-one-file = Se importa un archivo a la vez; se tomó el primero.
import-read-only = Este servicio solo muestra los datos; aquí no se puede importar. Pida la dirección de trabajo a quien administra cercania.

import-sending = Enviando el archivo… { $share } %
import-reading = Leyendo el archivo… { $share } % ({ $rows ->
    [one] 1 fila
   *[other] { $rows } filas
})
import-committing = Guardando las filas…
import-cancel = Cancelar
import-other-file = Elegir otro archivo
import-size = { $size }, { $format }
import-separated = { $format } separado por «{ $separator }»
import-tab = tabulador

import-understood = Lo que se entendió
import-good = { $count ->
    [one] 1 fila buena
   *[other] { $count } filas buenas
}
import-bad = { $count ->
    [0] ninguna rechazada
    [one] 1 fila rechazada
   *[other] { $count } filas rechazadas
}
import-effect-new = { $count ->
    [one] 1 nueva
   *[other] { $count } nuevas
}
import-effect-updated = { $count ->
    [one] 1 ya registrada, con cambios
   *[other] { $count } ya registradas, con cambios
}
import-effect-unchanged = { $count ->
    [one] 1 ya registrada, igual
   *[other] { $count } ya registradas, iguales
}
import-stale = El registro cambió después de leer este archivo; lo que sigue puede no ser exacto.
import-again = Leer el archivo otra vez

import-minted = El archivo no tiene una columna que identifique cada fila, así que se numerarán. La próxima vez no se podrá reconocer a quién corresponde cada una: podrían repetirse. Si hay una columna con un código propio, elíjala en «Identificador».
import-weak-id = El identificador sale de «{ $column }», un número que puede cambiar cada vez que se exporta el archivo. Si hay una columna con un código propio, elíjala en «Identificador».
import-persons-missing = { $count ->
    [one] 1 hogar no dice cuántas personas son; se cuenta como 1.
   *[other] { $count } hogares no dicen cuántas personas son; se cuentan como 1.
}
import-without-position = { $count ->
    [one] 1 fila no tiene ubicación; se registra sin ella y aparecerá como «sin ubicación».
   *[other] { $count } filas no tienen ubicación; se registran sin ella y aparecerán como «sin ubicación».
}
import-same-position = { $count ->
    [one] 1 fila está en el mismo punto que otra; ¿se tomó el GPS en un solo lugar?
   *[other] { $count } filas están en el mismo punto que otra; ¿se tomó el GPS en un solo lugar?
}
import-far = La mayoría de las filas cae a unos { $kilometres } km de los asentamientos registrados (en línea recta). Puede que las coordenadas estén en otro sistema.
import-try-system = Leerlas como { $system }
import-try-swap = Intercambiar longitud y latitud
import-try-utm = Leerlas como UTM 18S (Lima)
import-try-degrees = Leerlas como grados (GPS)
import-remedy-utm = Las coordenadas parecen metros UTM y no grados.
import-remedy-degrees = Las coordenadas parecen grados y no metros.
import-remedy-swap = La longitud y la latitud parecen estar en la columna equivocada.

import-columns = Columnas
import-meaning = Lo que significa
import-column = Columna del archivo
import-no-column = — ninguna —
import-automatic = — sin columna —
import-id = Identificador
import-field-lon = Longitud o este (X)
import-field-lat = Latitud o norte (Y)
import-field-geopoint = Ubicación en una sola columna
import-field-boundary = Contorno (WKT)
import-field-persons = Personas
import-field-accuracy_m = Precisión del GPS (m)
import-field-address = Dirección
import-field-code = Código de la oficina
import-field-declared_settlement_id = Asentamiento declarado
import-field-fixed_kitchen_id = Cocina fija
import-field-fixed_reason = Motivo de la asignación fija
import-field-closed_on = Fecha de baja
import-field-name = Nombre
import-field-kind = Tipo de cocina
import-field-status = Abierta o cerrada
import-field-rations = Raciones
import-geometry = La ubicación viene en el propio archivo ({ $format }).
import-more-columns = Más datos opcionales ({ $count })
import-not-kept = No se guardan { $count ->
    [one] 1 columna
   *[other] { $count } columnas
}: { $columns }.
import-all-kept = Se usan todas las columnas del archivo.
import-system = Coordenadas en
import-system-file = Lo que diga el archivo; si no, grados
import-system-other = Otro código EPSG…
import-system-code = Código EPSG
import-system-wrong = Escriba solo el número, por ejemplo 32718.
import-system-read = Se leyó como { $system }.
import-use = Usar
import-EPSG-4326 = Grados (GPS, WGS 84)
import-EPSG-32717 = UTM 17S (WGS 84)
import-EPSG-32718 = UTM 18S (WGS 84): Lima
import-EPSG-32719 = UTM 19S (WGS 84)
import-EPSG-24877 = UTM 17S (PSAD56)
import-EPSG-24878 = UTM 18S (PSAD56)
import-EPSG-24879 = UTM 19S (PSAD56)
import-EPSG-5387 = UTM 18S (Peru96)
import-EPSG-5389 = UTM 19S (Peru96)

import-sample = Primeras filas
import-on-map = En el mapa, con un anillo: { $count ->
    [one] la primera fila buena.
   *[other] las primeras { $count } filas buenas.
}
import-fit = Ver en el mapa
import-row = Fila { $row }
import-value = { $column }: «{ $value }»
import-empty-value = { $column }: vacío

import-rejected = Filas rechazadas
import-rejected-more = { $count ->
    [one] Ver 1 más
   *[other] Ver { $count } más
}
import-rejected-rest = { $count ->
    [one] Hay 1 más en el archivo de rechazadas.
   *[other] Hay { $count } más en el archivo de rechazadas.
}
import-rejected-download = Descargar las rechazadas con su motivo (CSV)
import-rejected-way = Corríjalas en su archivo y elíjalo otra vez, o deje fuera las malas con la casilla de abajo.
import-warnings = Filas que conviene revisar ({ $count })
import-skip = { $count ->
    [one] Importar las buenas y dejar fuera la mala
   *[other] Importar las buenas y dejar fuera las { $count } malas
}
import-skip-first = Marque la casilla para importar solo las filas buenas, o corrija el archivo.
import-reason-utm = Parecen metros UTM: elija «UTM 18S» en «Coordenadas en»
import-reason-degrees = Parecen grados: elija «Grados» en «Coordenadas en»

import-change = Lo que cambiaría
import-change-none = La cobertura no cambiaría.
import-change-caption = Personas atendidas y no atendidas con límite de { $limit }, en línea recta
import-settlement = Asentamiento
import-served = Atendidas
import-unserved = No atendidas
import-outside = Fuera de todo asentamiento
import-total = Suma de estos
import-before-after = de { $before } a { $after }
import-change-more = Ver todos ({ $count })
import-moved = { $count ->
    [one] 1 hogar ya registrado cambia de cocina o de estado:
   *[other] { $count } hogares ya registrados cambian de cocina o de estado:
}
import-moved-least = Al menos { $count } hogares ya registrados cambian de cocina o de estado, entre ellos:
import-moved-one = { $id }: de { $from } a { $to }
import-moved-state = { $id }: sigue en { $to }, otro estado
import-moved-none = ninguna cocina

import-nothing-new = No hay nada que importar: todo lo que trae el archivo ya está registrado igual.
import-households = { $count ->
    [one] 1 hogar
   *[other] { $count } hogares
}
import-kitchens = { $count ->
    [one] 1 cocina
   *[other] { $count } cocinas
}
import-settlements = { $count ->
    [one] 1 asentamiento
   *[other] { $count } asentamientos
}
import-commit-new = Importar { $added }
import-commit-updated = Actualizar { $updated }
import-commit-both = Importar { $added } y actualizar { $updated }

import-done-new = Importación hecha: { $added }.
import-done-updated = Actualización hecha: { $updated }.
import-done-both = Importación hecha. Nuevo: { $added }. Actualizado: { $updated }.
import-done-left = { $count ->
    [one] 1 fila quedó fuera.
   *[other] { $count } filas quedaron fuera.
}
import-undo = Deshacer la importación
import-undone = Se deshizo la importación: el registro está como antes.
import-another = Importar otro archivo
import-see = Ver en el mapa

import-problem-title = No se pudo leer el archivo
import-commit-unsure-title = No se sabe si se guardó
import-commit-unsure = Se perdió la conexión mientras se guardaba. Cuando vuelva, pulse otra vez el botón de importar: lo que ya se guardó no se guarda dos veces.
import-wait = Se está guardando una importación. Espere a que termine y elija después el otro archivo.
import-commit-problem-title = No se guardó nada
import-problem-needs-crs = Las columnas «{ $x }» y «{ $y }» son metros de un sistema UTM, y el archivo no dice cuál. En Lima casi siempre es UTM 18S.
import-problem-no-position = No se reconoció qué columnas tienen la ubicación. Elíjalas aquí:
import-problem-several-positions = Cada fila tiene más de una ubicación. ¿Cuál se usa?
import-problem-ambiguous = Varias columnas podrían ser «{ $field }». ¿Cuál es?
import-problem-several-layers = El archivo tiene varias hojas o capas. ¿Cuál se importa?
import-problem-gone = La vista previa ya no está: se olvida a los 30 minutos, o el servicio se inició de nuevo. No se guardó nada. El archivo sigue elegido: léalo otra vez.
import-problem-unsent = El archivo no llegó al servicio. Revise que cercania esté funcionando; si cambió o movió el archivo después de elegirlo, elíjalo otra vez.
import-problem-large = El archivo es demasiado grande: se aceptan hasta 256 MB. Divídalo en partes, o quite las columnas que no hacen falta.
import-problem-kind = ¿Es otro tipo de archivo? Sirven { $formats }.
