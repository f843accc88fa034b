/** The households that would change, on the map: a line to each one's new kitchen, and a shape for what becomes of it. */

import L from "leaflet";

import type { WhatIf } from "../api/whatif";
import type { MapPort } from "../map/port";
import { COLOUR, fate, FATES, SHAPE, type Fate } from "./marks";

/** Of a kitchen that is not there yet. */
export const NEW_COLOUR = "#b35900";

export interface Drawing {
  show(done: WhatIf | null): void;
  remove(): void;
}

/** A few layers of many parts each: a thousand households are drawn anew while a kitchen is dragged. */
export function drawing(port: MapPort): Drawing {
  const map = port.leaflet;
  const group = port.overlay();
  let shown: WhatIf | null = null;

  /** The shapes' size is in pixels, so it depends on the zoom. */
  function shapes(what: Fate, places: readonly L.LatLng[]): L.LatLng[][] {
    const zoom = map.getZoom();
    const half = zoom >= 16 ? 6 : zoom >= 14 ? 4.5 : 3;
    return places.flatMap((place) => {
      const at = map.project(place, zoom);
      return SHAPE[what].map((corners) => corners.map(([x, y]) => map.unproject(at.add([x * half, y * half]), zoom)));
    });
  }

  function draw(): void {
    group.clearLayers();
    if (!shown) return;
    const added = new Set(shown.kitchens);
    const lines = new Map<string, { readonly to: string; readonly served: boolean; readonly parts: L.LatLng[][] }>();
    const places: Record<Fate, L.LatLng[]> = { lost: [], gained: [], moved: [] };
    for (const { geometry, properties } of shown.features.features) {
      if (!geometry) continue;
      const [lon, lat] = geometry.coordinates;
      const place = L.latLng(lat, lon);
      places[fate(properties)].push(place);
      const { to, to_lon, to_lat } = properties;
      if (to === null || to_lon === null || to_lat === null) continue;
      const served = properties.state_after === "served";
      const line = lines.get(`${to} ${served}`) ?? { to, served, parts: [] };
      line.parts.push([place, L.latLng(to_lat, to_lon)]);
      lines.set(`${to} ${served}`, line);
    }
    for (const { to, served, parts } of lines.values()) {
      const own = added.has(to) ? NEW_COLOUR : port.colour(to);
      const style = served ? { weight: 1.5, opacity: 0.9 } : { weight: 1, opacity: 0.6, dashArray: "3 5" };
      L.polyline(parts, { color: own, interactive: false, ...style }).addTo(group);
    }
    for (const what of [...FATES].reverse()) {
      const parts = shapes(what, places[what]);
      if (what === "lost") {
        L.polyline(parts, { color: "#fff", weight: 5.5, interactive: false }).addTo(group);
        L.polyline(parts, { color: COLOUR.lost, weight: 3, interactive: false }).addTo(group);
      } else L.polygon(parts.map((part) => [part]), { color: "#fff", weight: 1.5, fillColor: COLOUR[what], fillOpacity: 1, interactive: false }).addTo(group);
    }
  }

  map.on("zoomend", draw);
  return {
    show(done) {
      shown = done;
      draw();
    },
    remove() {
      map.off("zoomend", draw);
      group.clearLayers();
      group.remove();
    },
  };
}
