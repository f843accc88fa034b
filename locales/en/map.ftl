# Legends, labels and the printed sheet of the QGIS project and of the styles.

map-title = Cercanía: households and kitchens
map-served = Served (colour of its kitchen)
map-too-far = Too far (hollow)
map-no-kitchen = No kitchen is open
map-left-register = Left the register
map-uncertain = Uncertain assignment (black ring)
map-kitchen-open = Open kitchen (each has its colour)
map-kitchen-closed = Closed kitchen
map-kitchens-together = Several kitchens together
map-not-served = Not served: too far, or no kitchen is open (hollow)
map-settlement = Edge of a settlement
map-catchment = Edge of a catchment: where a kitchen is the nearest in a straight line
map-assignment = Line from a household to its kitchen
map-gap = Gap: people who are not served, close together
map-together = Many households together: { $from } to under { $to } % of the people served
map-together-all = Many households together: all the people served
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
