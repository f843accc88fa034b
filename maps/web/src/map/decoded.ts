/** A vector tile, unpacked: kept, so that switching layers and asking what is under the pointer needs no request. */

import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

import type { Properties } from "./expression";

export interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface Feature {
  readonly kind: "point" | "line" | "polygon";
  readonly properties: Properties;
  /** Points in one list, lines and rings in one each; a tile's side is 1. */
  readonly parts: readonly (readonly Corner[])[];
}

export type Decoded = ReadonlyMap<string, readonly Feature[]>;

export const EMPTY: Decoded = new Map();

const KINDS = [undefined, "point", "line", "polygon"] as const;

export function decode(bytes: ArrayBuffer): Decoded {
  if (bytes.byteLength === 0) return EMPTY;
  const decoded = new Map<string, Feature[]>();
  for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(bytes)).layers)) {
    const features: Feature[] = [];
    for (let at = 0; at < layer.length; at += 1) {
      const feature = layer.feature(at);
      const kind = KINDS[feature.type];
      if (!kind) continue;
      const parts = feature.loadGeometry().map((part) => part.map(({ x, y }) => ({ x: x / layer.extent, y: y / layer.extent })));
      features.push({ kind, properties: feature.properties, parts });
    }
    decoded.set(name, features);
  }
  return decoded;
}
