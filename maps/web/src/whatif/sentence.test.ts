import { describe, expect, it } from "vitest";

import { locale, say } from "../words/words";
import { sentence } from "./sentence";

const household = (from: string, to: string) => ({ id: "H-1", from, to, state_before: "served", state_after: "served" }) as const;
const settlement = (before: number, after: number) => ({ before: { persons_served: before }, after: { persons_served: after } });

function words(moved: number, stayed: number, served: readonly (readonly [number, number])[], leftOut = 0): string {
  const households = [...Array.from({ length: moved }, () => household("K-1", "K-2")), ...Array.from({ length: stayed }, () => household("K-1", "K-1"))];
  const done = { reassigned: households.length + leftOut, households, households_left_out: leftOut, coverage: served.map(([before, after]) => settlement(before, after)) };
  return sentence(done).map(([key, values]) => say(key, values)).join("; ");
}

describe("what a scenario does", () => {
  it.each([
    [12, 3, [[100, 138]], 0, "12 hogares cambian de cocina; 38 personas más quedan atendidas"],
    [1, 0, [[5, 6]], 0, "1 hogar cambia de cocina; 1 persona más queda atendida"],
    [75, 0, [[100, 90], [20, 2], [3, 4]], 0, "75 hogares cambian de cocina; 27 personas menos quedan atendidas"],
    [1, 0, [[5, 4]], 0, "1 hogar cambia de cocina; 1 persona menos queda atendida"],
    [0, 0, [], 0, "Ningún hogar cambia de cocina; las personas atendidas son las mismas"],
    [2, 0, [[5, 2], [2, 5]], 0, "2 hogares cambian de cocina; las personas atendidas son las mismas"],
    [1000, 0, [], 234, "1,234 hogares cambian de cocina o de estado; las personas atendidas son las mismas"],
  ])("%i of %i, served %j, %i unnamed: %s", (moved, stayed, served, leftOut, expected) => {
    locale.value = "es";
    expect(words(moved, stayed, served as [number, number][], leftOut)).toBe(expected);
  });
});
