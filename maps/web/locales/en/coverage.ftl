# Coverage: who is served, who is not, and why.
coverage-nobody = There are no households in the register yet. Bring them in with “Import”.
coverage-answer = { $unit ->
    [households] { $served } of { $all } { $of ->
        [one] household is served
       *[other] households { $n ->
            [one] is served
           *[other] are served
        }
    } ({ $percent }%).
   *[persons] { $served } of { $all } { $of ->
        [one] person is served
       *[other] people { $n ->
            [one] is served
           *[other] are served
        }
    } ({ $percent }%).
}
coverage-answer-too-far = { $unit ->
    [households] { $n ->
        [one] { $count } is
       *[other] { $count } are
    } more than { $limit } from a kitchen.
   *[persons] { $n ->
        [one] { $count } lives
       *[other] { $count } live
    } more than { $limit } from a kitchen.
}
coverage-answer-no-kitchen = For { $count } no kitchen is open.
coverage-answer-bad-position = { $unit ->
    [households] The position of { $count } is not known.
   *[persons] Where { $n ->
        [one] { $count } lives is not known.
       *[other] { $count } live is not known.
    }
}
coverage-all-settlements = See all settlements
coverage-no-such-settlement = There is no settlement “{ $id }”.
coverage-limit = Coverage limit
coverage-limit-number = Coverage limit in metres
coverage-limit-own = { $limit }: the office's
coverage-limit-drag = Move the slider to see what another limit would do, in a straight line.
coverage-limit-tried = You are trying { $limit }; nothing is stored.
coverage-limit-at = limit: { $limit }
coverage-settlements = Settlements
coverage-states = Who is served
coverage-settlement = Settlement
coverage-count-in = Count in
coverage-unit-persons = People
coverage-unit-households = Households
coverage-state-served = Served
coverage-state-too_far = Too far
coverage-state-no_kitchen = No open kitchen
coverage-state-bad_position = No position
coverage-all = All
coverage-row-outside = Outside all settlements
coverage-row-total = Total
coverage-reconciles = The rows add up to the total, which is the register's. Pick a number to see those households, or a name to see its gaps.
coverage-reconciles-not = The rows do not add up to the total. Tell whoever looks after the system before you use these figures.
coverage-search = Search by name
coverage-settlements-none = There are no settlements in the register yet, and without them all households are outside. Bring their outlines in with “Import”: choose “Settlements” there.
coverage-settlements-import = Import settlements
coverage-none-found = None has that name.
coverage-show-more = Show more ({ $shown } of { $count })
coverage-gaps = Gaps
coverage-gaps-what = Groups of households that are not served, each within 100 m of the next. The largest first.
coverage-gaps-whose = Groups of households that are not served, each within 100 m of the next, with at least one household in this settlement; they may reach into the next.
coverage-gaps-none = There are no gaps here at this limit.
coverage-gaps-inexact = It could not be told exactly which gaps are this settlement's: one may be missing.
coverage-gaps-more = There are { $count } gaps; these are the first { $most }.
coverage-gap-persons = { $n ->
    [one] { $count } person
   *[other] { $count } people
}
coverage-gap-households = { $n ->
    [one] { $count } household
   *[other] { $count } households
}
coverage-gap-alone = one place
coverage-gap-radius = within a radius of { $radius }
coverage-gap-name = gap { $id }
coverage-why-too-far = too far
coverage-why-no-kitchen = no open kitchen
coverage-why-both = too far or no kitchen
coverage-distances = Distance to the kitchen, in a straight line
coverage-bands-persons = People by distance to their kitchen
coverage-bands-households = Households by distance to their kitchen
coverage-band-first = up to { $to }
coverage-band = { $from } to { $to }
coverage-band-beyond = over { $from }
coverage-band-fixed = fixed assignment, no position
coverage-band-unknown = no position
coverage-distribution-persons = People by distance to their kitchen, in columns.
coverage-distribution-households = Households by distance to their kitchen, in columns.
coverage-usual = On average a person lives { $mean } from their kitchen. Half live within { $median }; nine in ten within { $ninth }; whoever is farthest, { $max } away.
coverage-as-table = See as a table
coverage-distance = Distance
coverage-kitchens = Kitchens and rations
coverage-kitchens-none = There are no kitchens in the register yet.
coverage-kitchens-what = People served by each kitchen against its rations
coverage-kitchen = Kitchen
coverage-kitchen-served = People
coverage-kitchen-rations = Rations
coverage-kitchen-room = Enough?
coverage-kitchen-closed = closed
coverage-kitchen-full = just enough
coverage-kitchen-lacks = { $n ->
    [one] { $count } ration short
   *[other] { $count } rations short
}
coverage-kitchen-left = { $n ->
    [one] { $count } ration left
   *[other] { $count } rations left
}
coverage-no-figure = no figure
coverage-take = To take away
coverage-sheet = Sheet of the settlement, to print
coverage-csv = This report as CSV
coverage-uncertain = { $unit ->
    [households] { $n ->
        [one] household has
       *[other] households have
    }
   *[persons] { $n ->
        [one] person has
       *[other] people have
    }
} an uncertain assignment: the GPS error could change their kitchen or whether they are served.
coverage-assumed = { $n ->
    [one] { $count } household has no number of people and counts as one person.
   *[other] { $count } households have no number of people and count as one person each.
}
