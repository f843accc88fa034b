/** Where everything is. */

import L from "leaflet";

import { ask } from "../api/client";

/** Peru, while nothing is registered. */
const PERU = L.latLngBounds([-18.4, -81.4], [0.1, -68.6]);

/** Asked for while the page is being put together: it is what the first view waits for. */
export const atStart = everything();
// Who waits for it is told; before, nobody does.
atStart.catch(() => undefined);

export async function everything(): Promise<L.LatLngBounds> {
  const { bounds } = await ask<{ bounds?: readonly [number, number, number, number] }>("/tiles/WebMercatorQuad", { query: { f: "tilejson" } });
  return bounds ? L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]) : PERU;
}
