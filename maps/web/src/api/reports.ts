/** `/reports/coverage` and `/settings`. */

import { ask } from "./client";

export type State = "served" | "too_far" | "no_kitchen" | "bad_position";
export const UNSERVED: readonly State[] = ["too_far", "no_kitchen", "bad_position"];

/** A settlement, what is outside all of them, or the total. Names as on the wire, distances in metres. */
export interface CoverageRow {
  readonly row: "settlement" | "outside" | "total";
  readonly settlement_id: string | null;
  readonly name: string | null;
  readonly households: number;
  readonly persons: number;
  readonly mean_distance_m: number | null;
  readonly median_distance_m: number | null;
  readonly percentile_90_distance_m: number | null;
  readonly max_distance_m: number | null;
  /** `households_{state}`, `persons_{state}`, `persons_to_250_m`, `persons_beyond_1000_m`, ... */
  readonly [figure: string]: number | string | null;
}

export interface KitchenRow {
  readonly id: string;
  readonly name: string;
  readonly kind: "comedor_popular" | "olla_comun";
  readonly status: "open" | "closed";
  readonly rations: number | null;
  readonly households: number;
  readonly persons: number;
  readonly persons_served: number;
  readonly mean_distance_m: number | null;
  readonly max_distance_m: number | null;
}

export interface Coverage {
  readonly limit_m: number;
  readonly revision: number;
  readonly tables: { readonly settlements: readonly CoverageRow[]; readonly kitchens: readonly KitchenRow[]; readonly gaps: readonly Record<string, unknown>[] };
}

export interface Settings {
  readonly coverage_limit_m: number;
  readonly distance_bands_m: readonly number[];
}

export const coverage = (limit: number, signal?: AbortSignal): Promise<Coverage> => ask("/reports/coverage", { query: { limit_m: limit }, signal });
export interface Tables extends Pick<Coverage["tables"], "settlements" | "kitchens"> {
  readonly limit_m: number;
}

/** Without the households that are named one by one, which may be very many. */
export async function tables(limit: number, signal?: AbortSignal): Promise<Tables> {
  const of = (table: string): Promise<Coverage> => ask("/reports/coverage", { query: { limit_m: limit, table }, signal });
  const [settlements, kitchens] = await Promise.all([of("settlements"), of("kitchens")]);
  return { limit_m: settlements.limit_m, settlements: settlements.tables.settlements, kitchens: kitchens.tables.kitchens };
}

/** Distance bands other than the office's own, of everyone or of a settlement: the row of the total. */
export async function bandsTo(ends: readonly number[], limit: number, settlement: string | null, signal?: AbortSignal): Promise<CoverageRow | undefined> {
  const query = { limit_m: limit, table: "settlements", bands_m: ends.join(","), settlement: settlement ?? undefined };
  const report = await ask<Coverage>("/reports/coverage", { query, signal });
  return report.tables.settlements.find((row) => row.row === "total");
}

export const settings = (signal?: AbortSignal): Promise<Settings> => ask("/settings", { signal });
