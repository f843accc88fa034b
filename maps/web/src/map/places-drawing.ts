/** Draws what is over all tiles: gaps below them, kitchens and names above. */

import type L from "leaflet";

import type { LayerName } from "../state/view";
import { sizeOf } from "./crowding";
import { circle, enlarged } from "./drawing";
import { placed, type Label } from "./labels";
import type { Places, Spot } from "./places";
import type { Style, StyleLayer } from "./style";

/** Where names of settlements, and of kitchens, begin to fit. */
const SETTLEMENTS_FROM = 14;
const KITCHENS_FROM = 14;
export const NAMES_FROM = Math.min(SETTLEMENTS_FROM, KITCHENS_FROM);

export interface Drawn {
  readonly style: Style;
  readonly places: Places;
  readonly shown: ReadonlySet<LayerName>;
}

export const nameOf = ({ properties }: Spot): string => (typeof properties["name"] === "string" ? properties["name"] : "");

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

/** So far reaches the largest sign of a kitchen: CSS pixels. */
export const KITCHEN_REACH = 20;

/** A sign of a kitchen with its edge, CSS pixels across. */
const SIGN = 16;

interface Kitchen {
  readonly spot: Spot;
  readonly x: number;
  readonly y: number;
}

interface InView {
  readonly kitchens: readonly Kitchen[];
  /** How large their signs are. */
  readonly times: number;
}

/** What was last in view: signs and names are drawn one after the other, where kitchens are many on papers of the same place and size. */
let last: { readonly of: Places; readonly key: string; readonly view: InView } | null = null;

function kitchensIn({ places }: Drawn, size: L.Point, origin: L.Point, zoom: number): InView {
  const key = [zoom, origin.x, origin.y, size.x, size.y].join(" ");
  if (last?.of === places && last.key === key) return last.view;
  const kitchens = places.kitchens.map((spot) => ({ spot, ...onScreen(spot, origin, zoom) })).filter((at) => isNear(at, size, KITCHEN_REACH));
  const view = { kitchens, times: Math.min(1.5, enlarged(zoom)) * sizeOf(kitchens, SIGN) };
  last = { of: places, key, view };
  return view;
}

/** The signs that make up a kitchen's, by the style: known once for each kitchen, for it is asked at every step of a movement. */
const signs = new WeakMap<Style, WeakMap<Spot, readonly StyleLayer[]>>();

function signsOf(style: Style, layers: readonly StyleLayer[], spot: Spot): readonly StyleLayer[] {
  const known = signs.get(style) ?? new WeakMap<Spot, readonly StyleLayer[]>();
  signs.set(style, known);
  const had = known.get(spot);
  if (had) return had;
  const found = layers.filter((layer) => layer.draws(spot.properties));
  known.set(spot, found);
  return found;
}

export function drawKitchens(pen: CanvasRenderingContext2D, drawn: Drawn, size: L.Point, origin: L.Point, zoom: number): void {
  if (!drawn.shown.has("kitchens")) return;
  const { kitchens, times } = kitchensIn(drawn, size, origin, zoom);
  const layers = drawn.style.layers.filter((layer) => layer.of === "kitchens" && layer.kind === "circle");
  const signed = kitchens.map((at) => ({ at, by: signsOf(drawn.style, layers, at.spot) }));
  for (const layer of layers) {
    for (const { at, by } of signed) if (by.includes(layer)) circle(pen, layer, at.spot.properties, at, times);
  }
}

/** More names than these would hide the map, and leave room between each other. */
const FEW_NAMES = 30;
const APART = 30;

const KITCHEN = '600 13px system-ui, "DejaVu Sans", sans-serif';
const SETTLEMENT = 'italic 600 14px system-ui, "DejaVu Sans", sans-serif';

export function drawNames(pen: CanvasRenderingContext2D, drawn: Drawn, size: L.Point, origin: L.Point, zoom: number): void {
  const { places, shown } = drawn;
  if (zoom < NAMES_FROM) return;
  const { kitchens: near, times } = kitchensIn(drawn, size, origin, zoom);
  const spots = near.filter((at) => isNear(at, size, 0));
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
  const taken = shown.has("kitchens") ? spots.map(({ x, y }) => ({ x, y, radius: 8 * Math.min(1, times) })) : [];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.globalAlpha = 1;
  const apart = kitchens.length > FEW_NAMES ? APART : 0;
  for (const { label: put, x, y } of placed([...kitchens, ...settlements], taken, apart)) {
    pen.font = names.has(put) ? SETTLEMENT : KITCHEN;
    pen.strokeStyle = "#ffffffe6";
    pen.strokeText(put.text, x, y);
    pen.fillStyle = names.has(put) ? "#4a3a1c" : "#1a1a1a";
    pen.fillText(put.text, x, y);
  }
}
