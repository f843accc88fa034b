# Mensajes de src/http/imports.

import-unknown = no existe esa importación: se olvidó después de un tiempo, o el servicio se inició de nuevo; envíe el archivo otra vez. Una importación ya confirmada está en el historial
import-files = lo enviado por partes debe tener exactamente una parte llamada file; tiene { $count ->
    [0] ninguna
   *[other] más de una
}
import-part-unknown = aquí no hay una parte «{ $name }»; envíe el archivo como file y, junto a él, solo los parámetros de esta dirección
import-part-long = la parte { $name } es más larga que cualquier valor
import-parts = no se pueden leer las partes de lo enviado: { $reason }
import-reading = el archivo todavía se está leyendo; vuelva a preguntar en un momento
import-committing = la importación se está confirmando ahora mismo; vuelva a preguntar en un momento
import-committed = la importación ya se confirmó, en la revisión { $revision }; envíe el archivo otra vez para importarlo de nuevo
import-not-committed = la importación no se confirmó, así que no hay nada que deshacer
import-nothing-changed = la importación no cambió nada, así que no hay nada que deshacer
import-bad-rows = { bad-rows-of }; no se importó nada. Corrija lo que se indica, o tome las buenas con skip_bad=true
import-no-good-row = { $rows ->
    [one] la única fila está mal; no se importó nada. Corríjala y envíe el archivo otra vez
   *[other] ninguna de las { $rows } filas está bien; no se importó nada. Corríjalas y envíe el archivo otra vez
}
import-store-away = por ahora no se puede escribir en el almacén; no se importó nada. Inténtelo de nuevo en unos segundos

api-tag-imports = Archivos de filas por registrar: primero se revisan, después se confirman
api-imports = Las importaciones de este servidor
api-import-create = Envía un archivo de filas: la vista previa dice cómo se entendió y qué haría confirmarlo; no se escribe nada
api-import = Una importación: cuánto avanzó, y su vista previa
api-import-forget = Olvida una importación
api-import-rejected = Las filas malas con sus motivos, para corregirlas y enviarlas otra vez
api-import-commit = Escribe las filas como una sola edición: las que tienen un identificador conocido se actualizan, las demás son nuevas
api-import-undo = Deshace una importación confirmada
api-import-accepted = El archivo se está leyendo; la importación está en Location
api-parameter-import = El identificador de la importación
api-parameter-register = Qué son las filas
api-parameter-source-crs = El sistema de referencia de las coordenadas del archivo, como EPSG:32718
api-parameter-columns = Qué columna tiene cada campo, donde los nombres no lo dicen: lon=X,lat=Y
api-parameter-id-column = La columna que tiene el identificador
api-parameter-file-layer = La capa de un GeoPackage, o la hoja de un libro, si tiene varias
api-parameter-skip-bad = Tomar las filas buenas aunque otras estén mal
