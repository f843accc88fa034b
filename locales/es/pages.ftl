# Las páginas que se leen con un navegador.

page-skip = Ir al contenido
page-trail = Dónde está
page-straight-line = Las distancias son { straight-line }.
page-revision = Datos en su revisión { $revision }
page-layer = Capa
page-count = Filas
page-geometry = Forma
page-downloads = Descargas
page-filter = Elegir filas
page-fields = Campos
page-fields-about = Lo calculado no se edita: cambia cuando cambian los registros o el límite de cobertura.
page-field-heading = Campo
page-field-name = Nombre en archivos
page-field-kind = Tipo
page-field-unit = Unidad
page-field-role = Origen
page-field-about = Descripción

kind-of-text = texto
kind-of-integer = número entero
kind-of-real = número
kind-of-date = fecha
role-entered = registrado
role-computed = calculado
unit-metres = m
unit-square-metres = m²
unit-persons = personas
unit-households = hogares
unit-rations = raciones
geometry-point = puntos
geometry-line = líneas
geometry-polygon = polígonos

kind-comedor-popular = comedor popular
kind-olla-comun = olla común
flag-persons-assumed = sin número de personas: se cuenta una
flag-settlement-overlap = está en varios asentamientos
flag-settlement-disagrees = se registró en otro asentamiento
flag-fixed-kitchen-not-open = su cocina fija no está abierta

layer-settlements-one = Asentamiento
layer-kitchens-one = Cocina
layer-households-one = Hogar
layer-catchments-one = Zona de atención
layer-assignments-one = Asignación
layer-gaps-one = Brecha

format-json = GeoJSON
format-json-first = GeoJSON, solo las primeras { $count } filas
format-csv = CSV
format-excel = CSV para hojas de cálculo
format-fgb = FlatGeobuf
format-gpkg = GeoPackage
format-kml = KML, para Google Earth

landing-limit = Límite de cobertura en vigor: { $limit ->
    [one] 1 metro
   *[other] { $limit } metros
}, { straight-line }.
landing-questions = Lo que más se pregunta
landing-by-settlement = Quién está atendido y quién no, por asentamiento
landing-by-kitchen = Cuántos hogares y personas tocan a cada cocina
landing-too-far = Los hogares demasiado lejos de toda cocina
landing-gaps = Las brechas: dónde se juntan los hogares sin atender
landing-layers-about = Cada capa tiene su página, con mapa, campos y descargas.
landing-all-layers = Todas las capas y sus descargas
landing-qgis = Abrir en QGIS
landing-qgis-how = En QGIS, menú Capa › Añadir capa › Añadir capa WFS / OGC API - Features; cree una conexión nueva con esta dirección:
landing-tiles-how = Para capas muy grandes, en QGIS: Capa › Añadir capa › Añadir capa de teselas vectoriales; como dirección del estilo:
landing-programs = Para programas
landing-api = Todas las direcciones y sus parámetros
landing-conformance = Estándares que se cumplen

collections-package = Descargar todas las capas en un GeoPackage, que se abre dibujado en QGIS
collections-about = Las cifras son con el límite de cobertura en vigor.

collection-table = Ver la tabla: { $rows }
collection-addresses = Direcciones para copiar
collection-qgis = QGIS, WFS / OGC API - Features
collection-items = Las filas, para otros programas
collection-tiles = Teselas vectoriales (TileJSON)
collection-facts = Sobre la capa
collection-extent = Extensión (oeste, sur, este, norte), en grados
collection-systems = Sistemas de referencia en los que se publica

form-any = (cualquiera)
form-limit = Límite de cobertura, metros
form-filter = Condición avanzada (CQL2)
form-example = Por ejemplo:
form-show = Mostrar

items-returned = { $count ->
    [one] en esta página, 1
   *[other] en esta página, { $count }
}
items-asked = Lo que se pidió
items-without = quitar
items-all = quitar todo
items-none = Ninguna fila cumple lo que se pidió.
items-empty = Sin valor en ninguna fila de esta página: { $fields }.
items-pages = Páginas
items-first = Primera página
items-previous = Página anterior
items-next = Página siguiente
items-downloads = Descargar estas filas, todas las páginas
items-map = Mapa de esta página

asked-filter = Condición: { $value }
asked-bbox = Dentro del recuadro { $value }
asked-datetime = Fecha: { $value }
asked-crs = Sistema de referencia { $value }
asked-limit = Límite de cobertura { $value } m

item-table = Tabla
item-served = Atendido: su cocina, { $kitchen }, está a { $distance } m y el límite es { $limit } m.
item-too-far = Demasiado lejos: su cocina, { $kitchen }, está a { $distance } m y el límite es { $limit } m.
item-no-kitchen = Sin cocina abierta: no hay ninguna que lo atienda.
item-bad-position = Sin posición válida: no se puede saber qué cocina le toca.
item-position = Latitud, longitud
item-sheet = Cobertura del asentamiento, CSV para hojas de cálculo

page-map-title = Mapa: { $layer }
map-about = Hogares con el color de su cocina, huecos si no están atendidos y con borde negro si es dudoso; cocinas, cuadrados; asentamientos, líneas cortadas; brechas, anillos rojos. El norte está arriba.
map-sample = Se dibujan { $drawn } de { $of }.
map-outside = Fuera del mapa: { $count }.

conformance-about = Partes de los estándares de OGC que este servicio cumple.

api-about = Un parámetro que una dirección no conoce se rechaza. Para programas:
api-try = Abrir
api-parameters = Parámetros
api-place = Dónde va
api-required = obligatorio

problem-home = Ir al inicio
problem-status = Estado
problem-instance = petición

page-store-lost = No se llega a los datos guardados desde { $since }: se muestra lo último que se leyó y nada se puede editar hasta que se vuelva a llegar.
page-findings = { $count ->
    [one] Algo en los datos guardados no es válido: vea qué.
   *[other] Hay { $count } cosas en los datos guardados que no son válidas: vea cuáles.
}

landing-edits = Qué se editó, cuándo y quién

edits-about = Cada edición se guarda, con quién la hizo y cuándo, y se puede deshacer.
edits-none = Todavía no se editó nada.
edits-earlier = Ediciones anteriores
edit-title = Edición { $revision }
edit-revision = Edición
edit-time = Hora
edit-author = Autor
edit-action = Tipo
edit-what = Qué
edit-row = Fila
edit-changes = Cambios
edit-added = { $count ->
    [one] 1 fila agregada
   *[other] { $count } filas agregadas
}
edit-updated = { $count ->
    [one] 1 fila cambiada
   *[other] { $count } filas cambiadas
}
edit-removed = { $count ->
    [one] 1 fila quitada
   *[other] { $count } filas quitadas
}
edit-undone-by = deshecha por la edición { $by }
edit-rows-left-out = Filas que no se muestran: { $count }
history-title = Historia: { $row }
row-added = se agregó
row-updated = cambió
row-removed = se quitó
action-edit = edición
action-import = importación
action-undo = deshace la edición { $revision }
action-external = de otro programa

no-map-title = cercania sin mapa
no-map-why = Este programa se compiló sin el mapa: la página se hace con Node 20.19 o más nuevo. Con él a mano, esto la hace y sirve la demostración:
no-map-how = Después basta compilar otra vez. El servicio, las capas y los informes funcionan igual sin el mapa.
no-map-pages = Las capas y los informes en páginas sencillas
