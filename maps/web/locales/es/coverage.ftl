# Cobertura: quién está atendido, quién no y por qué.
coverage-nobody = Todavía no hay hogares en el registro. Puede traerlos con «Importar».
coverage-answer = { $unit ->
    [households] { $served } de { $all } { $of ->
        [one] hogar está atendido
       *[other] hogares { $n ->
            [one] está atendido
           *[other] están atendidos
        }
    } ({ $percent } %).
   *[persons] { $served } de { $all } { $of ->
        [one] persona está atendida
       *[other] personas { $n ->
            [one] está atendida
           *[other] están atendidas
        }
    } ({ $percent } %).
}
coverage-answer-too-far = { $unit ->
    [households] { $n ->
        [one] { $count } está
       *[other] { $count } están
    } a más de { $limit } de una cocina.
   *[persons] { $n ->
        [one] { $count } vive
       *[other] { $count } viven
    } a más de { $limit } de una cocina.
}
coverage-answer-no-kitchen = Para { $count } no hay ninguna cocina abierta.
coverage-answer-bad-position = { $unit ->
    [households] De { $count } no se conoce la ubicación.
   *[persons] De { $count } no se sabe dónde { $n ->
        [one] vive
       *[other] viven
    }.
}
coverage-all-settlements = Ver todos los asentamientos
coverage-no-such-settlement = No hay un asentamiento «{ $id }».
coverage-limit = Límite de cobertura
coverage-limit-number = Límite de cobertura en metros
coverage-limit-own = { $limit }: el de la oficina
coverage-limit-drag = Mueva el control para ver qué pasaría con otro límite, en línea recta.
coverage-limit-tried = Está probando { $limit }; no se guarda nada.
coverage-limit-at = límite: { $limit }
coverage-settlements = Asentamientos
coverage-states = Quién está atendido
coverage-settlement = Asentamiento
coverage-count-in = Contar en
coverage-unit-persons = Personas
coverage-unit-households = Hogares
coverage-state-served = Atendidos
coverage-state-too_far = Demasiado lejos
coverage-state-no_kitchen = Sin cocina abierta
coverage-state-bad_position = Sin ubicación
coverage-all = Todos
coverage-row-outside = Fuera de todo asentamiento
coverage-row-total = Total
coverage-reconciles = Las filas suman el total, que es el del registro. Toque un número para ver esos hogares, o un nombre para ver sus brechas.
coverage-reconciles-not = Las filas no suman el total. Avise a quien cuida el sistema antes de usar estas cifras.
coverage-search = Buscar por nombre
coverage-settlements-none = Todavía no hay asentamientos en el registro, y sin ellos todos los hogares están fuera. Traiga sus contornos con «Importar»: elija allí «Asentamientos».
coverage-settlements-import = Importar asentamientos
coverage-none-found = Ninguno se llama así.
coverage-show-more = Mostrar más ({ $shown } de { $count })
coverage-gaps = Brechas
coverage-gaps-what = Grupos de hogares no atendidos, cada uno a 100 m o menos del siguiente. Los más grandes primero.
coverage-gaps-whose = Grupos de hogares no atendidos, cada uno a 100 m o menos del siguiente, con al menos un hogar en este asentamiento; pueden pasar al vecino.
coverage-gaps-none = Aquí no hay brechas con este límite.
coverage-gaps-inexact = No se pudo decir con exactitud cuáles brechas son de este asentamiento: puede faltar alguna.
coverage-gaps-more = Hay { $count } brechas; aquí están las primeras { $most }.
coverage-gap-persons = { $n ->
    [one] { $count } persona
   *[other] { $count } personas
}
coverage-gap-households = { $n ->
    [one] { $count } hogar
   *[other] { $count } hogares
}
coverage-gap-alone = un solo lugar
coverage-gap-radius = en un radio de { $radius }
coverage-gap-name = brecha { $id }
coverage-why-too-far = demasiado lejos
coverage-why-no-kitchen = sin cocina abierta
coverage-why-both = lejos o sin cocina
coverage-distances = Distancia a la cocina, en línea recta
coverage-bands-persons = Personas por distancia a su cocina
coverage-bands-households = Hogares por distancia a su cocina
coverage-band-first = hasta { $to }
coverage-band = { $from } a { $to }
coverage-band-beyond = más de { $from }
coverage-band-fixed = asignación fija, sin ubicación
coverage-band-unknown = sin ubicación
coverage-distribution-persons = Personas por distancia a su cocina, en columnas.
coverage-distribution-households = Hogares por distancia a su cocina, en columnas.
coverage-usual = En promedio, una persona vive a { $mean } de su cocina. La mitad vive a { $median } o menos; nueve de cada diez, a { $ninth } o menos; quien vive más lejos, a { $max }.
coverage-as-table = Ver como tabla
coverage-distance = Distancia
coverage-kitchens = Cocinas y raciones
coverage-kitchens-none = Todavía no hay cocinas en el registro.
coverage-kitchens-what = Personas atendidas por cada cocina frente a sus raciones
coverage-kitchen = Cocina
coverage-kitchen-served = Personas
coverage-kitchen-rations = Raciones
coverage-kitchen-room = ¿Alcanzan?
coverage-kitchen-closed = cerrada
coverage-kitchen-full = justo
coverage-kitchen-lacks = { $n ->
    [one] falta { $count }
   *[other] faltan { $count }
}
coverage-kitchen-left = { $n ->
    [one] sobra { $count }
   *[other] sobran { $count }
}
coverage-no-figure = sin dato
coverage-take = Para llevar
coverage-sheet = Hoja del asentamiento, para imprimir
coverage-csv = Este informe en CSV
coverage-uncertain = { $unit ->
    [households] { $n ->
        [one] hogar tiene
       *[other] hogares tienen
    }
   *[persons] { $n ->
        [one] persona tiene
       *[other] personas tienen
    }
} una asignación dudosa: el error del GPS podría cambiar su cocina o si se les atiende.
coverage-assumed = { $n ->
    [one] { $count } hogar no tiene número de personas y se cuenta como de una persona.
   *[other] { $count } hogares no tienen número de personas y se cuentan como de una persona cada uno.
}
