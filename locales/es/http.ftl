# Mensajes de src/http.

service-title = cercania
service-description = A qué cocina comunitaria pertenece cada hogar, a qué distancia está, quién queda fuera y por qué

link-self = Este documento
link-collections = Las capas
link-coverage = Informe de cobertura
link-catchments = Informe de zonas de atención
link-nearest = Las cocinas más cercanas a una posición: lon, lat, k
link-assignments = Lo mismo para muchas posiciones: POST de GeoJSON o CSV
link-what-if = Qué pasaría si unas cocinas abrieran, cerraran, se mudaran o fueran nuevas: POST
link-settings = Lo que la oficina ha decidido
link-health = Estado del servicio
link-edits = Qué se editó, cuándo y quién
link-edit = Esta edición
link-undo = Deshacer esta edición: POST
link-history = Historia de esta fila


problem-400 = La petición tiene un error
problem-403 = No está permitido
problem-404 = No existe
problem-405 = Esta dirección no admite ese método
problem-406 = No hay respuesta en ese formato
problem-408 = La petición no llegó completa
problem-409 = Los datos guardados no lo permiten
problem-412 = Alguien lo cambió mientras tanto
problem-413 = Demasiado grande
problem-415 = Ese tipo de contenido no se admite
problem-421 = La petición nombra otra máquina
problem-422 = Los datos enviados tienen errores
problem-500 = El servicio falló
problem-503 = El servicio está ocupado
problem-other = La petición no se atendió

query-unreadable = lo que va después del signo de interrogación no se puede leer; escriba nombre=valor, con & entre parámetros
parameter-unknown = el parámetro «{ $name }» no existe aquí; los que hay: { $allowed }
parameter-repeated = el parámetro { $name } está más de una vez; déjelo una sola vez
parameter-missing = falta el parámetro { $name }
parameter-not-a-number = { $name }: «{ $value }» no es un número; escriba cifras, con punto decimal
parameter-out-of-range = { $name }: { $value } está fuera de lo admitido, de { $min } a { $max }
parameter-limit-m = { $name }: { $value } no es un límite de cobertura; dé más de { $above } y a lo más { $max } metros
parameter-bands-m = { $name }: «{ $value }» no son bandas de distancia; dé de 1 a { $most } números de metros mayores que 0, de menor a mayor, separados por comas, por ejemplo 50,100,150
parameter-not-one-of = { $name }: «{ $value }» no es ninguno de estos: { $allowed }
parameter-bbox = bbox: «{ $value }» no es un recuadro; dé oeste,sur,este,norte en grados, longitudes de -180 a 180, latitudes de -90 a 90, el sur no mayor que el norte
parameter-crs = { $name }: «{ $value }» no es un sistema de referencia en el que este servicio publica; publica en { $allowed }
parameter-not-an-id = { $name }: «{ $value }» no es un identificador; lleva de 1 a 64 letras sin tilde, cifras, puntos, guiones o guiones bajos

page-unknown = esta dirección no existe; las que hay están en la página de inicio: /
layer-unknown = esa capa no existe; las que hay: { $allowed }
item-unknown = ninguna fila de la capa «{ $layer ->
    [settlements] { layer-settlements }
    [kitchens] { layer-kitchens }
    [households] { layer-households }
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}» tiene ese identificador
settlement-unknown = ningún asentamiento tiene ese identificador
method-not-allowed = esta dirección admite { $allowed }
not-acceptable = la respuesta puede ser { $allowed }; pida una de ellas con Accept o con f=
media-type = el contenido debe ser { $allowed }; dígalo en Content-Type, o en Content-Encoding si está comprimido
body-too-large = lo enviado tiene más de { $max } bytes; envíelo en partes
too-many-rows = lo enviado tiene más de { $max } filas; envíelas en partes
body-incomplete = lo enviado no llegó completo a tiempo; inténtelo otra vez o en partes más pequeñas
body-unreadable = lo enviado no se puede leer: línea { $line }, columna { $column }: { $reason }
body-member-twice = un objeto de lo enviado tiene «{ $member }» dos veces (la segunda, en la línea { $line }, columna { $column }); no se guardó nada: déjelo una sola vez
column-missing = falta la columna { $name }; la primera línea debe nombrar longitudes y latitudes en grados, como lon y lat, y si los hay id y accuracy_m
column-ambiguous = varias columnas podrían ser { $name }: { $columns }; llame { $name } a la correcta
rows-invalid = { $count ->
    [one] 1 valor no es válido
   *[other] { $count } valores no son válidos
}; no se respondió ninguna fila; corrija los que se indican y envíe todo otra vez
host-not-allowed = la petición nombra otra máquina; el servicio solo responde a 127.0.0.1 y localhost
origin-not-allowed = una página de otro sitio no puede leer estos datos
busy = hay demasiadas peticiones esperando; inténtelo otra vez en unos segundos
took-too-long = la respuesta tardó más de { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}; pida menos, o inténtelo otra vez
internal = el servicio falló; el administrador encuentra la causa en el registro con el número de esta petición
what-if-new-kitchen = Cocina nueva { $number }
request-refused = la petición no se entendió

