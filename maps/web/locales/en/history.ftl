# The latest changes: what was written, when, by whom; and taking it back.
history-about = What was written into the registers, the latest first. Each change can be undone as long as nobody changed the same afterwards.
history-none = There are no changes yet.
history-earlier = Show { $count } earlier ones
history-read-only = This is for looking only; changes are not undone here.

history-today = today, { $clock }
history-yesterday = yesterday, { $clock }
history-day = { $day }, { $clock }
history-time-unknown = at an unknown time
history-nobody = by nobody known
history-edit = edit { $edit }

history-import = Import: { $what }
history-undo = Edit { $edit } was undone: { $what }
history-external = Another program: { $what }
history-nothing = no rows
history-settings = the office's settings
history-settlements-added = { $n ->
    [one] 1 settlement added
   *[other] { $count } settlements added
}
history-settlements-updated = { $n ->
    [one] 1 settlement changed
   *[other] { $count } settlements changed
}
history-settlements-removed = { $n ->
    [one] 1 settlement removed
   *[other] { $count } settlements removed
}
history-kitchens-added = { $n ->
    [one] 1 kitchen added
   *[other] { $count } kitchens added
}
history-kitchens-updated = { $n ->
    [one] 1 kitchen changed
   *[other] { $count } kitchens changed
}
history-kitchens-removed = { $n ->
    [one] 1 kitchen removed
   *[other] { $count } kitchens removed
}
history-households-added = { $n ->
    [one] 1 household added
   *[other] { $count } households added
}
history-households-updated = { $n ->
    [one] 1 household changed
   *[other] { $count } households changed
}
history-households-removed = { $n ->
    [one] 1 household removed
   *[other] { $count } households removed
}

history-rows = See them one by one
history-rows-of = See the rows of edit { $edit } one by one
history-one-of-settlements = settlement { $id }
history-one-of-kitchens = kitchen { $id }
history-one-of-households = household { $id }
history-row-added = { $what }: added
history-row-removed = { $what }: removed
history-row-changed = { $what }: { $changes }
history-change = { $field }, from { $before } to { $after }
history-moved = another position
history-outline = another outline
history-no-value = “no value”
history-opened = opened
history-closed = closed
history-kind-comedor_popular = comedor popular
history-kind-olla_comun = olla común
history-field-name = name
history-field-kind = kind
history-field-address = address
history-field-rations = rations
history-field-code = code
history-field-persons = people
history-field-accuracy_m = GPS accuracy in metres
history-field-declared_settlement_id = declared settlement
history-field-fixed_kitchen_id = fixed kitchen
history-field-fixed_reason = reason of the fixed assignment
history-field-closed_on = closed on

history-undo-of = Undo edit { $edit }: { $what }
history-redo = Redo
history-redo-of = Redo what edit { $edit } undid: { $what }
history-would = Before it is undone
history-would-back = What edit { $edit } changed goes back to what it was before.
history-would-households = { $n ->
    [0] No household changes kitchen or state.
    [one] 1 household changes kitchen or state.
   *[other] { $count } households change kitchen or state.
}
history-would-same = As many people are served as now.
history-would-more = { $n ->
    [one] 1 more person is served.
   *[other] { $count } more people are served.
}
history-would-fewer = { $n ->
    [one] 1 fewer person is served.
   *[other] { $count } fewer people are served.
}
history-undo-now = Undo now
history-redo-now = Redo now
history-cancel = Cancel
history-taken-back = Edit { $edit } was undone.
history-redone = What edit { $edit } undid was redone.
history-would-limit = Counted with the office's limit, { $own }.
history-undone-by = Undone by edit { $by }.
history-redone-by = Undone by edit { $by } and done again by { $again }.
history-refused = { $n ->
    [one] Nothing was changed: 1 of its rows was changed afterwards. Undo that change first.
   *[other] Nothing was changed: { $count } of its rows were changed afterwards. Undo those changes first.
}
history-conflict = { $what }: { $reason }
history-conflicts-more = { $n ->
    [one] and 1 more
   *[other] and { $count } more
}
