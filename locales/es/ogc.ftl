# Documentos de OGC API: enlaces, esquemas, y la definición del servicio.

ogc-attribution = cercania: distancias { straight-line }

link-api = La definición del servicio (OpenAPI)
link-conformance = Las partes de los estándares que se cumplen
link-feature-schema = El esquema de un elemento en GeoJSON
link-schema = Los campos de la capa
link-queryables = Los campos por los que se puede filtrar

geometry-title = Geometría
geometry-about = Dónde está; vacía si no se conoce

# Nombres cortos de los campos; lo que dicen está en layers.ftl.
field-id-title = Identificador
field-name-title = Nombre
field-kind-title = Tipo
field-status-title = Estado
field-address-title = Dirección
field-rations-title = Raciones
field-code-title = Código
field-accuracy-m-title = Precisión (m)
field-declared-settlement-id-title = Asentamiento declarado
field-fixed-kitchen-id-title = Cocina fija
field-fixed-reason-title = Motivo de la cocina fija
field-closed-on-title = Fecha de baja
field-settlement-id-title = Asentamiento
field-state-title = Situación
field-kitchen-id-title = Cocina
field-distance-m-title = Distancia (m)
field-next-kitchen-id-title = Segunda cocina
field-next-distance-m-title = Distancia a la segunda (m)
field-margin-m-title = Diferencia (m)
field-certainty-title = Certeza
field-households-title = Hogares
field-persons-title = Personas
field-persons-served-title = Personas atendidas
field-persons-bad-position-title = Personas sin posición
field-persons-no-kitchen-title = Personas sin cocina abierta
field-persons-too-far-title = Personas demasiado lejos
field-mean-distance-m-title = Distancia media (m)
field-max-distance-m-title = Distancia máxima (m)
field-area-m2-title = Área (m²)
field-radius-m-title = Radio (m)
field-flags-title = Avisos

api-tag-layers = Las capas, como las abren QGIS, GDAL y otros programas
api-tag-tiles = Las capas como teselas vectoriales, para mapas
api-tag-questions = Preguntas: no guardan nada
api-tag-reports = Informes
api-tag-service = El servicio mismo

api-landing = Qué es esto y dónde está todo
api-definition = Esta definición
api-conformance = Las partes de los estándares que se cumplen
api-collections = Todas las capas
api-collection = Una capa
api-feature-schema = Un elemento de la capa en GeoJSON, descrito
api-schema = Los campos de una capa
api-queryables = Los campos por los que se puede filtrar una capa
api-items = { $layer }: las filas que se piden
api-item = { $layer }: una fila
api-tilesets = { $layer }: los juegos de teselas
api-tileset = { $layer }: qué hay en un juego de teselas, y dónde están sus teselas
api-tile = { $layer }: una tesela
api-tile-of-all = Todas las capas
api-tile-empty = Una tesela sin nada
api-tile-matrix-sets = Las cuadrículas de las teselas
api-tile-matrix-set = Una cuadrícula
api-styles = Los estilos con que se dibujan las teselas
api-style = Un estilo
api-nearest = Las cocinas abiertas más cercanas a una posición, y lo que le tocaría a un hogar allí
api-assignments = Lo mismo para muchas posiciones a la vez, en GeoJSON o CSV
api-report-coverage = Quién está atendido y quién no
api-report-catchments = Una fila por cocina y asentamiento
api-report-settlement = La cobertura de un asentamiento
api-settings = Lo que la oficina ha decidido
api-live = Si el servicio vive
api-ready = Si el servicio puede responder, y cuánto tiene cargado

api-answer = La respuesta
api-problem = Por qué no se respondió, y qué hacer (RFC 9457)

api-parameter-f = El formato de la respuesta; sin él decide Accept
api-parameter-layer = La capa
api-parameter-feature = El identificador de la fila
api-parameter-settlement = El identificador del asentamiento
api-parameter-tile-matrix-set = La cuadrícula
api-parameter-tile-matrix = El nivel de acercamiento
api-parameter-tile-row = La fila, desde el norte
api-parameter-tile-col = La columna, desde el oeste
api-parameter-style = El estilo
api-parameter-limit = Cuántas filas como máximo en una página
api-parameter-after = Solo las filas que siguen a este identificador: así se pasa de página
api-parameter-bbox = Solo lo que toca este recuadro: oeste,sur,este,norte, en grados o en el sistema de bbox-crs; oeste puede ser mayor que este si cruza el antimeridiano; una fila cuya posición no se conoce no está en ningún recuadro
api-parameter-bbox-crs = El sistema de referencia del recuadro
api-parameter-crs = El sistema de referencia de las geometrías de la respuesta
api-parameter-crs-of-file = El sistema de referencia del GeoPackage con todas las capas: solo junto con f=gpkg
api-parameter-datetime = Solo lo que valía en esta fecha, o entre dos: 2026-11-23, 2026-01-01/.., ../2026-12-31
api-parameter-filter = Solo lo que cumple esta condición, en CQL2
api-parameter-filter-lang = Cómo está escrita la condición
api-parameter-filter-crs = El sistema de referencia de las geometrías de la condición
api-parameter-result-type = hits: solo cuántas filas hay
api-parameter-limit-m = Calcula con este límite de cobertura, en metros, en vez del guardado
api-parameter-lon = Longitud, grados
api-parameter-lat = Latitud, grados
api-parameter-k = Cuántas cocinas se listan
api-parameter-accuracy-m = La precisión de la posición, metros
api-parameter-table = Solo esta tabla del informe
api-parameter-excel = CSV como lo abre Excel en español: con punto y coma
api-parameter-field = Solo filas con este valor: { $about }
