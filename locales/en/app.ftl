# Messages of src/app.

study-area-too-wide = the study area reaches { $degrees } degrees from its middle and catchments are drawn up to 60; give a smaller polygon in the setting study_area
too-much-work = the positions are too far from every kitchen to answer in one request (stopped at number { $number }); send fewer
import-numbers-taken = the file has no ids, and { $count ->
    [one] one of those that would be made from row numbers, { $first }, already belongs to a registered row
   *[other] { $count } of those that would be made from row numbers, { $first } among them, already belong to registered rows
}; name the column that identifies them with --id-column
edit-no-such-row = there is no { row-and-id }; the rows there are stand in /collections/{ $layer }/items
edit-no-such-kitchen = entry { $entry }: there is no kitchen { $id }; look it up in /collections/kitchens/items, or leave the id out for a new one
edit-id-taken = { row-and-id } is already there; change that row (PUT or PATCH), or choose another id
edit-other-id = the address names { $address } and the row { $row }; an id cannot be changed: send it without an id, or with the same
edit-not-one = { $count } features were sent where one row is replaced; send one Feature
edit-not-a-patch = the patch is not an object; send for example {"{"}"properties": {"{"}"persons": 4{"}"}{"}"} or {"{"}"geometry": …{"}"}
edit-changed = { row-and-id } was changed by someone (revision { $revision }) after you read it; read it again and repeat the edit
edit-moved = someone changed the data (revision { $revision }) after you saw this worked out; nothing was saved: work it out again, look at what changes, and save
edit-no-such-edit = there is no edit { $edit }; the edits are in /edits
edit-undone = edit { $edit } was already taken back, by edit { $by }; take that one back to have it again
edit-conflict = edit { $edit } cannot be taken back: { $count ->
    [one] one of its rows was changed since
   *[other] { $count } of its rows were changed since
}; take the later edits back first
edit-cancelled = the edit was stopped; nothing was written
