# The sheet of one settlement, to print.

sheet-title = Settlement sheet
sheet-title-of = Sheet of settlement { $id }: { $name }
sheet-link = Sheet to print
sheet-links = Sheets to print, one for each settlement
sheet-print = To print it or keep it as a PDF, press Ctrl and P (on a phone: menu, Share, Print). It is an A4 page, good in black and white too.
sheet-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
sheet-limit = Coverage limit:
sheet-limit-in-force = This is a trial: the office's limit is { $limit } m
sheet-do-not-publish = It shows where vulnerable families live: do not publish it.
sheet-straight-line = Distances are { straight-line }.

sheet-registered = In the register
sheet-served = Served
sheet-unserved = Not served
sheet-persons = { $count ->
    [one] person
   *[other] persons
}
sheet-in-households = { $count ->
    [one] in 1 household
   *[other] in { $count } households
}
sheet-households = Households
sheet-persons-head = Persons
sheet-total = Total
sheet-states = Who is served
sheet-uncertain-of-them = Of these, uncertain
sheet-bands = How far their kitchen is
sheet-distance = Distance
sheet-band-first = up to { $to } m
sheet-band = { $from } to { $to } m
sheet-band-last = over { $from } m
sheet-band-unknown = not known
sheet-distances = Distance by person
sheet-mean = Mean
sheet-median = Half, up to (median)
sheet-percentile-90 = 9 of 10, up to (90th perc.)
sheet-max = The greatest

sheet-kitchens = Their kitchens: the nearest to each household, or the one decided on
sheet-no-kitchens = No household of the settlement has a kitchen.
sheet-served-here = Serves here
sheet-too-far-here = Too far
sheet-load = Its load in all
sheet-rations = Rations
sheet-room = Left or lacking
sheet-other-kitchens = { $count ->
    [one] Another kitchen
   *[other] { $count } other kitchens
}

sheet-list = Households that are not served
sheet-list-none = None: every household of the settlement is served.
sheet-list-households = { $count ->
    [one] 1 household
   *[other] { $count } households
}
sheet-list-next-page = the list is on the next page
sheet-list-about = The office knows by its id who each of them is.
sheet-list-first = The first { $count } are listed; all are in the CSV.
sheet-list-persons = Pers.
sheet-list-reason = Reason
sheet-list-metres = Metres
sheet-list-kitchen = Kitchen
sheet-list-kitchens = Kitchens:
sheet-csv = All households that are not served, CSV for spreadsheets: it has addresses and is for the office only
sheet-json = The same figures, for programs (JSON)

sheet-map-about = Households of the settlement: filled where served, hollow where not, ringed where uncertain; kitchens, squares; gaps, dashed rings; the coverage limit, dotted circles. North is up.
sheet-legend-served = household served, in its kitchen's colour
sheet-legend-line = household served, with a line to its kitchen in its colour
sheet-legend-unserved = household not served
sheet-legend-uncertain = uncertain: by its GPS it might change
sheet-legend-kitchen = open kitchen
sheet-legend-closed = closed kitchen
sheet-legend-gap = gap: where households not served come together
sheet-legend-reach = { $limit } m from a kitchen
sheet-legend-outline = this settlement
sheet-legend-others = other settlements