other-page = la petición viene de una página de otra dirección; aquí solo pueden escribir las páginas de este servicio
media-type-missing = el contenido debe ser { $allowed } y la petición no dice qué es; indíquelo en Content-Type
layer-computed = { $layer ->
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}: esta capa se calcula a partir de los asentamientos, las cocinas y los hogares, y cambia cuando se editan esos; la dirección admite { $allowed }
layer-without-history = { $layer ->
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}: esta capa se calcula y no tiene historia propia; vea la de los asentamientos, las cocinas y los hogares

edit-rows-invalid = { $count ->
    [one] 1 fila no es válida
   *[other] { $count } filas no son válidas
}; no se guardó nada; corrija las que se indican y envíe todo de nuevo
edit-conflict-changed = se volvió a cambiar, por última vez en la edición { $revision }
edit-conflict-removed = después se quitó
edit-conflict-added = después se agregó una fila con su identificador, en la edición { $revision }
edit-conflict-invalid = como era antes la había escrito otro programa, y no era válida
edit-store-unsure = se perdió la conexión mientras se guardaba; no se sabe si se guardó: mire /edits antes de enviarlo otra vez
edit-store-altered = otro programa cambió las tablas del almacén; no se guardó nada: cercania check dice qué falta
edit-store-away = ahora no se llega a los datos guardados; no se guardó nada y se sigue mostrando lo último que se leyó; vuelva a intentarlo en unos segundos
edit-store-read-only = los datos son de solo lectura; no se guardó nada; el administrador encuentra la causa en el registro
edit-store-full = el disco de los datos está lleno; no se guardó nada; libere espacio y vuelva a intentarlo

body-row-missing = falta
body-row-not-a-number = no es un número; escriba cifras, con punto decimal
body-row-longitude = una longitud va de -180 a 180 grados; ¿están cambiadas las columnas?
body-row-latitude = una latitud va de -90 a 90 grados; ¿están cambiadas las columnas?
body-row-zero-zero = la posición es (0, 0), en el mar frente a África; quite la fila si no se conoce
body-row-swapped = la posición está a más de 50 km de todo asentamiento y cocina, y cerca de uno si se intercambian; intercambie longitud y latitud
body-row-signs = la posición está a más de 50 km de todo asentamiento y cocina, y cerca de uno con otros signos; escriba los signos menos: el sur y el oeste son negativos
body-row-accuracy = una precisión es de cero o más metros
body-row-not-a-point = no es un Point con dos o tres números
body-row-too-long = tiene más de 200 caracteres
body-row-cells = la fila no tiene tantas celdas como la primera línea
body-row-not-an-object = no es un objeto; escriba por ejemplo {"{"}"id": "K-1", "status": "closed"{"}"}
body-row-member = no existe ese miembro; los que hay: id, lon, lat, status, name, kind, rations
body-row-not-an-id = no es un identificador; tiene de 1 a 64 letras A-Z, cifras, puntos, guiones o guiones bajos, y no puntos solos
body-row-twice = una entrada anterior tiene el mismo id; diga en una sola entrada todo lo que pasa con una cocina

serve-not-loopback = { $address } se alcanza desde otras máquinas y nadie tiene que identificarse: quien llegue a esa dirección lee todos los hogares; use 127.0.0.1, o permítalo con --without-login
serve-without-login = Aviso: { $address } se alcanza desde otras máquinas y nadie tiene que identificarse: quien llegue a esa dirección lee los nombres, direcciones y posiciones de todos los hogares
serve-in-use = otro programa ya atiende en { $address }; ciérrelo, o elija otro puerto con --bind
serve-listen = no se puede atender en { $address }: { $error }
serve-stopped = el servicio se detuvo: { $error }

basemap-open = no se pudo abrir el fondo { $file }: { $error }
basemap-neither = { $file } no es un archivo PMTiles ni MBTiles; dé uno de ellos con --basemap
basemap-broken = { $file } no se puede leer como teselas: { $error }
basemap-format = { $file } tiene teselas de tipo { $format }; se dibujan png, jpg, webp y pbf
basemap-template = { $value } no es una dirección de teselas: { $fault ->
    [scheme] no empieza por https:// ni por http://
    [blank] tiene un espacio o un carácter que no se ve
    [fragment] tiene un #, y lo que sigue a ese signo no llega a ningún servidor
    [user] lleva un usuario o una contraseña antes de la @, y la página los mostraría a quien la mire
    [host] «{ $part }» no es el nombre de un servidor; lleva letras sin tilde, cifras, guiones y puntos
    [port] el puerto «{ $part }» no es un número de 1 a 65535
    [missing] falta { $part } después del nombre del servidor
    [repeated] { $part } está más de una vez
   *[unknown] no hay con qué reemplazar { $part }
}. Escriba https://servidor/.../{"{z}"}/{"{x}"}/{"{y}"}.png
basemap-tile = no se pudo leer una tesela del fondo: { $error }
