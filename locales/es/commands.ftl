# Lo que las órdenes dicen de archivos, almacenes e informes.

import-file = { $file }: { $format }, { $encoding }; { rows }, malas: { $bad }
import-file-separated = { $file }: { $format }, { $encoding }, separador «{ $separator }»; { rows }, malas: { $bad }
import-columns = Columnas reconocidas: { $columns }
import-ids-column = Identificadores: de la columna «{ $column }»
import-ids-weak = Identificadores: de la columna «{ $column }», que otro programa puede cambiar en la próxima exportación; indique una mejor con --id-column
import-ids-form = Identificadores: del formulario y de la columna «{ $column }»
import-ids-feature = Identificadores: los de cada elemento GeoJSON
import-ids-row = Identificadores: del número de fila; si el archivo cambia de orden, cambian, y otro archivo sin identificadores no podrá añadirse
import-ignored = Columnas que no se guardan: { $columns }
import-crs = Coordenadas: { $crs } a WGS 84 por «{ $operation }», exactitud { $accuracy } m, que se suma a la precisión
import-crs-unknown = Coordenadas: { $crs } a WGS 84 por «{ $operation }», de exactitud no declarada
import-no-swap-test = No se pudo comprobar si las coordenadas están intercambiadas: no hay asentamientos ni cocinas con qué comparar
import-without-position = Hogares registrados sin posición: { $count }
import-persons-missing = Hogares sin número de personas, contados como una: { $count }
import-same-position = Filas en la misma posición que otra: { $count }
import-placed-by-hand = Posiciones puestas a mano en el formulario, de precisión desconocida: { $count }
import-kind = Cocinas sin tipo propio: { $kind }, por los nombres de las columnas
import-problems = Problemas: { $count }
import-warnings = Avisos: { $count }
import-more = ... y { $count } más
import-rejected = { $count ->
    [one] La fila mala está en { $file } con su motivo; corríjala allí e impórtela
   *[other] Las { $count } filas malas están en { $file } con su motivo; corríjalas allí e impórtelas
}
import-written = { $store }: nuevas: { $added }, cambiadas: { $updated }, sin cambio: { $unchanged }; revisión { $revision }

assign-written = { $file }: { $count ->
    [one] 1 hogar asignado
   *[other] { $count } hogares asignados
}, { $open ->
    [one] 1 cocina abierta
   *[other] { $open } cocinas abiertas
}, { $closed ->
    [one] 1 cerrada
   *[other] { $closed } cerradas
}; distancias { straight-line }
assign-over-input = { $file } es uno de los archivos que se leen; escriba el resultado en otro
export-over-store = { $file } es un almacén de cercania y no se sobrescribe; escriba la exportación en otro archivo
export-written = { $file }: { rows }
export-all-in-one = todas las capas a la vez solo caben en un GeoPackage; escriba un nombre que termine en .gpkg o elija una capa
output-failed = no se puede escribir { $path }: { $reason }

store-has-findings = { $count ->
    [one] { $store } tiene 1 problema; lo que no vale quedó fuera. Mírelo con: cercania check
   *[other] { $store } tiene { $count } problemas; lo que no vale quedó fuera. Mírelos con: cercania check
}
check-sound = { $store }: no se encontró ningún problema
check-findings = { $store }: problemas encontrados: { $count }

setting-unknown = no existe el ajuste «{ $value }»; los ajustes son coverage_limit_m, distance_bands_m, study_area y crs
setting-not-a-number = «{ $value }» no es un número
setting-limit = { $value } m no es un límite de cobertura; dé más de 0 y como mucho 100000 metros
setting-bands = { $value } no son tramos de distancia; dé de 1 a 10 distancias crecientes en metros mayores que 0, por ejemplo 250,500,1000
setting-not-a-polygon = el área de estudio no es un polígono en GeoJSON: { $reason }
setting-boundary = el área de estudio no vale: { polygon-fault }; corríjala en QGIS con «Corregir geometrías»
setting-crs-no-operation = no hay una operación conocida de { $crs } a WGS 84; indique otro sistema
setting-crs-too-many = { $count } sistemas de referencia son demasiados; indique como mucho { $most }
setting-crs-twice = { $crs } está dos veces; indíquelo una sola vez
setting-saved = { $key } guardado en { $store }; revisión { $revision }

