/** The answer in sentences that can be read aloud. */

import type { CoverageRow } from "../api/reports";
import { count, metres, say } from "../words/words";
import { figure, percent, type Unit } from "./figures";

/** Who is served, of all; then who is not, by reason. */
export function sentences(row: CoverageRow, unit: Unit, limit: number): string[] {
  const all = row[unit];
  if (all === 0) return [say("coverage-nobody")];
  const served = figure(row, unit, "served");
  const said = [say("coverage-answer", { unit, n: served, of: all, served: count(served), all: count(all), percent: percent(served, all) })];
  const of = (state: string) => {
    const n = figure(row, unit, state);
    return { n, values: { unit, n, count: count(n) } };
  };
  const far = of("too_far");
  if (far.n > 0) said.push(say("coverage-answer-too-far", { ...far.values, limit: metres(limit) }));
  const none = of("no_kitchen");
  if (none.n > 0) said.push(say("coverage-answer-no-kitchen", { count: count(none.n) }));
  const lost = of("bad_position");
  if (lost.n > 0) said.push(say("coverage-answer-bad-position", lost.values));
  return said;
}
