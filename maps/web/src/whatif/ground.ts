/** Short distances on the WGS 84 ellipsoid, for reading out while something is moved. What is decided by distance, the service decides. */

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

const A = 6_378_137;
const E2 = 0.00669437999014;

/** Metres in a degree of latitude and of longitude, here. */
function degree(lat: number): { readonly north: number; readonly east: number } {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - E2 * Math.sin(phi) ** 2;
  return { north: ((Math.PI / 180) * A * (1 - E2)) / w ** 1.5, east: ((Math.PI / 180) * A * Math.cos(phi)) / Math.sqrt(w) };
}

/** Metres between two places; within a metre up to 50 km. */
export function distance(a: Point, b: Point): number {
  const { north, east } = degree((a.lat + b.lat) / 2);
  return Math.hypot((b.lat - a.lat) * north, (b.lon - a.lon) * east);
}

/** A place that is some metres away. */
export function beside(at: Point, east_m: number, north_m: number): Point {
  const { north, east } = degree(at.lat);
  return { lat: at.lat + north_m / north, lon: at.lon + east_m / east };
}

/** `-12.12554, -76.95013`, with comma or space between. */
export function coordinates(text: string): Point | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/u.exec(text);
  if (!found) return null;
  const at = { lat: Number(found[1]), lon: Number(found[2]) };
  return Math.abs(at.lat) <= 85 && Math.abs(at.lon) <= 180 ? at : null;
}
