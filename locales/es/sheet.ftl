# La hoja de un asentamiento, para imprimir.

sheet-title = Hoja del asentamiento
sheet-title-of = Hoja del asentamiento { $id }: { $name }
sheet-link = Hoja para imprimir
sheet-links = Hojas para imprimir, una por asentamiento
sheet-print = Para imprimir o guardar en PDF, pulse Ctrl y P (en el teléfono: menú, Compartir, Imprimir). Sale en A4, también en blanco y negro.
sheet-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] setiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
sheet-limit = Límite de cobertura:
sheet-limit-in-force = Es una prueba: el límite de la oficina es { $limit } m
sheet-do-not-publish = Muestra dónde viven familias vulnerables: no la publique.
sheet-straight-line = Distancias { straight-line }.

sheet-registered = En el registro
sheet-served = Atendidas
sheet-unserved = Sin atender
sheet-persons = { $count ->
    [one] persona
   *[other] personas
}
sheet-in-households = { $count ->
    [one] en 1 hogar
   *[other] en { $count } hogares
}
sheet-households = Hogares
sheet-persons-head = Personas
sheet-total = Total
sheet-states = Quién está atendido
sheet-uncertain-of-them = De ellos, dudosos
sheet-bands = A qué distancia está su cocina
sheet-distance = Distancia
sheet-band-first = hasta { $to } m
sheet-band = de { $from } a { $to } m
sheet-band-last = más de { $from } m
sheet-band-unknown = no se conoce
sheet-distances = Distancia por persona
sheet-mean = Media
sheet-median = La mitad, hasta (mediana)
sheet-percentile-90 = 9 de cada 10, hasta (p. 90)
sheet-max = La mayor

sheet-kitchens = Sus cocinas: la más cercana a cada hogar, o la que se decidió
sheet-no-kitchens = Ningún hogar del asentamiento tiene cocina.
sheet-served-here = Atiende aquí
sheet-too-far-here = Demasiado lejos
sheet-load = Su carga en total
sheet-rations = Raciones
sheet-room = Sobran o faltan
sheet-other-kitchens = { $count ->
    [one] Otra cocina
   *[other] Otras { $count } cocinas
}

sheet-list = Hogares sin atender
sheet-list-none = Ninguno: todos los hogares del asentamiento están atendidos.
sheet-list-households = { $count ->
    [one] 1 hogar
   *[other] { $count } hogares
}
sheet-list-next-page = la lista sigue en la página siguiente
sheet-list-about = La oficina sabe quién es cada uno por su identificador.
sheet-list-first = Se listan los primeros { $count }; todos están en el CSV.
sheet-list-persons = Pers.
sheet-list-reason = Motivo
sheet-list-metres = Metros
sheet-list-kitchen = Cocina
sheet-list-kitchens = Cocinas:
sheet-csv = Todos los hogares sin atender, CSV para hojas de cálculo: lleva direcciones, es solo para la oficina
sheet-json = Las mismas cifras, para programas (JSON)

sheet-map-about = Hogares del asentamiento: llenos si están atendidos, huecos si no, con un anillo si es dudoso; cocinas, cuadrados; brechas, anillos de rayas; límite de cobertura, círculos de puntos. El norte está arriba.
sheet-legend-served = hogar atendido, del color de su cocina
sheet-legend-line = hogar atendido, con una línea a su cocina y de su color
sheet-legend-unserved = hogar sin atender
sheet-legend-uncertain = dudoso: según su GPS, podría cambiar
sheet-legend-kitchen = cocina abierta
sheet-legend-closed = cocina cerrada
sheet-legend-gap = brecha: donde se juntan los hogares sin atender
sheet-legend-reach = a { $limit } m de una cocina
sheet-legend-outline = este asentamiento
sheet-legend-others = otros asentamientos
