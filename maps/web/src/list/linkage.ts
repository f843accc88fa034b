/**
 * Which unserved households are one gap: those less than 100 m apart, or chained by such steps, as the service has it
 * (`src/domain/gap.rs`).
 */

export interface Spot {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

const LINK = 100;
const RADIANS = Math.PI / 180;
// WGS 84.
const A = 6_378_137;
const E2 = 0.006_694_379_990_14;

/** Metres in a degree of longitude and of latitude; over 100 m this is as the ellipsoid to less than a millimetre. */
export function degrees(lat: number): { readonly lon: number; readonly lat: number } {
  const w = 1 - E2 * Math.sin(lat * RADIANS) ** 2;
  return { lon: (RADIANS * A * Math.cos(lat * RADIANS)) / Math.sqrt(w), lat: (RADIANS * A * (1 - E2)) / w ** 1.5 };
}

export function apart(a: Spot, b: Spot): number {
  const metres = degrees((a.lat + b.lat) / 2);
  return Math.hypot((a.lon - b.lon) * metres.lon, (a.lat - b.lat) * metres.lat);
}

/** Spots by the lowest id of those that they are linked with; lowest id first. */
export function linked<T extends Spot>(spots: readonly T[]): Map<string, T[]> {
  const ordered = [...spots].sort((a, b) => (a.id < b.id ? -1 : 1));
  const cells = new Map<string, T[]>();
  const widest = ordered.reduce((most, spot) => Math.max(most, Math.abs(spot.lat)), 0);
  // A hair larger than the link, so that two in reach are always in neighbouring cells.
  const side = { lon: (LINK * 1.01) / degrees(widest).lon, lat: (LINK * 1.01) / degrees(0).lat };
  const cell = (spot: Spot): [number, number] => [Math.floor(spot.lon / side.lon), Math.floor(spot.lat / side.lat)];
  for (const spot of ordered) {
    const key = cell(spot).join();
    const there = cells.get(key);
    if (there) there.push(spot);
    else cells.set(key, [spot]);
  }
  const seen = new Set<string>();
  const groups = new Map<string, T[]>();
  for (const first of ordered) {
    if (seen.has(first.id)) continue;
    seen.add(first.id);
    const group = [first];
    // Grows while it is gone through.
    for (const spot of group) {
      const [x, y] = cell(spot);
      for (const [dx, dy] of AROUND) {
        for (const other of cells.get(`${x + dx},${y + dy}`) ?? []) {
          if (seen.has(other.id) || apart(spot, other) > LINK) continue;
          seen.add(other.id);
          group.push(other);
        }
      }
    }
    groups.set(first.id, group);
  }
  return groups;
}

const AROUND = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));
