# Legends, labels and the printed sheet of the QGIS project and of the styles.

map-served = Served (colour of its kitchen)
map-too-far = Too far (hollow)
map-no-kitchen = No kitchen is open
map-left-register = Left the register
map-uncertain = Uncertain assignment (black ring)
map-kitchen-open = Open kitchen
map-kitchen-closed = Closed kitchen
map-household = household
map-households = households
map-person = person
map-persons = persons
map-comedor-popular = comedor popular
map-olla-comun = olla común
