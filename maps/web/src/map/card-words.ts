/** What a card says of a row, in plain words. */

import { UNSERVED } from "../api/reports";
import { metres, say } from "../words/words";
import type { Catchment, Gap, Household, Kitchen, Settlement, Unserved } from "./rows";

export interface Said {
  readonly title: string;
  /** The most important, in a line; marked where it is bad news. */
  readonly state: { readonly text: string; readonly good: boolean };
  readonly lines: readonly string[];
}

export interface Names {
  readonly kitchen: string | null;
  readonly next: string | null;
  readonly settlement: string | null;
}

const lines = (...all: (string | null | false)[]): string[] => all.filter((line): line is string => typeof line === "string" && line !== "");

/** A doubt whether it is this kitchen, or whether it is near enough: the service's rule, told apart. */
function doubt({ certainty, accuracy_m, margin_m }: Household, next: string | null): string {
  if (certainty === "certain") return say("card-certain");
  if (certainty === "unknown" || accuracy_m === null) return say("card-unknown");
  const accuracy = metres(accuracy_m);
  if (next !== null && margin_m !== null && margin_m <= 2 * accuracy_m) return say("card-doubt-kitchen", { accuracy });
  return say("card-doubt-limit", { accuracy });
}

export function householdSaid(of: Household, { kitchen, next, settlement }: Names, limit: number | null): Said {
  const served = of.state === "served";
  const reach = limit === null ? "" : metres(limit);
  return {
    title: say("card-household", { id: of.id }),
    state: { text: of.closed_on === null ? say(`card-state-${of.state}`, { limit: reach }) : say("card-left", { on: of.closed_on }), good: served },
    lines: lines(
      kitchen !== null && of.distance_m !== null && say("card-nearest", { kitchen, distance: metres(of.distance_m) }),
      of.fixed_kitchen_id !== null && say("card-fixed", { reason: of.fixed_reason ?? "" }),
      next !== null && of.next_distance_m !== null && say("card-next", { kitchen: next, distance: metres(of.next_distance_m) }),
      of.distance_m !== null && of.fixed_kitchen_id === null && doubt(of, next),
      say("card-persons", { persons: of.persons }),
      settlement === null ? say("card-outside") : say("card-settlement", { name: settlement }),
      of.address,
    ),
  };
}

export function kitchenSaid(of: Kitchen): Said {
  const open = of.status === "open";
  return {
    title: of.name,
    state: { text: say(`card-kitchen-${of.status}`, { kind: say(`card-kind-${of.kind}`) }), good: open },
    lines: lines(
      open && say("card-kitchen-served", { served: of.persons_served, persons: of.persons, households: of.households }),
      of.rations === null ? say("card-no-rations") : say("card-rations", { rations: of.rations }),
      of.rations !== null && of.persons_served > of.rations && say("card-rations-short", { missing: of.persons_served - of.rations }),
      of.mean_distance_m !== null && say("card-kitchen-distances", { mean: metres(of.mean_distance_m), max: metres(of.max_distance_m ?? of.mean_distance_m) }),
      of.address,
    ),
  };
}

/** How many are left out for each reason, where there are some. */
function why(of: Unserved): string[] {
  return UNSERVED.flatMap((state) => {
    const persons = { too_far: of.persons_too_far, no_kitchen: of.persons_no_kitchen, bad_position: of.persons_bad_position, served: 0 }[state];
    return persons > 0 ? [say(`card-why-${state}`, { persons })] : [];
  });
}

export function settlementSaid(of: Settlement): Said {
  return {
    title: of.name ?? of.id,
    state: { text: say("card-settlement-served", { served: of.persons_served, persons: of.persons }), good: of.persons_served === of.persons },
    lines: [...why(of), ...lines(say("card-households", { households: of.households }), of.mean_distance_m !== null && say("card-mean", { distance: metres(of.mean_distance_m) }))],
  };
}

export function gapSaid(of: Gap): Said {
  return {
    title: say("card-gap"),
    state: { text: say("card-gap-persons", { persons: of.persons, households: of.households }), good: false },
    lines: [...why(of), say("card-gap-meaning")],
  };
}

export function catchmentSaid(of: Catchment): Said {
  return {
    title: say("card-catchment", { name: of.name ?? of.id }),
    state: { text: say("card-catchment-persons", { persons: of.persons, households: of.households }), good: true },
    lines: [say("card-catchment-meaning"), say("card-area", { hectares: Math.round(of.area_m2 / 1_000) / 10 })],
  };
}
