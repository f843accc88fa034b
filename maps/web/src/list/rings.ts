/** The listed households on the map. */

import L from "leaflet";

import { mapPort } from "../map/port";
import type { Household } from "./rows";

/** More rings than these would hide the map. */
const MOST = 2000;
/** Close enough to tell a household from the next. */
const NEAR = 17;

/** Rings them until the returned function is called. */
export function ring(rows: readonly Household[]): () => void {
  const port = mapPort.value;
  if (!port || rows.length > MOST) return () => undefined;
  const group = port.overlay();
  for (const { at } of rows) {
    if (at) L.circleMarker([at.lat, at.lon], { radius: 8, color: "#0b5c8a", weight: 1.5, fill: false, interactive: false }).addTo(group);
  }
  return () => void group.remove();
}

/** Marks one and goes there. */
export function show(row: Household | undefined): () => void {
  const port = mapPort.value;
  if (!port || !row?.at) return () => undefined;
  const at: L.LatLngTuple = [row.at.lat, row.at.lon];
  port.leaflet.setView(at, Math.max(NEAR, port.leaflet.getZoom()));
  const group = port.overlay();
  L.circleMarker(at, { radius: 14, color: "#ffffff", weight: 7, fill: false, interactive: false }).addTo(group);
  L.circleMarker(at, { radius: 14, color: "#0b5c8a", weight: 4, fill: false, interactive: false }).addTo(group);
  return () => void group.remove();
}

export function fitAll(rows: readonly Household[]): void {
  const places = rows.flatMap(({ at }) => (at ? [[at.lat, at.lon] as L.LatLngTuple] : []));
  if (places.length > 0) mapPort.peek()?.fit(L.latLngBounds(places).pad(0.15));
}
