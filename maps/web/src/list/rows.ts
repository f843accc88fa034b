/** Rows of the list of households, and their order. */

import type { State } from "../api/reports";

export interface Household {
  readonly id: string;
  readonly persons: number | null;
  readonly settlement_id: string | null;
  readonly state: State;
  readonly kitchen_id: string | null;
  readonly distance_m: number | null;
  readonly next_distance_m: number | null;
  readonly certainty: "certain" | "uncertain" | "unknown" | null;
  /** `null` where nobody knows. */
  readonly at: { readonly lon: number; readonly lat: number } | null;
}

export const COLUMNS = ["id", "persons", "settlement_id", "state", "kitchen_id", "distance_m", "next_distance_m", "certainty"] as const;
export type Column = (typeof COLUMNS)[number];
export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** What a person reads in a column, by which texts are ordered and found. */
export type Words = (row: Household, column: Column) => string;

/** Numbers by size, texts as they are read; what is not known comes last either way. Of equals, by id. */
export function sorted(rows: readonly Household[], { column, descending }: Order, words: Words): Household[] {
  const way = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return x === y ? compared(a.id, b.id) : x === null ? 1 : -1;
    const by = typeof x === "number" && typeof y === "number" ? x - y : compared(words(a, column), words(b, column));
    return by * way || compared(a.id, b.id);
  });
}

const collator = new Intl.Collator("es", { numeric: true });
const compared = (a: string, b: string): number => collator.compare(a, b);

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Those in which each word of the text is read somewhere, accents and capitals aside. */
export function found(rows: readonly Household[], text: string, words: Words): Household[] {
  const sought = plain(text).split(/\s+/u).filter((word) => word !== "");
  if (sought.length === 0) return [...rows];
  return rows.filter((row) => {
    const read = plain(["id", "settlement_id", "state", "kitchen_id", "certainty"].map((column) => words(row, column as Column)).join(" "));
    return sought.every((word) => read.includes(word));
  });
}

/** A household without a number of persons is counted as one, as in the reports. */
export const personsOf = (rows: readonly Household[]): number => rows.reduce((sum, row) => sum + (row.persons ?? 1), 0);
