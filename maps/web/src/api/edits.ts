/** Edits of the registers, what they did, and taking them back. */

import { ask, Problem, send } from "./client";
import type { State } from "./reports";

export interface Covered {
  readonly households: number;
  readonly persons: number;
  readonly persons_served: number;
  readonly persons_too_far: number;
  readonly persons_no_kitchen: number;
  readonly persons_bad_position: number;
}

export interface Reassigned {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly state_before: State | null;
  readonly state_after: State | null;
}

/** What an edit did, or would do. */
export interface Done {
  readonly revision: number;
  readonly dry_run: boolean;
  readonly ids: readonly string[];
  readonly reassigned: number;
  /** At most 1,000 of them are named. */
  readonly households: readonly Reassigned[];
  readonly households_left_out: number;
  readonly coverage: readonly { readonly settlement_id: string | null; readonly before: Covered; readonly after: Covered }[];
  readonly limit_m: number;
}

export type Register = "settlements" | "kitchens" | "households";
export interface PointFeature {
  readonly type: "Feature";
  readonly id?: string;
  readonly geometry: { readonly type: "Point"; readonly coordinates: readonly [number, number] } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const add = (register: Register, features: readonly PointFeature[], query: { readonly dry_run?: "true" } = {}): Promise<Done> =>
  ask(`/collections/${register}/items`, { method: "POST", query, type: "application/geo+json", json: { type: "FeatureCollection", features } });

/** The same rows, each with the id that it would be given. */
export async function namedFor(register: Register, features: readonly PointFeature[]): Promise<readonly PointFeature[]> {
  const { ids } = await add(register, features, { dry_run: "true" });
  return features.map((feature, at) => ({ ...feature, ...(ids[at] === undefined ? {} : { id: ids[at] }) }));
}

/** Takes an edit back, which is an edit too. */
export const undo = (revision: number): Promise<Done> => ask(`/edits/${revision}/undo`, { method: "POST" });

/** Whether rows of a register may be written here. Throws {@link Problem} where that cannot be asked. */
export async function editable(register: Register, signal?: AbortSignal): Promise<boolean> {
  try {
    const answer = await send(`/collections/${register}/items`, { method: "OPTIONS", signal });
    return answer.headers.get("Allow")?.includes("POST") ?? false;
  } catch (error) {
    if (error instanceof Problem && (error.status === 401 || error.status === 403)) return false;
    throw error;
  }
}
