# Messages of src/filter.

filter-too-long = filter: it has { $bytes } bytes and at most { $max } are read; ask for less, or use IN instead of many ORs
filter-too-deep = filter: more than { $max } parentheses or lists stand in each other; take away those that are not needed
filter-too-complex = filter: it has too many conditions or operations; use IN instead of many ORs, or ask in parts
filter-too-costly = filter: it would take some { $cost } µs for every row, and at most { $max } are given; draw its geometries with fewer corners, or ask for some of the conditions at a time
filter-number = filter: it has a number greater than any that can be counted with (1.8e308); write a smaller one
filter-id = { $field }: "{ $value }" is not an id; it has 1 to 64 letters A-Z, digits, dots, hyphens or underscores
filter-syntax = filter: it is not CQL2; { $place ->
    [end] it ends too soon, at character { $at }
   *[inside] not understood from character { $at } on: "{ $near }"
}. It is written like persons > 4 AND id LIKE 'H%'
filter-syntax-json = filter: it is not CQL2 JSON; not understood at line { $line }, column { $column }. It is written like {"{"}"op":">","args":[{"{"}"property":"persons"{"}"},4]{"}"}
filter-json = filter: it is JSON but no expression of CQL2, or a part of it is none; it is written like {"{"}"op":">","args":[{"{"}"property":"persons"{"}"},4]{"}"}
filter-field = filter: this layer has no field "{ $name }"; it has { $allowed }
filter-function = filter: there is no "{ $name }" here; there are { $allowed }
filter-operands = filter: { $name } takes { $expected ->
    [one] 1 operand
   *[other] { $expected } operands
} and has { $given }
filter-type = filter: "{ $what }" is { $kind ->
    [text] text
    [number] a number
    [date] a date
    [truth] true or false
    [geometry] a geometry
    [list] a list
   *[null] null
}, and there belongs { $needed ->
    [text] text between single quotes, or a text field
    [number] a number, or a field of numbers
    [date] a date, like DATE('2026-11-23')
    [truth] a condition, like persons > 4
    [geometry] a geometry: geometry, BBOX(...), POINT(...)
    [list] a list between parentheses
   *[null] null
}
filter-pattern = filter: "{ $what }" is no pattern for LIKE; write one between single quotes, with % for any text and _ for a letter
filter-date = filter: "{ $what }" is no date; write DATE('2026-11-23')
filter-instant = filter: "{ $what }" is an instant and the field has days; write DATE('2026-11-23')
filter-value = { $field }: "{ $value }" is no value of this field, which holds { $kind ->
    [integer] whole numbers
    [number] numbers, with a decimal point
    [date] dates like 2026-11-23
   *[text] texts
}
filter-shape = filter: the geometry "{ $what }" cannot be used: { $fault ->
    [empty] it has no coordinates
    [invalid] its lines cross, or enclose no area
    [too-many-corners] it has more than 1000 corners; simplify it
    [tangled] its lines cross each other more than 100 times; draw them apart
    [box] a box is BBOX(west,south,east,north), with the south not above the north
    [no-place] its coordinates are not in the reference system of filter-crs; are the axes the other way round?
   *[unreadable] it cannot be read
}

parameter-datetime = datetime: "{ $value }" is no time; write 2026-11-23, 2026-11-23T12:00:00Z, or two of them with / between, .. for an open end
parameter-datetime-backward = datetime: "{ $value }" ends before it begins; put the earlier one first
