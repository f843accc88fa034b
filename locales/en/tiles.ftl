# Messages of src/tiles and of the addresses under /tiles, /styles and /tileMatrixSets.

link-styles = How the layers are drawn, for QGIS and MapLibre

tiles-of-all = Vector tiles of all layers
tiles-of-layer = Vector tiles: { $layer }
tiles-about = Only households that are in the register's totals: not closed, and with a position. Where a tile would have more than { $most } of them, one point stands for those of a cell, with their number. Addresses, codes and reasons are not in tiles. Distances are { straight-line }.
tiles-web-mercator = Web Mercator, as web maps have it
tiles-style = cercania
tiles-tile = A tile
tiles-tilejson = Description for map programs (TileJSON)

tile-number = { $name }: "{ $value }" is not a whole number from 0; write digits only
tile-matrix-unknown = there are no tiles of matrix { $value }; there are of 0 to { $last }
tile-outside = { $name }: { $value } is outside 0 to { $last }, which tile matrix { $matrix } has
tile-matrix-set-unknown = there is no such tile matrix set; there is { $allowed }
style-unknown = there is no such style; there is { $allowed }
