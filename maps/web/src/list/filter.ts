/** Which households are listed: in the address, in CQL2 and in words. */

import type { State } from "../api/reports";

export interface Listed {
  /** `null`: outside all settlements. */
  readonly settlement?: string | null;
  readonly state?: State | "unserved";
  readonly kitchen?: string;
  /** Farther than `from`, up to and with `to`; metres. */
  readonly band?: { readonly from: number; readonly to: number | null };
  readonly uncertain?: true;
  readonly gap?: string;
}

const STATES = ["served", "too_far", "no_kitchen", "bad_position", "unserved"] as const;
const ID = /^[A-Za-z0-9._-]{1,64}$/u;

/** As in the address: `settlement:S-1,state:too_far`, `gap:H-001`, `outside,band:250-500`, `all`. */
export function written(listed: Listed): string {
  const parts: string[] = [];
  if (listed.settlement === null) parts.push("outside");
  else if (listed.settlement !== undefined) parts.push(`settlement:${listed.settlement}`);
  if (listed.state) parts.push(`state:${listed.state}`);
  if (listed.kitchen !== undefined) parts.push(`kitchen:${listed.kitchen}`);
  if (listed.band) parts.push(`band:${listed.band.from}-${listed.band.to ?? ""}`);
  if (listed.uncertain) parts.push("uncertain");
  if (listed.gap !== undefined) parts.push(`gap:${listed.gap}`);
  return parts.join(",") || "all";
}

function part(text: string): Listed | null {
  const [, name = "", value = ""] = /^([a-z]+):?(.*)$/u.exec(text) ?? [];
  if (text === "all") return {};
  if (text === "outside") return { settlement: null };
  if (text === "uncertain") return { uncertain: true };
  if (name === "state") {
    const state = STATES.find((known) => known === value);
    return state ? { state } : null;
  }
  if (name === "band") {
    const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)?$/u.exec(value) ?? [];
    return from === undefined ? null : { band: { from: Number(from), to: to === undefined ? null : Number(to) } };
  }
  if (!ID.test(value)) return null;
  if (name === "settlement") return { settlement: value };
  if (name === "kitchen") return { kitchen: value };
  return name === "gap" ? { gap: value } : null;
}

/** `null` where nothing is listed, or the text is not one of ours: another list than the one that was shared would mislead. */
export function read(text: string): Listed | null {
  if (text === "") return null;
  let listed: Listed = {};
  for (const piece of text.split(",")) {
    const understood = part(piece);
    if (!understood) return null;
    listed = { ...listed, ...understood };
  }
  return listed;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const among = (ids: readonly string[]): string => `id IN (${ids.map(quoted).join(",")})`;

/** CQL2 for all but `gap`, which no filter can say. Households that were closed have no state and are in no total. */
export function cql2({ settlement, state, kitchen, band, uncertain }: Listed): string {
  const all: string[] = [];
  if (settlement === null) all.push("settlement_id IS NULL");
  else if (settlement !== undefined) all.push(`settlement_id = ${quoted(settlement)}`);
  if (state === "unserved") all.push("state IN ('too_far','no_kitchen','bad_position')");
  else all.push(state ? `state = ${quoted(state)}` : "state IS NOT NULL");
  if (kitchen !== undefined) all.push(`kitchen_id = ${quoted(kitchen)}`);
  if (band) {
    all.push(band.from === 0 ? "distance_m >= 0" : `distance_m > ${band.from}`);
    if (band.to !== null) all.push(`distance_m <= ${band.to}`);
  }
  if (uncertain) all.push("certainty = 'uncertain'");
  return all.join(" AND ");
}
