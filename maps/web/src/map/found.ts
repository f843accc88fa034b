/** What is under the pointer, of everything that the map shows. */

import L from "leaflet";

import type { LayerName } from "../state/view";
import type { Board } from "./board";
import type { Properties } from "./expression";
import { NEAR } from "./hit";
import { gapRadius, onScreen } from "./places-drawing";
import type { Spot } from "./places";

export interface Found {
  readonly layer: LayerName;
  readonly properties: Properties;
  /** Of a point. */
  readonly at: L.LatLng | null;
}

/** The id of a row; "" where one point stands for several. */
export const idOf = (properties: Properties): string => (typeof properties["id"] === "string" ? properties["id"] : "");

/** Kitchens are larger than households. */
const NEAR_KITCHEN = NEAR + 4;

function toLatLng({ x, y }: { readonly x: number; readonly y: number }): L.LatLng {
  return L.latLng((Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, x * 360 - 180);
}

/** Kitchens lie over households, these over lines, these over gaps, these over settlements, these over catchments. */
export async function foundAt(board: Board, at: L.LatLng, shown: ReadonlySet<LayerName>): Promise<Found | null> {
  const { map, tiles } = board;
  const zoom = map.getZoom();
  const pointer = map.project(at, zoom);
  const { kitchens, gaps } = board.known.at(tiles.level(zoom));
  const away = (spot: Spot): number => {
    const { x, y } = onScreen(spot, L.point(0, 0), zoom);
    return Math.hypot(x - pointer.x, y - pointer.y);
  };
  const nearest = (spots: readonly Spot[], within: (spot: Spot) => number): Spot | undefined =>
    spots.filter((spot) => away(spot) <= within(spot)).sort((one, other) => away(one) - away(other))[0];
  const kitchen = shown.has("kitchens") ? nearest(kitchens, () => NEAR_KITCHEN) : undefined;
  if (kitchen) return { layer: "kitchens", properties: kitchen.properties, at: toLatLng(kitchen) };
  const { point, line, areas } = await tiles.hits(map, at);
  if (point) return { layer: "households", properties: point.properties, at: point.at ? toLatLng(point.at) : null };
  // A line is the household's that it begins at.
  if (line) return { layer: "households", properties: line.properties, at: null };
  const gap = shown.has("gaps") ? nearest(gaps, (spot) => gapRadius(spot, zoom, 10)) : undefined;
  if (gap) return { layer: "gaps", properties: gap.properties, at: toLatLng(gap) };
  const area = areas.find(({ layer }) => layer === "settlements") ?? areas.find(({ layer }) => layer === "catchments");
  return area ? { layer: area.layer === "settlements" ? "settlements" : "catchments", properties: area.properties, at: null } : null;
}
