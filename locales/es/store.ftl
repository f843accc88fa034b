# El almacén: por qué no puede hacer lo que se le pidió.
store-missing = { $location } no existe. Créelo con una importación o con «cercania serve».
store-folder-missing = La carpeta de { $location } no existe. Créela primero.
store-exists = { $location } ya existe. Quedó como estaba.
store-not-a-file = { $location } no es un archivo.
store-not-geopackage = { $location } no es un GeoPackage. Quedó como estaba.
store-not-ours = { $location } es un GeoPackage, pero no un almacén de cercania. Quedó como estaba; para leer sus capas use «cercania import».
store-newer = { $location } fue escrito por una versión posterior de cercania (esquema { $found }; esta conoce hasta el { $known }). Actualice cercania.
store-older = { $location } fue escrito por una versión anterior de cercania (esquema { $found }; esta escribe el { $known }). Ábralo una vez para escritura.
store-read-only = { $location } es de solo lectura. Revise los permisos del archivo y de su carpeta.
store-forbidden = { $location } no se puede abrir. Revise los permisos del archivo y de su carpeta.
store-locked = { $location } está bloqueado por otro programa. Guarde y termine la edición allí, y vuelva a intentarlo.
store-full = El disco de { $location } está lleno. No se escribió nada.
store-corrupt = { $location } está dañado ({ $detail }). Restaure una copia de seguridad y conserve el archivo dañado.
store-altered = A { $location } le falta una tabla o columna que cercania necesita ({ $detail }). ¿La cambió otro programa?
store-refused = { $location } rechazó una fila ({ $detail }). No se escribió nada.
store-file = { $location } no se puede leer o escribir ({ $detail }).
store-unsure = Se perdió { $location } mientras se guardaba. No se sabe si quedó guardado: mire el historial antes de repetirlo.
store-replaced = Otro archivo reemplazó a { $location } mientras estaba abierto. No se guardó nada; inicie el servicio de nuevo.
store-unreachable = No se puede llegar a { $location }. Lo cargado se sigue mostrando; las ediciones tienen que esperar.
store-database-url = No se entiende la dirección de la base de datos ({ $detail }). Indique postgresql://usuario@servidor/base.
store-server-too-old = { $location } es PostgreSQL { $found }. cercania necesita la versión 12 o posterior.
store-postgis-missing = { $location } no tiene PostGIS. Instálelo en el servidor y ejecute «CREATE EXTENSION postgis» como su administrador.
store-database = { $location } falló ({ $detail }).

# Lo que está mal dentro de un almacén que todavía se puede usar.
store-row-missing = { $table }, fila { $row }: falta { $column }.{ store-row-in-force }
store-row-type = { $table }, fila { $row }: { $column } «{ $value }» no es del tipo de la columna.{ store-row-in-force }
store-row-choice = { $table }, fila { $row }: { $column } «{ $value }» no es uno de { $allowed }.{ store-row-in-force }
store-row-whole = { $table }, fila { $row }: { $column } «{ $value }» no es un número entero desde 0.{ store-row-in-force }
store-row-duplicate = { $table }, fila { $row }: otra fila tiene el mismo id.{ store-row-in-force }
store-row-id = { $table }, fila { $row }: { $column } «{ $value }» no es un id; use de 1 a 64 letras A-Z, a-z (sin tildes ni ñ), dígitos, «.», «_» y «-».{ store-row-in-force }
store-row-geometry = { $table }, fila { $row }: la geometría no se puede leer ({ $reason }).{ store-row-in-force }
store-row-position = { $table }, fila { $row }: la posición no está en la Tierra ({ $reason }).{ store-row-in-force }
store-row-boundary = { $table }, fila { $row }: { polygon-fault }; corríjalo en QGIS con «Corregir geometrías».{ store-row-in-force }
store-row-persons = { $table }, fila { $row }: personas «{ $value }» no es un número entero de 1 a 10000.{ store-row-in-force }
store-row-metres = { $table }, fila { $row }: { $column } «{ $value }» no es una longitud de 0 metros o más.{ store-row-in-force }
store-row-date = { $table }, fila { $row }: { $column } «{ $value }» no es un día como 2026-11-23.{ store-row-in-force }
store-row-in-force = { $in_force ->
    [yes] {" "}Rige su última versión válida.
   *[no] {""}
}
store-setting-invalid = El ajuste { $key } es «{ $value }», que no es válido. Rige el valor por omisión; vuelva a fijarlo.
store-crs-left-out = El ajuste crs nombra { $crs }, en el que no se puede publicar: { $fault ->
    [crs-unknown] no existe en la base de datos de PROJ
    [crs-not-horizontal] no es un sistema de posiciones en un mapa
    [crs-axes] no cuenta sus coordenadas hacia el este y hacia el norte
    [crs-no-operation] no hay una operación conocida de él a WGS 84
   *[other] no se puede usar la base de datos de PROJ
}. Se deja fuera; vuelva a fijarlo con: cercania settings set crs
store-damaged = El archivo está dañado ({ $detail }). Restaure una copia de seguridad.
store-trigger-missing = A la tabla { $table } le falta el disparador { $trigger }. Ya no se siguen las ediciones de otros programas.
store-spatial-index = El índice espacial de { $table } está mal en { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}. Reconstrúyalo en QGIS.
store-dangling = { $table ->
    [kitchens] La cocina fija
   *[settlements] El asentamiento declarado
} de { $households ->
    [one] 1 hogar
   *[other] { $households } hogares
} es { $value }, y no hay { $table ->
    [kitchens] ninguna cocina
   *[settlements] ningún asentamiento
} con ese identificador ({ $column }).

edit-stale = Alguien cambió { row-and-id } mientras tanto. Vuelva a leer sus datos y repita la edición.
archive-not-empty = {$location} no está vacío. Copie a un almacén nuevo.
archive-cell = {$layer}, fila {$row}: {$column} no se puede guardar allí. Use `cercania check`, corrija la fila y copie de nuevo.
archive-stopped = Se detuvo.
