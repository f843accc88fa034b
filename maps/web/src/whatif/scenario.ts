/**
 * Changes of kitchens that are tried out, as text for an address:
 * `K-4:closed;K-2@-12.12000,-76.95000~-12.12646,-76.95323;+-12.10000,-76.90000,Nueva cocina,olla_comun`.
 *
 * Positions are latitude, longitude. After `~` is where the kitchen was when it was moved: who opens the link later learns whether it is
 * elsewhere by then.
 */

import type { KitchenTried } from "../api/whatif";
import type { Point } from "./ground";

export const KINDS = ["comedor_popular", "olla_comun"] as const;
export type Kind = (typeof KINDS)[number];

export interface StatusStep {
  readonly kind: "status";
  readonly id: string;
  readonly status: "open" | "closed";
}
export interface MoveStep {
  readonly kind: "move";
  readonly id: string;
  readonly to: Point;
  readonly from: Point | null;
}
export interface AddStep {
  readonly kind: "add";
  readonly at: Point;
  readonly name: string;
  readonly what: Kind | null;
}
export type Step = StatusStep | MoveStep | AddStep;

export interface Scenario {
  readonly steps: readonly Step[];
  /** Parts that could not be understood. */
  readonly misread: readonly string[];
}

const ID = "[A-Za-z0-9._-]{1,64}";
const NUMBER = "-?\\d{1,3}(?:\\.\\d+)?";
const POINT = `(${NUMBER}),(${NUMBER})`;
const STATUS = new RegExp(`^(${ID}):(open|closed)$`, "u");
const MOVE = new RegExp(`^(${ID})@${POINT}(?:~${POINT})?$`, "u");
// A plus that somebody typed into an address arrives as a space.
const ADD = new RegExp(`^[+ ]${POINT}(?:,([^,]*))?(?:,(${KINDS.join("|")}))?$`, "u");

function point(lat: string | undefined, lon: string | undefined): Point | null {
  if (lat === undefined || lon === undefined) return null;
  const at = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(at.lat) <= 90 && Math.abs(at.lon) <= 180 ? at : null;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text).slice(0, 200);
  } catch {
    return null;
  }
}

function stepOf(text: string): Step | null {
  const status = STATUS.exec(text);
  if (status?.[1] !== undefined) return { kind: "status", id: status[1], status: status[2] === "open" ? "open" : "closed" };
  const move = MOVE.exec(text);
  if (move?.[1] !== undefined) {
    const to = point(move[2], move[3]);
    const from = point(move[4], move[5]);
    return to && { kind: "move", id: move[1], to, from };
  }
  const add = ADD.exec(text);
  if (!add) return null;
  const at = point(add[1], add[2]);
  const name = unescaped(add[3] ?? "");
  return at && name !== null ? { kind: "add", at, name, what: KINDS.find((kind) => kind === add[4]) ?? null } : null;
}

export function parse(text: string): Scenario {
  let steps: readonly Step[] = [];
  const misread: string[] = [];
  for (const part of text.split(";")) {
    if (part === "") continue;
    const step = stepOf(part);
    if (step) steps = withStep(steps, step);
    else misread.push(part);
  }
  return { steps, misread };
}

const written = ({ lat, lon }: Point): string => `${lat.toFixed(5)},${lon.toFixed(5)}`;

function textOf(step: Step): string {
  if (step.kind === "status") return `${step.id}:${step.status}`;
  if (step.kind === "move") return `${step.id}@${written(step.to)}${step.from ? `~${written(step.from)}` : ""}`;
  const name = step.name.replace(/[%;,]/gu, encodeURIComponent);
  return `+${written(step.at)},${name}${step.what ? `,${step.what}` : ""}`;
}

export const write = (steps: readonly Step[]): string => steps.map(textOf).join(";");

/** With one more step: it takes the place of an earlier one that changes the same of the same kitchen. */
export function withStep(steps: readonly Step[], step: Step): readonly Step[] {
  const at = step.kind === "add" ? -1 : steps.findIndex((other) => other.kind === step.kind && other.id === step.id);
  return at < 0 ? [...steps, step] : steps.with(at, step);
}

/** As the service takes it: one entry for each kitchen. */
export function tried(steps: readonly Step[]): readonly KitchenTried[] {
  const byId = new Map<string, KitchenTried>();
  const added: KitchenTried[] = [];
  for (const step of steps) {
    if (step.kind === "add") added.push({ name: step.name, ...(step.what ? { kind: step.what } : {}), ...step.at });
    else byId.set(step.id, { ...byId.get(step.id), id: step.id, ...(step.kind === "status" ? { status: step.status } : step.to) });
  }
  return [...byId.values(), ...added];
}
