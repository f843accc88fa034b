/** An answer in words. */

import type { NearKitchen, Nearest } from "../api/nearest";
import { metres, say } from "../words/words";

/** What is true of the place: its state, in one sentence. */
export function verdict({ state, kitchens: [first], limit_m }: Nearest): string {
  if (state === "no_kitchen" || !first) return say("assign-no-kitchen");
  const values = { kitchen: first.name, distance: metres(Math.round(first.distance_m)), limit: metres(limit_m) };
  return state === "served" ? say("assign-served", values) : say("assign-too-far", values);
}

/** How sure that is, and why. */
export function certainty({ certainty: how, kitchens: [first, second], limit_m, margin_m }: Nearest, accuracy: number | null): string {
  if (!first) return "";
  const atLimit = Math.abs(first.distance_m - limit_m);
  const values = {
    second: second?.name ?? "",
    distance: metres(Math.round(second?.distance_m ?? 0)),
    margin: metres(Math.round(margin_m ?? 0)),
    accuracy: metres(accuracy ?? 0),
    limit: metres(limit_m),
    from: metres(Math.round(atLimit)),
    bound: metres(Math.floor(Math.min(atLimit, (margin_m ?? Infinity) / 2))),
  };
  if (how === "unknown") return second ? say("assign-unknown", values) : say("assign-unknown-only", values);
  if (how === "uncertain") return margin_m !== null && accuracy !== null && margin_m <= 2 * accuracy ? say("assign-uncertain-second", values) : say("assign-uncertain-limit", values);
  return second ? say("assign-certain", values) : say("assign-certain-only", values);
}

/** How many more a kitchen can serve. */
export function room({ room: left, rations, persons_served }: NearKitchen): string {
  if (rations === null || left === null) return say("assign-room-unknown", { persons: persons_served });
  const values = { rations, persons: persons_served, left: Math.abs(left) };
  return left > 0 ? say("assign-room-left", values) : left === 0 ? say("assign-room-none", values) : say("assign-room-short", values);
}
