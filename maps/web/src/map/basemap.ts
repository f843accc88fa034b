/** The background under the layers, if the service has one; another's only once the person has chosen it, for this visit. */

import { computed, signal } from "@preact/signals";

import { asked } from "../api/asked";
import { ask } from "../api/client";
import { firstViewOver } from "../state/first-view";

export type Basemap =
  | { readonly kind: "none" }
  | {
      readonly kind: "local";
      readonly tiles: string;
      readonly format: "png" | "jpg" | "webp" | "pbf";
      readonly minzoom: number;
      readonly maxzoom: number;
      readonly attribution: string | null;
    }
  | { readonly kind: "online"; readonly tiles: string; readonly maxzoom: number; readonly attribution: string; readonly host: string };

const NONE: Basemap = { kind: "none" };

const answer = asked((signal) => (firstViewOver.value ? ask<Basemap>("/basemap", { signal }) : null));

/** None as well where the service does not say. */
export const basemap = computed<Basemap>(() => (answer.value.kind === "there" ? answer.value.value : NONE));

/** The person wants the online one. */
export const onlineWanted = signal(false);

export const shownBasemap = computed<Basemap>(() => (basemap.value.kind === "online" && !onlineWanted.value ? NONE : basemap.value));

/** The words of an attribution, which may be written as HTML: nothing of it is run or linked. */
export function attributionText(html: string): string {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
}
