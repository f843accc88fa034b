/** What a scenario does, in a few words. */

import type { Covered } from "../api/edits";
import type { WhatIf } from "../api/whatif";

/** A message's key and its values. */
export type Words = readonly [key: string, values: Readonly<Record<string, number>>];

type Counted = Pick<WhatIf, "reassigned" | "households" | "households_left_out"> & {
  readonly coverage: readonly { readonly before: Pick<Covered, "persons_served">; readonly after: Pick<Covered, "persons_served"> }[];
};

/** Persons served, more (or fewer, below 0) than before. */
export const gained = ({ coverage }: Pick<Counted, "coverage">): number =>
  coverage.reduce((sum, { before, after }) => sum + after.persons_served - before.persons_served, 0);

export function sentence(done: Counted): readonly [households: Words, persons: Words] {
  // Of those that are not named nobody says whether it was the kitchen or only the distance that changed.
  const households: Words =
    done.households_left_out > 0
      ? ["what-if-households-changed", { households: done.reassigned }]
      : ["what-if-households-moved", { households: done.households.filter(({ from, to }) => from !== to).length }];
  const persons = gained(done);
  if (persons === 0) return [households, ["what-if-served-same", {}]];
  return [households, persons > 0 ? ["what-if-served-more", { persons }] : ["what-if-served-fewer", { persons: -persons }]];
}
