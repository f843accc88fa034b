# Words that every part uses: those of the design's table of words, and no others.

rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
bad-rows-of = { $bad ->
    [one] 1 row of { $rows } is bad
   *[other] { $bad } rows of { $rows } are bad
}
# A row of a register, or the settings, within a sentence.
row-and-id = { $layer ->
    [settlements] settlement { $id }
    [kitchens] kitchen { $id }
    [households] household { $id }
   *[settings] the settings
}

straight-line = in a straight line, not along a path

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

# What is wrong with a polygon, for other messages.
polygon-fault = { $fault ->
    [empty] the polygon is empty
    [corner] a corner of the polygon is not a position
    [too-few-corners] a ring of the polygon has fewer than three different corners
    [no-area] the polygon has no area
    [self-intersection] a ring of the polygon crosses or touches itself
    [hole-outside] a hole lies outside its polygon
    [rings-overlap] two rings of the polygon overlap
    [parts-overlap] two parts overlap or share a side
   *[other] the polygon is not valid
}
