/** `/edits`: what was written, when and by whom; and what taking it back would do. */

import { ask, type Problem } from "./client";
import type { Done, Register } from "./edits";

export interface Counts {
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
}

export type Edit = Readonly<Record<Register, Counts>> & {
  readonly revision: number;
  readonly time: string;
  readonly author: string;
  readonly action: "edit" | "import" | "undo" | "external";
  /** The edit that this one takes back. */
  readonly undoes: number | null;
  readonly undone_by: number | null;
  /** Whether it changed the office's settings. */
  readonly settings: boolean;
};

/** A row as it was, or is: a GeoJSON feature. */
interface Version {
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface EditedRow {
  readonly layer: Register;
  readonly id: string;
  readonly before: Version | null;
  readonly after: Version | null;
  /** Names of fields; `geometry` among them. */
  readonly changed: readonly string[];
  /** Another program had written what is no valid row. */
  readonly before_invalid?: unknown;
  readonly after_invalid?: unknown;
}

export interface Edits {
  readonly edits: readonly Edit[];
  readonly links: readonly { readonly rel: string }[];
}

/** The latest first. */
export const latest = (most: number, signal?: AbortSignal): Promise<Edits> => ask("/edits", { query: { limit: most }, signal });

export async function rowsOfEdit(revision: number, signal?: AbortSignal): Promise<readonly EditedRow[]> {
  return (await ask<{ readonly rows: readonly EditedRow[] }>(`/edits/${revision}`, { signal })).rows;
}

/** What taking it back would do; refused as {@link import("./edits").undo} is. */
export const tryToUndo = (revision: number): Promise<Done> => ask(`/edits/${revision}/undo`, { method: "POST", query: { dry_run: "true" } });

export interface Conflict {
  readonly layer: Register | "settings";
  readonly id: string | null;
  readonly reason: string;
}

/** The rows for which an edit was not taken back; `more` are not named. */
export function conflictsOf({ members }: Problem): { readonly named: readonly Conflict[]; readonly more: number } {
  const { conflicts, conflicts_left_out: more } = members;
  return { named: Array.isArray(conflicts) ? (conflicts as readonly Conflict[]) : [], more: typeof more === "number" ? more : 0 };
}
