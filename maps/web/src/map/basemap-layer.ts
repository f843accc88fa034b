/** Puts the background that is to be shown below the layers. */

import { effect } from "@preact/signals";
import L from "leaflet";

import { shownBasemap, type Basemap } from "./basemap";

function layerOf(ground: Basemap): L.GridLayer | null {
  if (ground.kind === "none") return null;
  const min = ground.kind === "local" ? ground.minzoom : 0;
  const options = { className: "ground-tiles", minNativeZoom: min, maxNativeZoom: ground.maxzoom, maxZoom: 20 };
  if (ground.kind === "local" && ground.format === "pbf") return null;
  // Not even the address of this page is told.
  return L.tileLayer(ground.tiles, { ...options, referrerPolicy: "no-referrer" });
}

/** Follows what is chosen until the returned function is called. */
export function followBasemap(map: L.Map): () => void {
  return effect(() => {
    const layer = layerOf(shownBasemap.value)?.addTo(map);
    return () => layer?.remove();
  });
}
