/** A registered household whose kitchen is to be another: itself, the kitchens around it, and what a choice would change. */

import { computed, signal, type ReadonlySignal } from "@preact/signals";

import { asked, type Answer } from "../api/asked";
import type { Done } from "../api/edits";
import { households, kitchensOf, nearest, openKitchens, settlementName, taggedHousehold, tryToFix, type Household, type Kitchen, type NearKitchen } from "../api/nearest";
import { limit, more, revision, triedLimit } from "../state/view";

/** The id or code that is looked for; "" is none. */
export const sought = computed(() => more.value["household"] ?? "");
/** The kitchen that is chosen for it; `null` is none yet, "" is none any more. */
export const choice = signal<string | null>(null);

export interface Chosen {
  readonly household: Household;
  /** Of the household as it is shown. */
  readonly tag: string | null;
  /** The open ones nearest to it, in order; none where it has no position. */
  readonly near: readonly NearKitchen[];
  readonly open: readonly Kitchen[];
  /** Its own, and all open ones. */
  readonly kitchens: ReadonlyMap<string, Kitchen>;
}

/** The one household, or several with that code, or none. */
export const chosen: ReadonlySignal<Answer<Chosen | readonly Household[]>> = asked<Chosen | readonly Household[]>((abort) => {
  const [text, limit_m] = [sought.value.trim(), limit.value, revision.value];
  return text === "" ? Promise.resolve([]) : found(text, limit_m, triedLimit.value, abort);
});

async function found(text: string, limit_m: number | null, triedLimit_m: number | null, abort: AbortSignal): Promise<Chosen | readonly Household[]> {
  const alike = await households(text, abort);
  const meant = alike.find(({ id }) => id === text) ?? (alike.length === 1 ? alike[0] : undefined);
  if (!meant) return alike;
  const { household, tag } = await taggedHousehold(meant.id, triedLimit_m, abort);
  const { lon, lat } = household;
  const own = [household.kitchen_id, household.fixed_kitchen_id].filter((id) => id !== null);
  const [around, open, ofItself] = await Promise.all([
    lon === null || lat === null ? null : nearest({ lon, lat, k: 10, limit_m: limit_m ?? undefined }, abort),
    openKitchens(abort),
    kitchensOf(own, abort),
  ]);
  const sorted = open.toSorted((a, b) => a.name.localeCompare(b.name, "es"));
  return { household, tag, near: around?.kitchens ?? [], open: sorted, kitchens: new Map([...ofItself, ...open.map((kitchen) => [kitchen.id, kitchen] as const)]) };
}

export interface Change {
  readonly done: Done;
  readonly settlements: ReadonlyMap<string, string>;
}

/** What the choice would do; nothing is written. */
export const change: ReadonlySignal<Answer<Change | null>> = asked<Change | null>((abort) => {
  const [answer, kitchen] = [chosen.value, choice.value];
  return kitchen === null || answer.kind !== "there" || !("household" in answer.value) ? Promise.resolve(null) : tried(answer.value.household.id, kitchen, abort);
});

async function tried(id: string, kitchen: string, abort: AbortSignal): Promise<Change> {
  const done = await tryToFix(id, kitchen === "" ? null : kitchen, abort);
  const ids = done.coverage.map((row) => row.settlement_id).filter((name) => name !== null);
  const names = await Promise.all(ids.map(async (name) => [name, await settlementName(name, abort)] as const));
  return { done, settlements: new Map(names) };
}
