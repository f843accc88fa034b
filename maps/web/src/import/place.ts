/** Whether the rows of a file lie where the office's settlements are, and what may be wrong where they do not. */

import type { RowFeature } from "../api/imports";

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number];
export type Position = readonly [lon: number, lat: number];

/** Farther than this from everything known is taken for a mistake, as the service does that looks for swapped columns. */
const FAR_KM = 50;
const KM_A_DEGREE = 111.2;
const UTM_SOUTH = /^EPSG:327(\d\d)$/u;

/** The first corner found of a row, good enough for how far it lies. */
export function positionOf(feature: RowFeature): Position | null {
  let inner: unknown = feature.geometry?.coordinates;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0];
  if (!Array.isArray(inner)) return null;
  const [lon, lat] = inner as unknown[];
  return typeof lon === "number" && typeof lat === "number" ? [lon, lat] : null;
}

/** Kilometres in a straight line from a box, to some per cent. */
export function kilometresFrom([west, south, east, north]: Box, [lon, lat]: Position): number {
  const beside = Math.max(west - lon, 0, lon - east) * Math.cos((lat * Math.PI) / 180);
  const above = Math.max(south - lat, 0, lat - north);
  return Math.hypot(beside, above) * KM_A_DEGREE;
}

const isFar = (box: Box, position: Position): boolean => kilometresFrom(box, position) > FAR_KM;
const mostAre = (positions: readonly Position[], test: (position: Position) => boolean): boolean => positions.filter(test).length * 2 > positions.length;

export interface Far {
  /** Of the row in the middle. */
  readonly kilometres: number;
  /** What would bring most of them near: a system's code, or `swap`. */
  readonly remedy: string | null;
}

/** `null` where most rows lie near, or nothing is known to be near to. */
export function far(box: Box | null, positions: readonly Position[], crs: string): Far | null {
  if (!box || !mostAre(positions, (position) => isFar(box, position))) return null;
  const distances = positions.map((position) => kilometresFrom(box, position)).sort((one, other) => one - other);
  return { kilometres: Math.round(distances[Math.floor(distances.length / 2)] ?? 0), remedy: remedy(box, positions, crs) };
}

function remedy(box: Box, positions: readonly Position[], crs: string): string | null {
  const near = (moved: (position: Position) => Position): boolean => mostAre(positions, (position) => !isFar(box, moved(position)));
  // The same metres in another zone are the same place six degrees on.
  const zone = Number(UTM_SOUTH.exec(crs)?.[1] ?? 0);
  const other = zone === 0 ? undefined : [17, 18, 19].find((tried) => tried !== zone && near(([lon, lat]) => [lon + (tried - zone) * 6, lat]));
  if (other !== undefined) return `EPSG:327${other}`;
  return near(([lon, lat]) => [lat, lon]) ? "swap" : null;
}
