/** `/nearest`, `/assignments`, and the kitchens and households that they name. Nothing here is stored, except by {@link fix}. */

import { ask, Problem, send, type Asked } from "./client";
import type { Done, PointFeature } from "./edits";
import type { State } from "./reports";

export type Certainty = "certain" | "uncertain" | "unknown";

export interface NearKitchen {
  readonly rank: number;
  readonly id: string;
  readonly name: string;
  readonly distance_m: number;
  readonly rations: number | null;
  readonly persons_served: number;
  /** Rations less persons served; `null` where rations are not known. */
  readonly room: number | null;
}

export interface Nearest {
  readonly lon: number;
  readonly lat: number;
  readonly settlement_id: string | null;
  readonly state: State;
  readonly certainty: Certainty | null;
  readonly margin_m: number | null;
  readonly kitchens: readonly NearKitchen[];
  readonly limit_m: number;
}

export interface NearestAsked {
  readonly lon: number;
  readonly lat: number;
  readonly k: number;
  readonly accuracy_m?: number | undefined;
  readonly limit_m?: number | undefined;
}

export const nearest = (asked: NearestAsked, signal?: AbortSignal): Promise<Nearest> => ask("/nearest", { query: { ...asked }, signal });

interface Page<P> {
  readonly features: readonly { readonly id: string; readonly geometry: { readonly coordinates: readonly [number, number] } | null; readonly properties: P }[];
}

export interface Kitchen {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

const quoted = (ids: readonly string[]): string => ids.map((id) => `'${id.replaceAll("'", "''")}'`).join(",");

async function kitchensWhere(filter: string, signal?: AbortSignal): Promise<readonly Kitchen[]> {
  const page = await ask<Page<{ readonly name: string }>>("/collections/kitchens/items", { query: { filter, limit: 10_000 }, signal });
  return page.features.flatMap(({ id, geometry, properties }) =>
    geometry ? [{ id, name: properties.name, lon: geometry.coordinates[0], lat: geometry.coordinates[1] }] : [],
  );
}

/** The kitchens of these ids. */
export async function kitchensOf(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Kitchen>> {
  // Some hundred ids make a longer address than a server takes: then all of them, in one page.
  const found = ids.length === 0 ? [] : await kitchensWhere(ids.length > 100 ? "status IN ('open','closed')" : `id IN (${quoted(ids)})`, signal);
  return new Map(found.map((kitchen) => [kitchen.id, kitchen]));
}

/** Every open kitchen, up to 10,000. */
export const openKitchens = (signal?: AbortSignal): Promise<readonly Kitchen[]> => kitchensWhere("status = 'open'", signal);

/** A settlement's name; its id where it has none. */
export async function settlementName(id: string, signal?: AbortSignal): Promise<string> {
  const { properties } = await ask<PointFeature>(`/collections/settlements/items/${encodeURIComponent(id)}`, { signal });
  const name = properties["name"];
  return typeof name === "string" && name !== "" ? name : id;
}

export interface Household {
  readonly id: string;
  readonly code: string | null;
  readonly address: string | null;
  readonly persons: number;
  readonly lon: number | null;
  readonly lat: number | null;
  /** `null` of a household that is closed. */
  readonly state: State | null;
  readonly kitchen_id: string | null;
  readonly distance_m: number | null;
  readonly fixed_kitchen_id: string | null;
  readonly fixed_reason: string | null;
}

type Fields = Omit<Household, "lon" | "lat">;
type Row = Page<Fields>["features"][number];

const householdOf = ({ geometry, properties }: Row): Household => ({ ...properties, lon: geometry?.coordinates[0] ?? null, lat: geometry?.coordinates[1] ?? null });

/** The households with this id or this code, also where small letters were typed; at most six. */
export async function households(text: string, signal?: AbortSignal): Promise<readonly Household[]> {
  const names = quoted([...new Set([text, text.toUpperCase()])]);
  const query = { filter: `id IN (${names}) OR code IN (${names})`, limit: 6 };
  const page = await ask<Page<Fields>>("/collections/households/items", { query, signal });
  return page.features.map(householdOf);
}

const householdAddress = (id: string): string => `/collections/households/items/${encodeURIComponent(id)}`;

/** A household at a limit that is tried out, with its tag, which tells it from what somebody else makes of it later: for {@link fix}. */
export async function taggedHousehold(id: string, limit_m: number | null, signal?: AbortSignal): Promise<{ readonly household: Household; readonly tag: string | null }> {
  const answer = await send(householdAddress(id), { query: { limit_m: limit_m ?? undefined }, signal });
  return { household: householdOf((await answer.json()) as Row), tag: answer.headers.get("ETag") };
}

function patched(id: string, kitchen: string | null, reason: string | null, more: Pick<Asked, "query" | "headers" | "signal">): Promise<Done> {
  const json = { properties: { fixed_kitchen_id: kitchen, fixed_reason: reason } };
  return ask(householdAddress(id), { method: "PATCH", type: "application/merge-patch+json", json, ...more });
}

/** Fixes a household to a kitchen, or to none. Refused with 412 where it is no longer the one with this tag. */
export const fix = (id: string, kitchen: string | null, reason: string | null, tag: string | null): Promise<Done> =>
  patched(id, kitchen, reason, tag === null ? {} : { headers: { "If-Match": tag } });

/** What fixing it would do. */
export const tryToFix = (id: string, kitchen: string | null, signal?: AbortSignal): Promise<Done> => patched(id, kitchen, null, { query: { dry_run: "true" }, signal });

export interface Assigned {
  readonly id: string;
  readonly settlement_id: string | null;
  readonly state: State;
  readonly kitchen_id: string | null;
  readonly distance_m: number | null;
  readonly next_kitchen_id: string | null;
  readonly next_distance_m: number | null;
  readonly margin_m: number | null;
  readonly certainty: Certainty | null;
}

/** What each position would get, in the order sent. */
export async function assignments(points: readonly { readonly lon: number; readonly lat: number }[], limit_m: number | undefined, signal?: AbortSignal): Promise<readonly Assigned[]> {
  const features = points.map(({ lon, lat }) => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: {} }));
  const page = await ask<Page<Assigned>>("/assignments", { method: "POST", type: "application/geo+json", json: { type: "FeatureCollection", features }, query: { limit_m }, signal });
  return page.features.map(({ properties }) => properties);
}

/** What a problem says of single rows, with their numbers from 1. */
export function rowsOf({ members }: Problem): readonly { readonly row: number; readonly column: string; readonly reason: string }[] {
  const rows: unknown = members["rows"];
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) => {
    if (typeof row !== "object" || row === null) return [];
    const { row: number, column, reason } = row as Record<string, unknown>;
    return typeof number === "number" && typeof reason === "string" ? [{ row: number, column: typeof column === "string" ? column : "", reason }] : [];
  });
}
