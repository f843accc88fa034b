/** What a column may mean, by what a file has; and the reference systems of coordinates that Peru uses. */

import type { Register } from "../api/edits";

export interface Meanings {
  /** Shown always: without them the rest is of little use. */
  readonly main: readonly string[];
  readonly more: readonly string[];
}

export const POSITION = ["lon", "lat"] as const;

const MEANINGS: Readonly<Record<Register, Meanings>> = {
  households: { main: ["persons", "accuracy_m", "address", "code"], more: ["declared_settlement_id", "fixed_kitchen_id", "fixed_reason", "closed_on"] },
  kitchens: { main: ["name", "kind", "status", "rations", "address"], more: [] },
  settlements: { main: ["name"], more: [] },
};

export const meanings = (layer: Register): Meanings => MEANINGS[layer];

/** Systems with names of their own in the messages, as `EPSG:code`. */
export const SYSTEMS = [
  "EPSG:4326",
  "EPSG:32718",
  "EPSG:32717",
  "EPSG:32719",
  "EPSG:24878",
  "EPSG:24877",
  "EPSG:24879",
  "EPSG:5387",
  "EPSG:5389",
] as const;

/** `32718` or `epsg: 32718` as `EPSG:32718`; `null` where it is neither. */
export function systemCode(text: string): string | null {
  const code = /^\s*(?:epsg\s*:)?\s*(\d{4,6})\s*$/iu.exec(text)?.[1];
  return code === undefined ? null : `EPSG:${code}`;
}
