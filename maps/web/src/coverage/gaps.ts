/** The gaps of a settlement, or of all. */

import { gapsIn, households, MOST, placed, unservedIn, box, type Gap } from "../list/households";
import { linked } from "../list/linkage";

export interface Gaps {
  /** Most persons first. */
  readonly gaps: readonly Gap[];
  readonly matched: number;
  /** Not all of a settlement's could be told apart from its neighbours'. */
  readonly inexact: boolean;
}

/** Farther from a settlement's households than the middle of any gap that has one of them, metres. */
const AROUND = 5000;

/** A gap is a settlement's where one of its households is in the settlement: it may reach into the next one. */
export async function gapsOf(settlement: string | null, limit: number, signal?: AbortSignal): Promise<Gaps> {
  if (settlement === null) {
    const all = await gapsIn(undefined, limit, signal);
    return { gaps: byPersons(all.gaps), matched: all.matched, inexact: false };
  }
  const filter = `settlement_id = '${settlement.replaceAll("'", "''")}' AND state IN ('too_far','no_kitchen')`;
  const mine = await households(filter, limit, signal);
  const spots = placed(mine.rows);
  if (spots.length === 0) return { gaps: [], matched: 0, inexact: false };
  const { gaps } = await gapsIn(around(spots.map((row) => box(row, AROUND))).join(","), limit, signal);
  const near = gaps.filter((gap) => spots.some((row) => within(gap, row)));
  const all = await households(unservedIn(around(near.map((gap) => box(gap.at, gap.radius_m + 1)))), limit, signal);
  const ids = new Set(mine.rows.map((row) => row.id));
  const groups = [...linked(placed(all.rows))].filter(([, rows]) => rows.some((row) => ids.has(row.id)));
  const found = near.filter((gap) => groups.some(([id, rows]) => id === gap.id && rows.length === gap.households));
  return { gaps: byPersons(found), matched: found.length, inexact: found.length < groups.length || mine.matched > MOST };
}

function within(gap: Gap, row: { readonly lon: number; readonly lat: number }): boolean {
  const [west, south, east, north] = box(gap.at, gap.radius_m + 1);
  return row.lon >= west && row.lon <= east && row.lat >= south && row.lat <= north;
}

function around(boxes: readonly (readonly [number, number, number, number])[]): number[] {
  return boxes.reduce<[number, number, number, number]>(
    ([west, south, east, north], [w, s, e, n]) => [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, n)],
    [180, 90, -180, -90],
  );
}

export const byPersons = (gaps: readonly Gap[]): Gap[] => [...gaps].sort((a, b) => b.persons - a.persons || (a.id < b.id ? -1 : 1));
