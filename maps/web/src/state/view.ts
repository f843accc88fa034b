/**
 * What the person is looking at. All of it is in the address after `#`, which browsers send to nobody: a link shares the view, and
 * Back goes back.
 */

import { batch, computed, effect, signal } from "@preact/signals";

import { isLocale } from "../words/locale";
import { locale } from "../words/words";

export const LAYERS = ["settlements", "catchments", "assignments", "households", "gaps", "kitchens"] as const;
export type LayerName = (typeof LAYERS)[number];
export const PANELS = ["map", "coverage", "assign", "what-if", "import"] as const;
export type PanelName = (typeof PANELS)[number];

export interface Place {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** Where the map is; `null` until it was moved: everything in view. */
export const place = signal<Place | null>(null);
export const layers = signal<ReadonlySet<LayerName>>(new Set(LAYERS));
export const panel = signal<PanelName>("map");
/** The coverage limit that is tried out, metres; `null` is the office's own. */
export const triedLimit = signal<number | null>(null);
/** The settlement that is looked at. */
export const settlement = signal<string | null>(null);
/** What a panel keeps in the address beside these, by its own names; "" is left out. */
export const more = signal<Readonly<Record<string, string>>>({});

/** The store's revision that was last seen: everything that is shown is asked for anew when it changes. */
export const revision = signal(0);
/** The office's coverage limit, metres, once it is known. */
export const ownLimit = signal<number | null>(null);
export const limit = computed(() => triedLimit.value ?? ownLimit.value);

const NAMES = ["map", "layers", "panel", "limit", "settlement", "lang"];

/** The view as text, without `#`. */
export function written(): string {
  const parts: [string, string][] = [];
  const at = place.value;
  if (at) parts.push(["map", `${at.zoom}/${at.lat.toFixed(5)}/${at.lon.toFixed(5)}`]);
  if (layers.value.size < LAYERS.length) parts.push(["layers", LAYERS.filter((layer) => layers.value.has(layer)).join(",") || "-"]);
  if (panel.value !== "map") parts.push(["panel", panel.value]);
  if (triedLimit.value !== null) parts.push(["limit", String(triedLimit.value)]);
  if (settlement.value !== null) parts.push(["settlement", settlement.value]);
  if (locale.value !== "es") parts.push(["lang", locale.value]);
  for (const [name, value] of Object.entries(more.value)) if (value !== "") parts.push([name, value]);
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3A", ":")}`).join("&");
}

const oneOf = <T extends string>(known: readonly T[], text: string | undefined): T | undefined => known.find((name) => name === text);

function placeOf(text: string | undefined): Place | null {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  return zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : null;
}

/** Takes the view from text; what cannot be understood is left out. */
export function read(text: string): void {
  const given = Object.fromEntries(new URLSearchParams(text));
  place.value = placeOf(given["map"]);
  const named = given["layers"]?.split(",");
  layers.value = new Set(named ? LAYERS.filter((layer) => named.includes(layer)) : LAYERS);
  panel.value = oneOf(PANELS, given["panel"]) ?? "map";
  const metres = Number(given["limit"]);
  triedLimit.value = metres > 0 && metres <= 100_000 ? metres : null;
  settlement.value = given["settlement"] ?? null;
  if (isLocale(given["lang"])) locale.value = given["lang"];
  more.value = Object.fromEntries(Object.entries(given).filter(([name]) => !NAMES.includes(name)));
}

/** Says what a panel keeps in the address. */
export function keep(name: string, value: string): void {
  if ((more.peek()[name] ?? "") !== value) more.value = { ...more.peek(), [name]: value };
}

/** Keeps the address and the view the same from now on. */
export function follow(): void {
  read(location.hash.slice(1));
  let last = panel.peek();
  let led = false;
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written()) return;
    led = true;
    batch(() => read(location.hash.slice(1)));
    led = false;
  });
  effect(() => {
    const text = written();
    const isStep = panel.peek() !== last && !led;
    last = panel.peek();
    if (location.hash.slice(1) === text) return;
    const to = text === "" ? location.pathname : `#${text}`;
    // Back goes to the task before, and not through every place the map was moved to.
    if (isStep) history.pushState(null, "", to);
    else history.replaceState(null, "", to);
  });
}
