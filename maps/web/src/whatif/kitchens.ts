/** Kitchens of the register, as far as the panel needs them: all where they are few, else those in view, those searched for, and those tried. */

import { computed, signal } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { ask } from "../api/client";
import type { PointFeature } from "../api/edits";
import { panel, revision } from "../state/view";
import type { Point } from "./ground";
import type { Kind } from "./scenario";

export interface Kitchen {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly status: "open" | "closed";
  /** `null` where its position is not known. */
  readonly at: Point | null;
}

/** As many as are listed or marked at once. */
export const MOST = 200;

interface Found {
  readonly kitchens: readonly Kitchen[];
  readonly matched: number;
}

interface Items {
  readonly numberMatched: number;
  readonly features: readonly PointFeature[];
}

function kitchen({ geometry, properties }: PointFeature): Kitchen {
  const { id, name, kind, status } = properties as Readonly<Record<string, string>>;
  const [lon, lat] = geometry?.coordinates ?? [];
  return {
    id: id ?? "",
    name: name ?? "",
    kind: kind === "olla_comun" ? kind : "comedor_popular",
    status: status === "closed" ? status : "open",
    at: lon === undefined || lat === undefined ? null : { lat, lon },
  };
}

async function items(query: Readonly<Record<string, string>>, signal: AbortSignal, limit = MOST): Promise<Found> {
  const found = await ask<Items>("/collections/kitchens/items", { query: { ...query, limit }, signal, headers: { Accept: "application/geo+json" } });
  return { kitchens: found.features.map(kitchen), matched: found.numberMatched };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** West, south, east, north of the map's view. */
export const view = signal<string | null>(null);
export const searched = signal("");
/** Those that the scenario or the address names, joined by commas. */
export const named = signal("");

const opened = computed(() => panel.value === "what-if");

/** Also says, by its dependency, that an edit may have changed them. */
const asOften = (): boolean => opened.value && revision.value >= 0;

export const first = asked((signal) => (asOften() ? items({}, signal) : null));
export const many = computed(() => (lastOf(first.value)?.matched ?? 0) > MOST);
const inView = asked((signal) => (asOften() && many.value && view.value !== null ? items({ bbox: view.value }, signal) : null));
export const found = asked((signal) => {
  const text = searched.value.trim();
  if (!asOften() || !many.value || text === "") return null;
  return items({ filter: `CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI(${quoted(`%${text.replace(/[\\%_]/gu, "\\$&")}%`)}))` }, signal, 30);
});
export const tried = asked((signal) => {
  const ids = named.value.split(",").filter((id) => id !== "");
  if (!asOften()) return null;
  return ids.length === 0 ? Promise.resolve({ kitchens: [], matched: 0 }) : items({ filter: `id IN (${ids.map(quoted).join(",")})` }, signal, 1000);
});

/** Those that can be moved on the map; `null`: too many are in view. */
export const marked = computed((): readonly Kitchen[] | null => {
  const near = lastOf(many.value ? inView.value : first.value);
  if (!near) return [];
  return near.matched > MOST ? null : near.kitchens;
});

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export const listed = computed((): readonly Kitchen[] => {
  const text = searched.value.trim();
  if (many.value && text !== "") return lastOf(found.value)?.kitchens ?? [];
  const shown = marked.value ?? [];
  return shown.filter(({ name }) => plain(name).includes(plain(text))).sort((a, b) => a.name.localeCompare(b.name));
});

/** Every kitchen that is known here, by its id. */
export const known = computed((): ReadonlyMap<string, Kitchen> => {
  const all = [first, inView, found, tried].flatMap((answer) => lastOf(answer.value)?.kitchens ?? []);
  return new Map(all.map((one) => [one.id, one]));
});

/** Those of the scenario that the register has; `undefined` until it is known. */
export const there = computed(() => (tried.value.kind === "there" ? new Set(tried.value.value.kitchens.map(({ id }) => id)) : undefined));
