# Legends, labels and the printed sheet of the QGIS project and of the styles.

map-title = Cercanía: households and kitchens
map-served = Served (colour of its kitchen)
map-too-far = Too far (hollow)
map-no-kitchen = No kitchen is open
map-left-register = Left the register
map-uncertain = Uncertain assignment (black ring)
map-kitchen-open = Open kitchen (each has its colour)
map-kitchen-closed = Closed kitchen
map-household = household
map-households = households
map-person = person
map-persons = persons
map-comedor-popular = comedor popular
map-olla-comun = olla común

map-sheet = Settlement sheet
map-served-persons = Served
map-too-far-persons = Too far from a kitchen
map-no-kitchen-persons = No kitchen is open
map-bad-position-persons = No valid position (not on the map)
map-mean-distance = Mean distance to the kitchen
map-legend = Legend
map-printed = Printed on
map-straight-line = Distances are { straight-line }
map-data-note = From the office's register on the day of printing. It shows where vulnerable families live: do not publish it.