report-heading = Límite de cobertura { $limit } m, distancias { straight-line }; revisión { $revision }
report-settlements = Cobertura por asentamiento
report-kitchens = Carga de las cocinas
report-gaps = Brechas: grupos de hogares no atendidos
report-unserved = Hogares no atendidos y por qué
report-catchments = Zonas de atención: cocina por asentamiento
report-outside = (fuera de todo asentamiento)
report-total = TOTAL
report-no-kitchen = (sin cocina)
report-empty = (ninguno)
report-no-settlement = no existe el asentamiento «{ $id }»; los que hay están en: cercania report coverage
report-no-table = este informe no tiene la tabla «{ $table }»; tiene: { $known }

column-id = Id
column-name = Nombre
column-status = Estado
column-rations = Raciones
column-households = Hogares
column-persons = Personas
column-persons-served = Atendidas
column-persons-too-far = Muy lejos
column-persons-no-kitchen = Sin cocina
column-persons-bad-position = Sin posición
column-persons-uncertain = Dudosas
column-mean-distance-m = Media, m
column-median-distance-m = Mediana, m
column-percentile-90-distance-m = P90, m
column-max-distance-m = Máx., m
column-radius-m = Radio, m
column-settlement-id = Asentamiento
column-settlement-name = Asentamiento
column-kitchen-id = Cocina
column-kitchen-name = Cocina
column-state = Estado
column-distance-m = Distancia, m
column-certainty = Certeza

serve-demo = { $store } se llenó con los datos de demostración: los hogares son inventados y las posiciones de las cocinas, supuestas
serve-demo-not-empty = { $store } ya tiene filas; no se añadieron los datos de demostración
serve-ready = { $store }: { $settlements ->
    [one] 1 asentamiento
   *[other] { $settlements } asentamientos
}, { $kitchens ->
    [one] 1 cocina
   *[other] { $kitchens } cocinas
}, { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
}. Abra la dirección en un navegador o en QGIS; Ctrl-C termina
serve-ended = Servicio terminado

progress-copying = Copiando
backup-done = { $from } se copió a { $to }, completo y tal como lo dejó una edición
copy-done = { $from } se copió a { $to }, con ajustes e historial

log-added = { $count ->
    [one] se añadió 1
   *[other] se añadieron { $count }
} { rows-of-layer }
log-updated = { $count ->
    [one] cambió 1
   *[other] cambiaron { $count }
} { rows-of-layer }
log-removed = { $count ->
    [one] se eliminó 1
   *[other] se eliminaron { $count }
} { rows-of-layer }
rows-of-layer = { $layer ->
    [settlements] { $count ->
        [one] asentamiento
       *[other] asentamientos
    }
    [kitchens] { $count ->
        [one] cocina
       *[other] cocinas
    }
   *[households] { $count ->
        [one] hogar
       *[other] hogares
    }
}
log-settings = cambiaron los ajustes
log-undone = la deshizo la edición { $by }
log-row-added = se añadió
log-row-removed = se eliminó
log-row-invalid = otro programa escribió valores que no son válidos
log-moved = cambió la posición o el límite
log-no-row = nunca existió { row-and-id }
column-revision = Edición
column-time = Hora (UTC)
column-author = Por
column-action = Tipo
column-what = Qué

undo-done = se deshizo la edición { $edit }: { undo-rows }; { $reassigned ->
    [one] 1 hogar cambió de cocina o de estado
   *[other] { $reassigned } hogares cambiaron de cocina o de estado
} (edición { $revision })
undo-would = se desharía la edición { $edit }: { undo-rows }; { $reassigned ->
    [one] 1 hogar cambiaría de cocina o de estado
   *[other] { $reassigned } hogares cambiarían de cocina o de estado
}
undo-rows = { $added ->
    [one] 1 fila añadida
   *[other] { $added } filas añadidas
}, { $updated ->
    [one] 1 cambiada
   *[other] { $updated } cambiadas
}, { $removed ->
    [one] 1 eliminada
   *[other] { $removed } eliminadas
}
undo-changed = { row-and-id }: cambió después, con la edición { $revision }
undo-added = { row-and-id }: se añadió de nuevo, con la edición { $revision }
undo-removed = { row-and-id }: se eliminó después
undo-invalid = { row-and-id }: lo que había antes no era válido
undo-more = y { $count } más
