/** How far what is drawn over all tiles may reach: a canvas for it need not be larger. */

import L from "leaflet";

import { gapRadius, KITCHEN_REACH, nameOf, NAMES_FROM, type Drawn } from "./places-drawing";

/** Something that is drawn, and how far it may reach to each side: CSS pixels. */
export type Reach = readonly [at: { readonly x: number; readonly y: number }, aside: number, above: number];

/** Within what all of it lies, in the pixels of the whole world. */
export function extentOf(reaches: readonly Reach[], zoom: number): L.Bounds | null {
  if (reaches.length === 0) return null;
  const world = 256 * 2 ** zoom;
  const [from, to] = [L.point(Infinity, Infinity), L.point(-Infinity, -Infinity)];
  for (const [{ x, y }, aside, above] of reaches) {
    from.x = Math.min(from.x, x * world - aside);
    from.y = Math.min(from.y, y * world - above);
    to.x = Math.max(to.x, x * world + aside);
    to.y = Math.max(to.y, y * world + above);
  }
  return L.bounds(from, to);
}

/** A circle's edge lies beyond its radius. */
const EDGE = 4;
/** So far reaches a name's height, beside its sign. */
const NAME_REACH = 40;

export function gapReaches({ places, shown }: Drawn, zoom: number): readonly Reach[] {
  if (!shown.has("gaps")) return [];
  return places.gaps.map((spot) => {
    const radius = gapRadius(spot, zoom, KITCHEN_REACH) + EDGE;
    return [spot, radius, radius];
  });
}

export function kitchenReaches({ places, shown }: Drawn): readonly Reach[] {
  return shown.has("kitchens") ? places.kitchens.map((spot) => [spot, KITCHEN_REACH, KITCHEN_REACH]) : [];
}

export function nameReaches({ places, shown }: Drawn, zoom: number): readonly Reach[] {
  if (zoom < NAMES_FROM) return [];
  const named = [...(shown.has("kitchens") ? places.kitchens : []), ...(shown.has("settlements") ? places.settlements : [])];
  // No letter is wider than the writing is high.
  return named.map((spot) => [spot, NAME_REACH + 14 * nameOf(spot).length, NAME_REACH]);
}
