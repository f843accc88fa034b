/** What panels may do with the map. */

import type { LayerGroup, LatLngBoundsExpression, Map as LeafletMap } from "leaflet";
import { signal } from "@preact/signals";

export interface Picked {
  readonly lon: number;
  readonly lat: number;
}

export interface MapPort {
  readonly leaflet: LeafletMap;
  /** A group of a panel's own drawings, above the layers; empty it when the panel closes. */
  overlay(): LayerGroup;
  /** Takes clicks on the map until the returned function is called; meanwhile no cards are shown. */
  pick(taken: (place: Picked) => void): () => void;
  fit(bounds: LatLngBoundsExpression): void;
  /** The colour of a kitchen, as the layers' style has it. */
  colour(kitchenId: string | null): string;
}

/** The map, once it is there. */
export const mapPort = signal<MapPort | null>(null);
/** Somebody takes clicks on the map: no cards. */
export const picking = signal(0);
