/** What is at a place of the map, of what tiles show. */

import type { Corner, Decoded, Feature } from "./decoded";
import { isInside } from "./drawing";
import type { Properties } from "./expression";
import type { TileAt } from "./places";

/** Farther from a point, or a line, nothing is meant: CSS pixels. */
export const NEAR = 8;
const NEAR_LINE = 5;

export interface Hit {
  readonly layer: string;
  readonly properties: Properties;
  /** CSS pixels. */
  readonly away: number;
  /** Where it is in the world, whose side is 1; of points. */
  readonly at?: Corner;
}

/** The nearest of each. */
export interface Hits {
  readonly point?: Hit;
  readonly line?: Hit;
  /** The uppermost one last. */
  readonly areas: readonly Hit[];
}

interface Looked {
  readonly decoded: Decoded;
  readonly tile: TileAt;
  readonly x: number;
  readonly y: number;
}

const nearer = (one: Hit | undefined, other: Hit): Hit => (one && one.away <= other.away ? one : other);

export function hitsIn(tiles: readonly Looked[], shown: ReadonlySet<string>, side: number): Hits {
  let point: Hit | undefined;
  let line: Hit | undefined;
  const areas = new Map<string, Hit>();
  for (const { decoded, tile, x, y } of tiles) {
    const world = 2 ** tile.z;
    for (const [layer, features] of decoded) {
      if (!shown.has(layer)) continue;
      for (const feature of features) {
        const { kind, properties } = feature;
        if (kind === "point") {
          for (const at of feature.parts.flat()) {
            const away = Math.hypot(at.x - x, at.y - y) * side;
            if (away <= NEAR && isInside(at)) {
              point = nearer(point, { layer, properties, away, at: { x: (tile.x + at.x) / world, y: (tile.y + at.y) / world } });
            }
          }
        } else if (kind === "line") {
          const away = toLine(feature, x, y) * side;
          if (away <= NEAR_LINE) line = nearer(line, { layer, properties, away });
        } else if (isInside({ x, y }) && holds(feature, x, y)) {
          areas.set(`${layer}/${String(properties["id"])}`, { layer, properties, away: 0 });
        }
      }
    }
  }
  return { ...(point && { point }), ...(line && { line }), areas: [...areas.values()] };
}

function toLine({ parts }: Feature, x: number, y: number): number {
  let least = Infinity;
  for (const part of parts) {
    for (let at = 1; at < part.length; at += 1) {
      const [from, to] = [part[at - 1], part[at]];
      if (from && to) least = Math.min(least, toSegment(from, to, x, y));
    }
  }
  return least;
}

function toSegment(from: Corner, to: Corner, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}

/** Whether an area holds a place: a line from it to the east leaves the area's edges an odd number of times. */
function holds({ parts }: Feature, x: number, y: number): boolean {
  let inside = false;
  for (const ring of parts) {
    ring.forEach((to, at) => {
      const from = ring[(at + ring.length - 1) % ring.length] ?? to;
      if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) inside = !inside;
    });
  }
  return inside;
}
