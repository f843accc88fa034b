# What if…?: trying out changes of kitchens, nothing stored.
what-if-intro = Move, close or add kitchens and see which households change. Nothing is stored until you apply the changes.
what-if-households-moved =
    { $households ->
        [0] No household changes kitchen
        [one] { $households } household changes kitchen
       *[other] { $households } households change kitchen
    }
what-if-households-changed =
    { $households ->
        [one] { $households } household changes kitchen or state
       *[other] { $households } households change kitchen or state
    }
what-if-served-more =
    { $persons ->
        [one] { $persons } more person is served
       *[other] { $persons } more people are served
    }
what-if-served-fewer =
    { $persons ->
        [one] { $persons } fewer person is served
       *[other] { $persons } fewer people are served
    }
what-if-served-same = as many people are served as before
what-if-catchments = The catchments on the map are still today's.
what-if-new-kitchen = New kitchen
what-if-held = { $kitchen }: { $distance } from its place, in a straight line
what-if-held-new = { $kitchen }: { $lat }, { $lon }

what-if-served = People served
what-if-column-settlement = Settlement
what-if-column-before = Now
what-if-column-after = With the changes
what-if-column-difference = Difference
what-if-served-of = { $served } of { $all }
what-if-more = { $size } more
what-if-fewer = { $size } fewer
what-if-same = the same
what-if-outside = Outside all settlements
what-if-no-settlement = The settlements' coverage does not change.
what-if-limit = Only settlements where something changes. Served: with an open kitchen within { $limit }, in a straight line.

what-if-on-map = On the map
what-if-legend = What the marks mean
what-if-fate-lost = Households that are no longer served
what-if-fate-gained = Households that become served
what-if-fate-moved = Households that only change kitchen
what-if-line = Line from the household to its new kitchen; broken where it is left unserved
what-if-first-drawn = The first { $drawn } of { $all } households that change are drawn.

what-if-changes = Changes you are trying
what-if-step-close = { $kitchen } closes
what-if-step-open = { $kitchen } opens
what-if-step-move = { $kitchen } moves: { $distance } in a straight line
what-if-step-place = { $kitchen } is put on the map
what-if-step-add = { $kitchen } is added
what-if-take-out = Take out: { $step }
what-if-trouble-gone = This kitchen is no longer in the register: the change is left out.
what-if-trouble-open-already = This kitchen is open already: the change does nothing.
what-if-trouble-closed-already = This kitchen is closed already: the change does nothing.
what-if-trouble-elsewhere = The kitchen has moved since this was tried: the distance is from where it is today.
what-if-misread = A part of the link cannot be understood and is left out: { $part }
what-if-discard = Discard
what-if-discarded = Taken out.
what-if-bring-back = Bring it back
what-if-not-editable = Kitchens cannot be changed here: you can try and share, but not apply.

what-if-copy = Copy link
what-if-copied = Link copied: whoever opens it sees these same changes.
what-if-copy-by-hand = The browser did not allow copying. Copy this link yourself:
what-if-link = Link to these changes

what-if-keep = Apply these changes
what-if-keep-written = This is written into the register of kitchens, and everybody will see it:
what-if-keep-history = It stays under “Latest changes”, where you can undo it.
what-if-keep-now = Apply
what-if-keeping = Applying…
what-if-back = Back
what-if-kept =
    { $changes ->
        [one] { $changes } change of kitchens was applied.
       *[other] { $changes } changes of kitchens were applied.
    }
what-if-name = Name
what-if-kind = Kind of kitchen
what-if-kind-comedor_popular = Comedor popular
what-if-kind-olla_comun = Olla común

what-if-kitchens = Kitchens
what-if-add = Add a kitchen
what-if-drag = On the map: drag a kitchen, or choose it and use the arrow keys (10 m; with Shift, 50 m).
what-if-too-many = Too many kitchens are in view to move them on the map: zoom in.
what-if-no-kitchens = There are no kitchens in the register yet. You can try adding one.
what-if-in-view = The kitchens in the map's view are shown.
what-if-search = Search a kitchen by its name
what-if-none-found = No kitchen has that name.
what-if-status-open = open
what-if-status-closed = closed
what-if-status-new = new
what-if-tried = tried
what-if-marker = { $kitchen }, { $status }. Move it with the arrow keys.
what-if-move = Move
what-if-close = Close
what-if-open = Open
what-if-move-of = Move { $kitchen }
what-if-close-of = Close { $kitchen }
what-if-open-of = Open { $kitchen }
what-if-place-move = Drag { $kitchen }, click its new place on the map, or type its coordinates.
what-if-place-add = Click on the map where the kitchen would be, or type its coordinates.
what-if-coordinates = Latitude and longitude
what-if-coordinates-wrong = Write latitude and longitude in degrees, like this: -12.12554, -76.95013
what-if-put = Put it there
what-if-cancel = Cancel
