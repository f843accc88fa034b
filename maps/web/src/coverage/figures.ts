/** Figures of a report's row, in persons or in households. */

import { UNSERVED, type CoverageRow, type State } from "../api/reports";

export type Unit = "persons" | "households";
export const UNITS: readonly Unit[] = ["persons", "households"];
export const STATES: readonly State[] = ["served", ...UNSERVED];

/** Farther than `from`, up to and with `to`; `null` is without end. Metres. */
export interface Band {
  readonly from: number;
  readonly to: number | null;
}

export function figure(row: CoverageRow, unit: Unit, what: string): number {
  const value = row[`${unit}_${what}`];
  return typeof value === "number" ? value : 0;
}

export const unserved = (row: CoverageRow, unit: Unit): number => UNSERVED.reduce((sum, state) => sum + figure(row, unit, state), 0);

/** The bands that a row has columns for, nearest first. */
export function bandsOf(row: CoverageRow): Band[] {
  const ends = Object.keys(row).flatMap((name) => {
    const end = /^persons_to_(\d+(?:\.\d+)?)_m$/u.exec(name)?.[1];
    return end === undefined ? [] : [Number(end)];
  });
  ends.sort((a, b) => a - b);
  const last = ends.at(-1);
  const bands: Band[] = ends.map((to, index) => ({ from: ends[index - 1] ?? 0, to }));
  return last === undefined ? bands : [...bands, { from: last, to: null }];
}

export const inBand = (row: CoverageRow, unit: Unit, band: Band): number => figure(row, unit, band.to === null ? `beyond_${band.from}_m` : `to_${band.to}_m`);

export const totalOf = (rows: readonly CoverageRow[]): CoverageRow | undefined => rows.find((row) => row.row === "total");

/** Whether every row's states make up the row, and the rows make up the total. */
export function reconciles(rows: readonly CoverageRow[], unit: Unit): boolean {
  const total = totalOf(rows);
  if (!total) return false;
  const parts = rows.filter((row) => row.row !== "total");
  const sum = (value: (row: CoverageRow) => number): number => parts.reduce((all, row) => all + value(row), 0);
  return (
    sum((row) => row[unit]) === total[unit] &&
    STATES.every((state) => sum((row) => figure(row, unit, state)) === figure(total, unit, state)) &&
    rows.every((row) => figure(row, unit, "served") + unserved(row, unit) === row[unit])
  );
}

/** Whole per cent; 100 only where it is everyone and 0 only where it is nobody. */
export function percent(part: number, all: number): number {
  if (all === 0) return 0;
  const rounded = Math.round((100 * part) / all);
  if (rounded === 100 && part < all) return 99;
  return rounded === 0 && part > 0 ? 1 : rounded;
}

/** Most persons not served first; of equals, by name. */
export function byNeed(rows: readonly CoverageRow[], unit: Unit): CoverageRow[] {
  return [...rows].sort((a, b) => unserved(b, unit) - unserved(a, unit) || (a.name ?? "").localeCompare(b.name ?? ""));
}
