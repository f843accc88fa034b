/** What an import found and would change, counted for words. */

import type { Preview, RowProblem, Written } from "../api/imports";

/** What the button that commits does: its message and the numbers in it; `null` where nothing would change. */
export interface Deed {
  readonly key: "import-commit-new" | "import-commit-updated" | "import-commit-both";
  readonly added: number;
  readonly updated: number;
}

export function deed({ added, updated }: Pick<Written, "added" | "updated">): Deed | null {
  if (added === 0 && updated === 0) return null;
  return { key: updated === 0 ? "import-commit-new" : added === 0 ? "import-commit-updated" : "import-commit-both", added, updated };
}

export interface Change {
  readonly settlement: string | null;
  readonly served: readonly [before: number, after: number];
  readonly unserved: readonly [before: number, after: number];
}

/** Persons by settlement before and after, of those where anything changes; the greatest change first. */
export function changes({ coverage }: Pick<Written, "coverage">): readonly Change[] {
  const all = coverage.map(({ settlement_id, before, after }): Change => ({
    settlement: settlement_id,
    served: [before.persons_served, after.persons_served],
    unserved: [before.persons - before.persons_served, after.persons - after.persons_served],
  }));
  const size = ({ served, unserved }: Change): number => Math.abs(served[1] - served[0]) + Math.abs(unserved[1] - unserved[0]);
  return all.filter((change) => size(change) > 0).sort((one, other) => size(other) - size(one));
}

export function total(changed: readonly Change[]): Change {
  const sum = (of: (change: Change) => readonly [number, number]): readonly [number, number] =>
    changed.map(of).reduce(([before, after], [more, then]) => [before + more, after + then], [0, 0]);
  return { settlement: null, served: sum(({ served }) => served), unserved: sum(({ unserved }) => unserved) };
}

/** Registered households that get another kitchen or state; those that are new are not among them. */
export const moved = ({ households }: Pick<Written, "households">): Written["households"] => households.filter((household) => household.state_before !== null && household.state_after !== null);

/** Rows with the same fault together, the commonest first. */
export function byFault(rows: readonly RowProblem[]): readonly { readonly code: string; readonly rows: readonly RowProblem[] }[] {
  const codes = [...new Set(rows.map(({ code }) => code))];
  return codes.map((code) => ({ code, rows: rows.filter((row) => row.code === code) })).sort((one, other) => other.rows.length - one.rows.length);
}

const SWAPPED = ["row-swapped", "row-latitude-swapped", "row-longitude-swapped"];

/** What would mend most of the rejected rows at once. */
export function remedy({ rows, rejected }: Pick<Preview, "rows" | "rejected">): "swap" | "utm" | "degrees" | null {
  const most = (codes: readonly string[]): boolean => rejected.filter(({ code }) => codes.includes(code)).length * 2 > rejected.length && rows.bad > rows.good;
  if (most(["row-looks-like-utm"])) return "utm";
  if (most(["row-looks-like-degrees"])) return "degrees";
  return most(SWAPPED) ? "swap" : null;
}

/** The service's reason without the row that stands before it. */
export function reasonAlone(reason: string): string {
  const bare = reason.replace(/^(?:fila|row) \d+: /iu, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
