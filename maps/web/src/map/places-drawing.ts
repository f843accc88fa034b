/** Draws what is over all tiles: gaps below them, kitchens and names above. */

import L from "leaflet";

import type { LayerName } from "../state/view";
import { circle, enlarged } from "./drawing";
import { placed, type Label } from "./labels";
import type { Places, Spot } from "./places";
import type { Style } from "./style";

/** Where names of settlements, and of kitchens, begin to fit. */
const SETTLEMENTS_FROM = 14;
const KITCHENS_FROM = 14;

export interface Drawn {
  readonly style: Style;
  readonly places: Places;
  readonly shown: ReadonlySet<LayerName>;
}

const nameOf = ({ properties }: Spot): string => (typeof properties["name"] === "string" ? properties["name"] : "");

/** Metres that a pixel of the screen is wide at a place; the equator is 40,075,016.7 m around (WGS 84). */
export function metresAPixel(y: number, zoom: number): number {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)));
  return (40_075_016.7 * Math.cos(latitude)) / (256 * 2 ** zoom);
}

/** A gap's circle: as large as it is, and never too small to see. */
export function gapRadius({ y, properties }: Spot, zoom: number, least: number): number {
  const radius = properties["radius_m"];
  return Math.max(least, typeof radius === "number" ? radius / metresAPixel(y, zoom) : 0);
}

export function onScreen({ x, y }: { readonly x: number; readonly y: number }, origin: L.Point, zoom: number): { x: number; y: number } {
  const world = 256 * 2 ** zoom;
  return { x: x * world - origin.x, y: y * world - origin.y };
}

function isNear({ x, y }: { x: number; y: number }, size: L.Point, radius: number): boolean {
  return x > -radius && y > -radius && x < size.x + radius && y < size.y + radius;
}

export type DrawPlaces = (pen: CanvasRenderingContext2D, drawn: Drawn, size: L.Point, origin: L.Point, zoom: number) => void;

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
/** The largest sign of a kitchen. */
const SIGN = 20;

export function gapReaches({ places, shown }: Drawn, zoom: number): readonly Reach[] {
  if (!shown.has("gaps")) return [];
  return places.gaps.map((spot) => {
    const radius = gapRadius(spot, zoom, SIGN) + EDGE;
    return [spot, radius, radius];
  });
}

export function kitchenReaches({ places, shown }: Drawn): readonly Reach[] {
  return shown.has("kitchens") ? places.kitchens.map((spot) => [spot, SIGN, SIGN]) : [];
}

export function nameReaches({ places, shown }: Drawn): readonly Reach[] {
  const named = [...(shown.has("kitchens") ? places.kitchens : []), ...(shown.has("settlements") ? places.settlements : [])];
  // No letter is wider than the writing is high, and no name is farther from its sign than that.
  return named.map((spot) => [spot, 2 * SIGN + 14 * nameOf(spot).length, 2 * SIGN]);
}

export function drawGaps(pen: CanvasRenderingContext2D, { style, places, shown }: Drawn, size: L.Point, origin: L.Point, zoom: number): void {
  if (!shown.has("gaps")) return;
  for (const layer of style.layers) {
    if (layer.of !== "gaps" || layer.kind !== "circle") continue;
    for (const spot of places.gaps) {
      const radius = gapRadius(spot, zoom, layer.number("circle-radius", spot.properties));
      const at = onScreen(spot, origin, zoom);
      if (layer.draws(spot.properties) && isNear(at, size, radius)) circle(pen, layer, spot.properties, at, 1, radius);
    }
  }
}

export function drawKitchens(pen: CanvasRenderingContext2D, { style, places, shown }: Drawn, size: L.Point, origin: L.Point, zoom: number): void {
  if (!shown.has("kitchens")) return;
  for (const layer of style.layers) {
    if (layer.of !== "kitchens" || layer.kind !== "circle") continue;
    for (const spot of places.kitchens) {
      const at = onScreen(spot, origin, zoom);
      if (isNear(at, size, SIGN) && layer.draws(spot.properties)) circle(pen, layer, spot.properties, at, Math.min(1.5, enlarged(zoom)));
    }
  }
}

const KITCHEN = '600 13px system-ui, "DejaVu Sans", sans-serif';
const SETTLEMENT = 'italic 600 14px system-ui, "DejaVu Sans", sans-serif';

export function drawNames(pen: CanvasRenderingContext2D, { places, shown }: Drawn, size: L.Point, origin: L.Point, zoom: number): void {
  const spots = places.kitchens.map((spot) => ({ spot, ...onScreen(spot, origin, zoom) })).filter((at) => isNear(at, size, 0));
  const label = (text: string, at: { x: number; y: number }, away: number): Label => ({ text, x: at.x, y: at.y, away, width: pen.measureText(text).width + 8, height: 17 });
  pen.font = KITCHEN;
  const kitchens = shown.has("kitchens") && zoom >= KITCHENS_FROM ? spots.filter(({ spot }) => nameOf(spot) !== "").map((at) => label(nameOf(at.spot), at, 11)) : [];
  pen.font = SETTLEMENT;
  // The larger first; none that is wider than what it names.
  const large = [...places.settlements].sort((one, other) => other.area - one.area);
  const settlements =
    shown.has("settlements") && zoom >= SETTLEMENTS_FROM
      ? large
          .map((part) => ({ part, text: label(nameOf(part), onScreen(part, origin, zoom), 0) }))
          .filter(({ part, text }) => text.text !== "" && isNear(text, size, 0) && text.width < 1.5 * Math.sqrt(part.area) * 256 * 2 ** zoom)
          .map(({ text }) => text)
      : [];
  const names = new Set(settlements);
  const taken = shown.has("kitchens") ? spots.map(({ x, y }) => ({ x, y, radius: 8 })) : [];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.globalAlpha = 1;
  for (const { label: put, x, y } of placed([...kitchens, ...settlements], taken)) {
    pen.font = names.has(put) ? SETTLEMENT : KITCHEN;
    pen.strokeStyle = "#ffffffe6";
    pen.strokeText(put.text, x, y);
    pen.fillStyle = names.has(put) ? "#4a3a1c" : "#1a1a1a";
    pen.fillText(put.text, x, y);
  }
}
