/** What became of a household, and the shape that says so. */

import type { Reassigned } from "../api/edits";

/** `lost` and `gained` are about being served; `moved` changes kitchen and stays as it was. */
export const FATES = ["lost", "gained", "moved"] as const;
export type Fate = (typeof FATES)[number];

export function fate({ state_before, state_after }: Pick<Reassigned, "state_before" | "state_after">): Fate {
  if (state_before === "served" && state_after !== "served") return "lost";
  return state_before !== "served" && state_after === "served" ? "gained" : "moved";
}

export const COLOUR: Readonly<Record<Fate, string>> = { lost: "#a50026", gained: "#006837", moved: "#1a1a1a" };

type Offset = readonly [x: number, y: number];

/** Corners about a place, in units of the shape's half size, y downwards: a cross (two strokes), a triangle, a diamond. */
export const SHAPE: Readonly<Record<Fate, readonly (readonly Offset[])[]>> = {
  lost: [
    [[-1, -1], [1, 1]],
    [[-1, 1], [1, -1]],
  ],
  gained: [[[0, -1.2], [1.1, 0.8], [-1.1, 0.8]]],
  moved: [[[0, -0.8], [0.8, 0], [0, 0.8], [-0.8, 0]]],
};
