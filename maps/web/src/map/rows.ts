/** Rows of the layers, as cards show them. */

import { ask } from "../api/client";
import type { State } from "../api/reports";

export interface Row<P> {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: P;
}

export interface Household {
  readonly id: string;
  readonly persons: number;
  readonly address: string | null;
  readonly accuracy_m: number | null;
  readonly fixed_kitchen_id: string | null;
  readonly fixed_reason: string | null;
  readonly closed_on: string | null;
  readonly settlement_id: string | null;
  readonly state: State;
  readonly kitchen_id: string | null;
  readonly distance_m: number | null;
  readonly next_kitchen_id: string | null;
  readonly next_distance_m: number | null;
  readonly margin_m: number | null;
  readonly certainty: "certain" | "uncertain" | "unknown" | null;
}

export interface Kitchen {
  readonly id: string;
  readonly name: string;
  readonly kind: "comedor_popular" | "olla_comun";
  readonly status: "open" | "closed";
  readonly address: string | null;
  readonly rations: number | null;
  readonly households: number;
  readonly persons: number;
  readonly persons_served: number;
  readonly mean_distance_m: number | null;
  readonly max_distance_m: number | null;
}

/** Of settlements and gaps: people by why they are not served. */
export interface Unserved {
  readonly persons_bad_position: number;
  readonly persons_no_kitchen: number;
  readonly persons_too_far: number;
}

export interface Settlement extends Unserved {
  readonly id: string;
  readonly name: string | null;
  readonly households: number;
  readonly persons: number;
  readonly persons_served: number;
  readonly mean_distance_m: number | null;
}

export interface Gap extends Unserved {
  readonly id: string;
  readonly households: number;
  readonly persons: number;
  readonly radius_m: number;
}

export interface Catchment {
  readonly id: string;
  readonly name: string | null;
  readonly households: number;
  readonly persons: number;
  readonly area_m2: number;
}

/** `limit` is the one that is tried out, metres. */
export function row<P>(layer: string, id: string, limit: number | null, signal?: AbortSignal): Promise<Row<P>> {
  return ask(`/collections/${layer}/items/${encodeURIComponent(id)}`, { query: { limit_m: limit ?? undefined }, signal });
}

/** The name of a row; its id where it has none. */
export async function nameOf(layer: "kitchens" | "settlements", id: string | null, signal?: AbortSignal): Promise<string | null> {
  if (id === null) return null;
  const { properties } = await row<{ name: string | null }>(layer, id, null, signal);
  return properties.name ?? id;
}
