/** `/what-if`: what changes of kitchens would do; nothing is stored unless it is kept. */

import { send, type Asked } from "./client";
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
  /** Of the registers as they were tried with. */
  readonly tag: string | null;
}

async function posted(kitchens: readonly KitchenTried[], more: Pick<Asked, "query" | "headers" | "signal">): Promise<WhatIf> {
  const answer = await send("/what-if", { method: "POST", json: { kitchens }, ...more });
  return { ...((await answer.json()) as Omit<WhatIf, "tag">), tag: answer.headers.get("ETag") };
}

export const whatIf = (kitchens: readonly KitchenTried[], limit: number | null, signal?: AbortSignal): Promise<WhatIf> =>
  posted(kitchens, { query: { limit_m: limit ?? undefined }, signal });

/** Writes the changes, as one edit; refused where the registers are not those that they were tried with. */
export const keepWhatIf = (kitchens: readonly KitchenTried[], tag: string | null): Promise<WhatIf> =>
  posted(kitchens, { query: { keep: "true" }, headers: tag === null ? {} : { "If-Match": tag } });
