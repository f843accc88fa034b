/** The tiles of the first view, told before there is a map, so that they come while the page is still being read. */

import { DEEPEST_LEVEL, SIDE } from "./paper";
import { onWorld, type TileAt } from "./places";

/** West, south, east, north; degrees. */
export type Bounds = readonly [number, number, number, number];

/** Of the map: CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of the map's sides stays free where everything is shown: CSS pixels. */
export const FREE = 24;

/** The tiles of a map of this size, CSS pixels, at the deepest level that shows all within the bounds. */
export function firstTiles([west, south, east, north]: Bounds, { width, height }: Size): readonly TileAt[] {
  const [from, to] = [onWorld(west, north), onWorld(east, south)];
  const fits = Math.min((width - 2 * FREE) / (to.x - from.x), (height - 2 * FREE) / (to.y - from.y)) / SIDE;
  if (!(fits >= 1)) return [];
  const z = Math.min(DEEPEST_LEVEL, Math.floor(Math.log2(fits)));
  const world = 2 ** z;
  const range = (middle: number, length: number): number[] => {
    const first = Math.floor(middle * world - length / SIDE / 2);
    const last = Math.floor(middle * world + length / SIDE / 2);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((at) => at >= 0 && at < world);
  };
  const columns = range((from.x + to.x) / 2, width);
  return range((from.y + to.y) / 2, height).flatMap((y) => columns.map((x) => ({ z, x, y })));
}
