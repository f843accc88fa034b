/** Where the pointer is, or, where there is none, the map's centre. */

import { signal } from "@preact/signals";

import type { Picked } from "./port";

export interface Pointed extends Picked {
  readonly by: "pointer" | "centre";
}

export const pointed = signal<Pointed | null>(null);
