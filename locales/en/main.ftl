# Words that every part uses: those of the design's table of words, and no others.

rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}

straight-line = in a straight line, not along a path

layer-settlements = settlements
layer-kitchens = kitchens
layer-households = households
layer-catchments = catchments
layer-assignments = assignments
layer-gaps = gaps

state-served = served
state-too-far = too far
state-no-ration = no ration
state-cut-off = cut off
state-no-kitchen = no open kitchen
state-bad-position = no valid position

certainty-certain = certain
certainty-uncertain = uncertain
certainty-unknown = accuracy not recorded

status-open = open
status-closed = closed
