/** `/what-if`: what changes of kitchens would do; nothing is stored unless it is kept. */

import { ask } from "./client";
import type { Done, Reassigned } from "./edits";

/** With an id, a change of that kitchen; without, a kitchen that is added, open. */
export interface KitchenTried {
  readonly id?: string;
  readonly status?: "open" | "closed";
  readonly lon?: number;
  readonly lat?: number;
  readonly name?: string;
  readonly kind?: "comedor_popular" | "olla_comun";
}

export interface ReassignedFeature {
  readonly geometry: { readonly coordinates: readonly [number, number] } | null;
  readonly properties: Reassigned & { readonly to_lon: number | null; readonly to_lat: number | null };
}

export interface WhatIf extends Done {
  /** At most 1,000. */
  readonly features: { readonly features: readonly ReassignedFeature[] };
  /** The ids of those that were added, in their order. */
  readonly kitchens: readonly string[];
}

export const whatIf = (kitchens: readonly KitchenTried[], limit: number | null, signal?: AbortSignal): Promise<WhatIf> =>
  ask("/what-if", { method: "POST", query: { limit_m: limit ?? undefined }, json: { kitchens }, signal });

/** Writes the changes, as one edit. */
export const keepWhatIf = (kitchens: readonly KitchenTried[]): Promise<WhatIf> => ask("/what-if", { method: "POST", query: { keep: "true" }, json: { kitchens } });
