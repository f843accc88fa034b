/** What is drawn over all tiles at once, for it reaches beyond them: kitchens, gaps, and settlements' names. */

import type { Corner, Decoded } from "./decoded";
import { isInside } from "./drawing";
import type { Properties } from "./expression";

export interface TileAt {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** A place of the world, whose side is 1, with west and north at 0 (Web Mercator). */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly properties: Properties;
}

export function onWorld(lon: number, lat: number): { readonly x: number; readonly y: number } {
  return { x: lon / 360 + 0.5, y: 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI) };
}

/** The middle of what a tile has of a settlement. */
export interface Part extends Spot {
  /** Of the world's square. */
  readonly area: number;
}

export interface Places {
  readonly kitchens: readonly Spot[];
  readonly gaps: readonly Spot[];
  readonly settlements: readonly Part[];
}

export const NO_PLACES: Places = { kitchens: [], gaps: [], settlements: [] };

/** Twice the area of a ring, and its middle; as signed as the ring turns. */
function middle(ring: readonly Corner[]): { twice: number; x: number; y: number } {
  let [twice, x, y] = [0, 0, 0];
  ring.forEach((from, at) => {
    const to = ring[(at + 1) % ring.length] ?? from;
    const cross = from.x * to.y - to.x * from.y;
    twice += cross;
    x += (from.x + to.x) * cross;
    y += (from.y + to.y) * cross;
  });
  return { twice, x, y };
}

export function placesIn(decoded: Decoded, { z, x, y }: TileAt): Places {
  const world = 2 ** z;
  const points = (layer: string): Spot[] =>
    (decoded.get(layer) ?? []).flatMap(({ properties, parts }) =>
      parts.flat().filter(isInside).map((at) => ({ x: (x + at.x) / world, y: (y + at.y) / world, properties })),
    );
  const settlements = (decoded.get("settlements") ?? []).flatMap(({ properties, parts }) => {
    const sum = parts.map(middle).reduce((all, one) => ({ twice: all.twice + one.twice, x: all.x + one.x, y: all.y + one.y }), { twice: 0, x: 0, y: 0 });
    if (!("id" in properties) || sum.twice === 0) return [];
    const at = { x: sum.x / (3 * sum.twice), y: sum.y / (3 * sum.twice) };
    return [{ x: (x + at.x) / world, y: (y + at.y) / world, area: Math.abs(sum.twice) / 2 / world ** 2, properties }];
  });
  return { kitchens: points("kitchens"), gaps: points("gaps"), settlements };
}
