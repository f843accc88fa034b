/** The households of a list, from the service. */

import { ask } from "../api/client";
import { among, cql2, type Listed } from "./filter";
import { degrees, linked } from "./linkage";
import type { Household } from "./rows";

/** The most that the service names in one answer. */
export const MOST = 10_000;
/** Ids that fit into an address with room to spare. */
const NAMED = 1000;

export interface Gap {
  readonly id: string;
  readonly households: number;
  readonly persons: number;
  readonly persons_too_far: number;
  readonly persons_no_kitchen: number;
  readonly radius_m: number;
  readonly at: { readonly lon: number; readonly lat: number };
}

/** What was found: of more than {@link MOST}, the first by id. */
export interface Found {
  readonly rows: readonly Household[];
  readonly matched: number;
  /** CQL2 for the same households in a file. */
  readonly filter: string;
  /** A file has some that are near the gap beside those in it. */
  readonly widerFile: boolean;
  /** Fewer or more than the service counts in the gap. */
  readonly inexact: boolean;
}

interface Feature<P> {
  readonly geometry: { readonly coordinates: readonly [number, number] } | null;
  readonly properties: P;
}
interface Page<P> {
  readonly numberMatched: number;
  readonly features: readonly Feature<P>[];
}

const spot = (feature: Feature<unknown>): { lon: number; lat: number } | null => (feature.geometry ? { lon: feature.geometry.coordinates[0], lat: feature.geometry.coordinates[1] } : null);

export async function households(filter: string, limit: number, signal?: AbortSignal): Promise<{ rows: Household[]; matched: number }> {
  const page = await ask<Page<Omit<Household, "at">>>("/collections/households/items", { query: { filter, limit: MOST, limit_m: limit }, signal });
  return { rows: page.features.map((feature) => ({ ...feature.properties, at: spot(feature) })), matched: page.numberMatched };
}

const gapOf = (feature: Feature<Omit<Gap, "at">>): Gap => ({ ...feature.properties, at: spot(feature) ?? { lon: 0, lat: 0 } });

/** All gaps, or those with their middle in a box. */
export async function gapsIn(bbox: string | undefined, limit: number, signal?: AbortSignal): Promise<{ gaps: Gap[]; matched: number }> {
  const page = await ask<Page<Omit<Gap, "at">>>("/collections/gaps/items", { query: { bbox, limit: MOST, limit_m: limit }, signal });
  return { gaps: page.features.map(gapOf), matched: page.numberMatched };
}

const gapNamed = async (id: string, limit: number, signal?: AbortSignal): Promise<Gap> =>
  gapOf(await ask<Feature<Omit<Gap, "at">>>(`/collections/gaps/items/${encodeURIComponent(id)}`, { query: { limit_m: limit }, signal }));

/** West, south, east and north of a place with so many metres around it. */
export function box(at: { readonly lon: number; readonly lat: number }, radius: number): [number, number, number, number] {
  const metres = degrees(at.lat);
  const [x, y] = [radius / metres.lon, radius / metres.lat];
  return [at.lon - x, at.lat - y, at.lon + x, at.lat + y];
}

/** Unserved households that have a place, in a box. */
export const unservedIn = (bounds: readonly number[]): string => `state IN ('too_far','no_kitchen') AND S_INTERSECTS(geometry, BBOX(${bounds.map((degree) => degree.toFixed(7)).join(",")}))`;

export const placed = (rows: readonly Household[]): (Household & { lon: number; lat: number })[] => rows.flatMap((row) => (row.at ? [{ ...row, ...row.at }] : []));

/**
 * All of a gap's households lie in its circle, so those in the circle's box that are linked with the one that gave it its name are
 * the gap, exactly.
 */
async function inGap(id: string, limit: number, signal?: AbortSignal): Promise<Found> {
  const gap = await gapNamed(id, limit, signal);
  const near = unservedIn(box(gap.at, gap.radius_m + 1));
  const { rows } = await households(near, limit, signal);
  const members = linked(placed(rows)).get(id) ?? [];
  const named = members.length <= NAMED;
  return {
    rows: members,
    matched: members.length,
    filter: named ? among(members.map((row) => row.id)) : near,
    widerFile: !named && rows.length > members.length,
    inexact: members.length !== gap.households,
  };
}

export async function find(listed: Listed, limit: number, signal?: AbortSignal): Promise<Found> {
  if (listed.gap !== undefined) return await inGap(listed.gap, limit, signal);
  const filter = cql2(listed);
  return { ...(await households(filter, limit, signal)), filter, widerFile: false, inexact: false };
}
