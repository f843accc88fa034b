/** Where everything is. */

import L from "leaflet";

import { ask } from "../api/client";
import { EXTENT } from "./first-questions";
import type { Bounds } from "./first-tiles";

/** Peru, while nothing is registered. */
export const PERU = L.latLngBounds([-18.4, -81.4], [0.1, -68.6]);

export async function everything(): Promise<L.LatLngBounds> {
  const { bounds } = await ask<{ bounds?: Bounds }>(EXTENT);
  return bounds ? L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]) : PERU;
}
