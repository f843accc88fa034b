# Mensajes de src/filter.

filter-too-long = filter: tiene { $bytes } bytes y se leen a lo más { $max }; pida menos, o use IN en lugar de muchos OR
filter-too-deep = filter: tiene más de { $max } paréntesis o listas uno dentro de otro; quite los que sobran
filter-too-complex = filter: tiene demasiadas condiciones u operaciones; use IN en lugar de muchos OR, o pida por partes
filter-too-costly = filter: tomaría unos { $cost } µs por cada fila y se dan a lo más { $max }; dibuje sus geometrías con menos vértices, o pida las condiciones por partes
filter-number = filter: lleva un número mayor que todo lo que se puede calcular (1.8e308); escriba uno menor
filter-id = { $field }: «{ $value }» no es un identificador; lleva de 1 a 64 letras sin tilde, cifras, puntos, guiones o guiones bajos
filter-syntax = filter: no es CQL2; { $place ->
    [end] termina antes de tiempo, en el carácter { $at }
   *[inside] no se entiende desde el carácter { $at }: «{ $near }»
}. Se escribe así: persons > 4 AND id LIKE 'H%'
filter-syntax-json = filter: no es CQL2 en JSON; no se entiende en la línea { $line }, columna { $column }. Se escribe así: {"{"}"op":">","args":[{"{"}"property":"persons"{"}"},4]{"}"}
filter-json = filter: es JSON pero no es una expresión de CQL2, o una parte no lo es; se escribe así: {"{"}"op":">","args":[{"{"}"property":"persons"{"}"},4]{"}"}
filter-field = filter: esta capa no tiene el campo «{ $name }»; los que hay: { $allowed }
filter-function = filter: aquí no hay «{ $name }»; lo que hay: { $allowed }
filter-operands = filter: { $name } lleva { $expected ->
    [one] 1 operando
   *[other] { $expected } operandos
} y tiene { $given }
filter-type = filter: «{ $what }» es { $kind ->
    [text] un texto
    [number] un número
    [date] una fecha
    [truth] verdadero o falso
    [geometry] una geometría
    [list] una lista
   *[null] nulo
}, y ahí va { $needed ->
    [text] un texto entre comillas simples, o un campo de texto
    [number] un número, o un campo de números
    [date] una fecha, como DATE('2026-11-23')
    [truth] una condición, como persons > 4
    [geometry] una geometría: geometry, BBOX(...), POINT(...)
    [list] una lista entre paréntesis
   *[null] un nulo
}
filter-pattern = filter: «{ $what }» no es un modelo para LIKE; escríbalo entre comillas simples, con % por cualquier texto y _ por una letra
filter-date = filter: «{ $what }» no es una fecha; escriba DATE('2026-11-23')
filter-instant = filter: «{ $what }» es un instante y el campo tiene días; escriba DATE('2026-11-23')
filter-value = { $field }: «{ $value }» no es un valor de este campo, que lleva { $kind ->
    [integer] números enteros
    [number] números, con punto decimal
    [date] fechas como 2026-11-23
   *[text] textos
}
filter-shape = filter: la geometría «{ $what }» no sirve: { $fault ->
    [empty] no tiene coordenadas
    [invalid] sus líneas se cruzan o no encierran un área
    [too-many-corners] tiene más de 1000 vértices; simplifíquela
    [tangled] sus líneas se cruzan entre sí más de 100 veces; dibújelas separadas
    [box] un recuadro es BBOX(oeste,sur,este,norte), con el sur no mayor que el norte
    [no-place] sus coordenadas no están en el sistema de referencia de filter-crs; ¿están cambiados los ejes?
   *[unreadable] no se puede leer
}

parameter-datetime = datetime: «{ $value }» no es una fecha; escriba 2026-11-23, 2026-11-23T12:00:00Z, o dos de ellas con / en medio, .. para un extremo abierto
parameter-datetime-backward = datetime: «{ $value }» termina antes de empezar; ponga primero la fecha anterior
