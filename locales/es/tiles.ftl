# Mensajes de src/tiles y de las direcciones bajo /tiles, /styles y /tileMatrixSets.

link-styles = Cómo se dibujan las capas, para QGIS y MapLibre

tiles-of-all = Teselas vectoriales de todas las capas
tiles-of-layer = Teselas vectoriales: { $layer }
tiles-about = Solo los hogares que entran en los totales del registro: los que no se dieron de baja y tienen posición. Donde una tesela tendría más de { $most }, un punto representa a los de una celda y dice cuántos son. Las teselas no llevan direcciones, códigos ni motivos. Las distancias son { straight-line }.
tiles-web-mercator = Web Mercator, como en los mapas de la web
tiles-style = cercania
tiles-tile = Una tesela
tiles-tilejson = Descripción para programas de mapas (TileJSON)

tile-number = { $name }: «{ $value }» no es un número entero desde 0; escriba solo cifras
tile-matrix-unknown = no hay teselas del nivel de acercamiento { $value }; las hay de 0 a { $last }
tile-outside = { $name }: { $value } está fuera de 0 a { $last }, lo que tiene el nivel de acercamiento { $matrix }
tile-matrix-set-unknown = no existe esa cuadrícula de teselas; existe { $allowed }
style-unknown = no existe ese estilo; existe { $allowed }
