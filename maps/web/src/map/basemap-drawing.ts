/** Draws a tile of a background, or a part of it drawn larger. */

import { brushOf, widthAt, type Brush } from "./basemap-rules";
import type { Decoded, Feature } from "./decoded";
import type { Pen, Sheet } from "./drawing";
import type { TileAt } from "./places";

/** Which square of a tile: the tile is so many times larger than it, and it begins so many of its own sides from the tile's corner. */
export interface Part {
  readonly times: number;
  readonly column: number;
  readonly row: number;
}

/** The tile that an archive has for a place where its deepest ones are of zoom `deepest`, and the part of it that is there. */
export function partOf({ z, x, y }: TileAt, deepest: number): { readonly tile: TileAt; readonly part: Part } {
  const times = 2 ** Math.max(0, z - deepest);
  const tile = { z: Math.min(z, deepest), x: Math.floor(x / times), y: Math.floor(y / times) };
  return { tile, part: { times, column: x % times, row: y % times } };
}

/** So far beyond a part's sides, in those sides, a line may lie and yet be seen: half the widest. */
const NEAR = 0.03;

function reaches(feature: Feature, { times, column, row }: Part): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of feature.parts) {
    for (const { x, y } of part) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left * times < column + 1 + NEAR && right * times > column - NEAR && top * times < row + 1 + NEAR && bottom * times > row - NEAR;
}

/** What is seen of a tile's part, the lowest first. */
export function drawnOf(decoded: Decoded, part: Part): readonly (readonly [Brush, Feature])[] {
  const drawn: [Brush, Feature][] = [];
  for (const [layer, features] of decoded) {
    for (const feature of features) {
      const brush = brushOf(layer, feature);
      if (brush && reaches(feature, part)) drawn.push([brush, feature]);
    }
  }
  return drawn.sort(([one], [other]) => one.level - other.level);
}

function trace(pen: Pen, { kind, parts }: Feature, side: number, { times, column, row }: Part): void {
  pen.beginPath();
  for (const part of parts) {
    part.forEach(({ x, y }, at) => {
      const [across, down] = [(x * times - column) * side, (y * times - row) * side];
      if (at === 0) pen.moveTo(across, down);
      else pen.lineTo(across, down);
    });
    if (kind === "polygon") pen.closePath();
  }
}

export function drawBasemap(pen: Pen, drawn: ReturnType<typeof drawnOf>, part: Part, { side, ratio, zoom }: Sheet): void {
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.lineJoin = "round";
  for (const [{ colour, width, dashed }, feature] of drawn) {
    trace(pen, feature, side, part);
    if (width === undefined) {
      pen.fillStyle = colour;
      pen.fill("evenodd");
    } else {
      const wide = widthAt(width, zoom);
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.lineCap = dashed ? "butt" : "round";
      pen.setLineDash(dashed ? [3 * wide, 1.5 * wide] : []);
      pen.stroke();
    }
  }
}
