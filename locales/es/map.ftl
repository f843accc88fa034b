# Leyendas, rótulos y hoja de impresión del proyecto de QGIS y de los estilos.

map-served = Atendido (color de su cocina)
map-too-far = Demasiado lejos (hueco)
map-no-kitchen = Sin cocina abierta
map-left-register = Retirado del registro
map-uncertain = Asignación dudosa (anillo negro)
map-kitchen-open = Cocina abierta
map-kitchen-closed = Cocina cerrada
map-household = hogar
map-households = hogares
map-person = persona
map-persons = personas
map-comedor-popular = comedor popular
map-olla-comun = olla común
