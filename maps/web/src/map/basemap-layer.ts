/** Puts the background that is to be shown below the layers. */

import { effect } from "@preact/signals";
import L from "leaflet";

import { shownBasemap, type Basemap } from "./basemap";
import { BasemapVectors } from "./basemap-vectors";
import type { TileSource } from "./tile-source";

function layerOf(ground: Basemap, source: TileSource): L.GridLayer | null {
  if (ground.kind === "none") return null;
  if (ground.kind === "local" && ground.format === "pbf") return new BasemapVectors(ground, source);
  const min = ground.kind === "local" ? ground.minzoom : 0;
  const options = { className: "ground-tiles", minNativeZoom: min, maxNativeZoom: ground.maxzoom, maxZoom: 20 };
  // Not even the address of this page is told.
  return L.tileLayer(ground.tiles, { ...options, referrerPolicy: "no-referrer" });
}

/** Follows what is chosen until the returned function is called. */
export function followBasemap(map: L.Map, source: TileSource): () => void {
  return effect(() => {
    const layer = layerOf(shownBasemap.value, source)?.addTo(map);
    return () => layer?.remove();
  });
}
