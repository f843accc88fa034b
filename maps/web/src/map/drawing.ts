/** Draws features by the layers' style. */

import type { Corner, Decoded, Feature } from "./decoded";
import type { Properties } from "./expression";
import { MARGIN } from "./paper";
import type { Style, StyleLayer } from "./style";

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What is drawn tile by tile; kitchens and gaps reach far beyond tiles, and are drawn over all of them at once. */
export const IN_TILES: readonly string[] = ["settlements", "catchments", "assignments", "households"];

/** Where a tile is drawn: all in CSS pixels. */
export interface Sheet {
  readonly side: number;
  /** Device pixels in one. */
  readonly ratio: number;
  readonly zoom: number;
}

/** So many times larger than in the style is a circle: whole streets are seen with small ones, a house with large ones. */
export function enlarged(zoom: number): number {
  return Math.min(2, Math.max(1, 1 + (zoom - 15) * 0.3));
}

function path(pen: Pen, feature: Feature, side: number): void {
  pen.beginPath();
  for (const part of feature.parts) {
    part.forEach(({ x, y }, at) => (at === 0 ? pen.moveTo(x * side, y * side) : pen.lineTo(x * side, y * side)));
    if (feature.kind === "polygon") pen.closePath();
  }
}

function fill(pen: Pen, layer: StyleLayer, feature: Feature, side: number): void {
  if (feature.kind !== "polygon") return;
  path(pen, feature, side);
  pen.globalAlpha = layer.number("fill-opacity", feature.properties);
  pen.fillStyle = layer.text("fill-color", feature.properties);
  pen.fill("evenodd");
}

function line(pen: Pen, layer: StyleLayer, feature: Feature, side: number): void {
  if (feature.kind === "point") return;
  path(pen, feature, side);
  pen.globalAlpha = layer.number("line-opacity", feature.properties);
  pen.strokeStyle = layer.text("line-color", feature.properties);
  pen.lineWidth = layer.number("line-width", feature.properties);
  pen.stroke();
}

/** A circle as the style has it; `radius` where it is another. */
export function circle(pen: Pen, layer: StyleLayer, of: Properties, at: Corner, times: number, radius?: number): void {
  const inner = radius ?? layer.number("circle-radius", of) * times;
  const edge = layer.number("circle-stroke-width", of) * Math.min(times, 1.5);
  pen.beginPath();
  pen.arc(at.x, at.y, inner, 0, 2 * Math.PI);
  pen.globalAlpha = layer.number("circle-opacity", of);
  pen.fillStyle = layer.text("circle-color", of);
  pen.fill();
  if (edge === 0) return;
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.arc(at.x, at.y, inner + edge / 2, 0, 2 * Math.PI);
  pen.strokeStyle = layer.text("circle-stroke-color", of);
  pen.lineWidth = edge;
  pen.stroke();
}

/** Whether a point is of the tile itself: those of its buffer are drawn by the tiles beside it. */
export const isInside = ({ x, y }: Corner): boolean => x >= 0 && x < 1 && y >= 0 && y < 1;

function circles(pen: Pen, layer: StyleLayer, feature: Feature, { side, zoom }: Sheet): void {
  const times = "households" in feature.properties ? 1 : enlarged(zoom);
  for (const part of feature.parts) {
    for (const at of part) if (isInside(at)) circle(pen, layer, feature.properties, { x: at.x * side, y: at.y * side }, times);
  }
}

/** What of a tile is drawn, and how, from the lowest up. */
export interface Drawable {
  readonly layer: StyleLayer;
  readonly features: readonly Feature[];
}

export function drawablesOf(decoded: Decoded, style: Style, shown: ReadonlySet<string>, zoom: number): readonly Drawable[] {
  return style.layers
    .filter((layer) => IN_TILES.includes(layer.of) && shown.has(layer.of) && layer.isShownAt(zoom))
    .map((layer) => ({ layer, features: (decoded.get(layer.of) ?? []).filter((feature) => layer.draws(feature.properties)) }))
    .filter(({ features }) => features.length > 0);
}

/** Draws a tile; the canvas is larger than it by {@link MARGIN} on each side. */
export function drawTile(pen: Pen, drawables: readonly Drawable[], sheet: Sheet): void {
  pen.setTransform(sheet.ratio, 0, 0, sheet.ratio, MARGIN * sheet.ratio, MARGIN * sheet.ratio);
  for (const { layer, features } of drawables) {
    pen.save();
    if (layer.kind === "circle") {
      for (const feature of features) circles(pen, layer, feature, sheet);
    } else {
      // What reaches out of the tile is drawn by the one beside it, and would be twice as dark.
      pen.beginPath();
      pen.rect(0, 0, sheet.side, sheet.side);
      pen.clip();
      for (const feature of features) (layer.kind === "fill" ? fill : line)(pen, layer, feature, sheet.side);
    }
    pen.restore();
  }
}
