/** The place that is asked about, and what the service says of it. Both are in the address, so that a link shares them. */

import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";

import { asked, type Answer } from "../api/asked";
import { kitchensOf, nearest, settlementName, type Kitchen, type Nearest } from "../api/nearest";
import { keep, limit, more, revision } from "../state/view";
import type { Point, Understood } from "./position";
import { written } from "./position";

export type Mode = "new" | "list" | "fix";
export const MODES: readonly Mode[] = ["new", "list", "fix"];

/** Which of the three tasks is open: a household that was chosen on the map is there to be given another kitchen. */
export const mode = computed<Mode>(() => {
  const kept = more.value["assign"];
  return more.value["household"] ? "fix" : kept === "list" || kept === "fix" ? kept : "new";
});

export function open(next: Mode): void {
  batch(() => {
    keep("household", "");
    keep("assign", next === "new" ? "" : next);
  });
}

/** The place; `null` while none was given. */
export const at = computed<Point | null>(() => {
  const [lat, lon] = (more.value["at"] ?? "").split(",").map((part) => (part === "" ? NaN : Number(part)));
  return lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
});

/** Metres; `null` where it is not known. */
export const accuracy = computed<number | null>(() => {
  const metres = Number(more.value["accuracy"]);
  return metres > 0 && metres <= 100_000 ? metres : null;
});

/** What was taken for granted in text, and what else it may mean; gone with the next place. */
export const understood = signal<Understood | null>(null);

/** Counts the questions, so that what comes late is known to be late. */
let turn = 0;

export function ask(place: Point | null, metres: number | null, how: Understood | null = null): void {
  turn += 1;
  measured = false;
  batch(() => {
    understood.value = how;
    keep("at", place ? written(place) : "");
    keep("accuracy", metres === null ? "" : String(Math.round(metres * 10) / 10));
  });
}

/** Another place, by hand or by text: what the device measured is not about it. */
export function moveTo(place: Point, how: Understood | null = null): void {
  ask(place, how?.accuracy ?? (measured ? null : accuracy.peek()), how);
}

/** The device told the accuracy, which is of the place that it told. */
let measured = false;

/** Takes the place that the device will tell, unless another was asked about meanwhile or the panel was left. */
export function measuring(): (place: Point, metres: number) => void {
  const begun = turn;
  return (place, metres) => {
    if (begun !== turn) return;
    ask(place, metres);
    measured = true;
  };
}

let left: { readonly place: Point; readonly metres: number | null; readonly measured: boolean } | null = null;

/** The address is shared: it has the place only while this panel is open. */
export function leave(): void {
  const place = at.peek();
  left = place && { place, metres: accuracy.peek(), measured };
  batch(() => {
    ask(null, null);
    keep("assign", "");
    keep("household", "");
  });
}

/** The place that was asked about before the panel was closed. */
export function enter(): void {
  if (left && !at.peek()) {
    ask(left.place, left.metres);
    measured = left.measured;
  }
  left = null;
}

export interface Around {
  readonly nearest: Nearest;
  readonly kitchens: ReadonlyMap<string, Kitchen>;
  readonly settlement: string | null;
  readonly accuracy: number | null;
}

/** What a household there would get; `null` where no place was given. Rooms and kitchens change with every edit. */
export const around: ReadonlySignal<Answer<Around | null>> = asked<Around | null>((abort) => {
  const [place, metres, limit_m] = [at.value, accuracy.value, limit.value, revision.value];
  return place ? answered(place, metres, limit_m, abort) : Promise.resolve(null);
});

async function answered(place: Point, metres: number | null, limit_m: number | null, abort: AbortSignal): Promise<Around> {
  const answer = await nearest({ lon: place.lon, lat: place.lat, k: 3, accuracy_m: metres ?? undefined, limit_m: limit_m ?? undefined }, abort);
  const [kitchens, settlement] = await Promise.all([
    kitchensOf(answer.kitchens.map((kitchen) => kitchen.id), abort),
    answer.settlement_id === null ? null : settlementName(answer.settlement_id, abort),
  ]);
  return { nearest: answer, kitchens, settlement, accuracy: metres };
}

/** Farther than this from every kitchen, the place is hardly meant. */
const FAR_M = 5000;
export const isFar = ({ kitchens: [first] }: Nearest): boolean => first !== undefined && first.distance_m > FAR_M;
