/** Files of rows that are sent to this page's own service: looked at first, then committed or forgotten. */

import { locale, say } from "../words/words";
import { headersFor } from "./ahead";
import { address, ask, Problem, send } from "./client";
import type { Done, Register } from "./edits";

/** A row that is left out, or worth a look. */
export interface RowProblem {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly reason: string;
}

/** What writing the rows did, or would do. */
export interface Written extends Done {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface RowFeature {
  readonly type: "Feature";
  readonly id: string;
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: readonly [number, number] }
    | { readonly type: "Polygon" | "MultiPolygon"; readonly coordinates: readonly unknown[] }
    | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An import, of which nothing more is known while it is read. */
export interface Import {
  readonly id: string;
  readonly layer: Register;
  readonly state: "reading" | "ready" | "committing" | "committed" | "failed";
  readonly progress: { readonly bytes_done: number; readonly bytes_total: number; readonly rows: number };
  /** What writing it did. */
  readonly committed?: Written;
  /** Why it failed. */
  readonly problem?: Readonly<Record<string, unknown>>;
}

/** An import that was read. */
export interface Preview extends Import {
  readonly file: { readonly format: string; readonly encoding: string; readonly separator: string | null; readonly layer: string | null };
  readonly columns: readonly { readonly field: string; readonly column: string }[];
  readonly ignored_columns: readonly string[];
  readonly ids: { readonly from: "column" | "weak_column" | "form_and_number" | "feature_id" | "row_number"; readonly column: string | null };
  readonly crs: { readonly code: string; readonly operation: string; readonly accuracy_m: number | null };
  readonly rows: {
    readonly read: number;
    readonly good: number;
    readonly bad: number;
    readonly warnings: number;
    readonly persons_missing: number;
    readonly without_position: number;
    readonly same_position: number;
  };
  /** The first hundred of them. */
  readonly rejected: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
  /** The first good rows. */
  readonly preview: { readonly features: readonly RowFeature[] };
  readonly would?: Written;
  /** Why none of it may be written. */
  readonly refused?: Readonly<Record<string, unknown>>;
  readonly made_from_revision: number;
}

export type Query = Readonly<Record<string, string | undefined>>;

/** What a problem on the wire says. */
export function problemOf(members: Readonly<Record<string, unknown>>, status: number): Problem {
  const text = (name: string): string => (typeof members[name] === "string" ? members[name] : "");
  const known = typeof members["status"] === "number" ? members["status"] : status;
  return new Problem(text("detail") || text("title") || say("service-refused", { status: known }), known, text("type").split("/").pop() ?? "", members);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/**
 * Sends a file, which the service then reads on its own. XMLHttpRequest, for `fetch` does not tell how much has been sent.
 * Throws {@link Problem}, and an `AbortError` where its signal says so.
 */
export function upload(file: Blob, query: Query, sent: (bytes: number) => void, signal: AbortSignal): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address("/imports", query));
    const headers = { ...headersFor(locale.peek()), "Content-Type": "application/octet-stream", Prefer: "respond-async" };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => sent(loaded);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) resolve(body as Import);
      else reject(problemOf(body as Record<string, unknown>, request.status));
    };
    request.onerror = () => reject(new Problem(say("service-unreached"), 0, ""));
    request.onabort = () => reject(new DOMException("the sending was stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) request.abort();
    else request.send(file);
  });
}

export const importOf = (id: string, signal?: AbortSignal): Promise<Import> => ask(`/imports/${encodeURIComponent(id)}`, { signal });

export const commit = (id: string, skipBad: boolean): Promise<Written> =>
  ask(`/imports/${encodeURIComponent(id)}/commit`, { method: "POST", query: { skip_bad: skipBad ? "true" : undefined } });

/** Where the rejected rows are, as CSV. */
export const rejectedAddress = (id: string): string => `/imports/${encodeURIComponent(id)}/rejected`;

/** Forgets an import. That it is gone already, or cannot be reached, is no matter: the service forgets it in time. */
export async function forget(id: string): Promise<void> {
  try {
    await send(`/imports/${encodeURIComponent(id)}`, { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** West, south, east, north of what is registered; `null` where nothing is. */
export async function extent(register: Register): Promise<readonly [number, number, number, number] | null> {
  const known = await ask<{ readonly extent?: { readonly spatial?: { readonly bbox?: readonly (readonly number[])[] } } }>(`/collections/${register}`);
  const [west, south, east, north] = known.extent?.spatial?.bbox?.[0] ?? [];
  return west === undefined || south === undefined || east === undefined || north === undefined ? null : [west, south, east, north];
}
