/** Adding rows over a line that may break: where an answer was lost, a second try adds nothing twice. */

import { ask, Problem } from "./client";
import { add, namedFor, type Done, type PointFeature, type Register } from "./edits";

/** What the list of edits says of one, and what one edit did. */
interface Edits {
  readonly edits: readonly { readonly revision: number }[];
}
interface Edit {
  readonly rows: readonly { readonly id: string; readonly before: unknown }[];
}

/** Rows whose ids were chosen, and that were sent at least once. */
interface Sent {
  readonly text: string;
  readonly rows: readonly PointFeature[];
  /** No answer came to a try. */
  readonly lost: boolean;
}

/** The latest edits that are looked through for a lost one. */
const LOOKED_THROUGH = 10;

/** Which of the latest edits added this row. */
async function editThatAdded(id: string): Promise<number | null> {
  const { edits } = await ask<Edits>("/edits", { query: { limit: LOOKED_THROUGH } });
  for (const { revision } of edits) {
    const { rows } = await ask<Edit>(`/edits/${revision}`);
    if (rows.some((row) => row.id === id && row.before === null)) return revision;
  }
  return null;
}

/** Adds the rows of one form; the ids are asked for first, so that the same rows are the same in every try. */
export function adder(register: Register): (features: readonly PointFeature[]) => Promise<Done> {
  let sent: Sent | null = null;
  return async (features) => {
    const text = JSON.stringify(features);
    if (sent?.text !== text) sent = { text, rows: await namedFor(register, features), lost: false };
    const { rows, lost } = sent;
    try {
      const done = await add(register, rows);
      sent = null;
      return done;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 0) {
        sent = { text, rows, lost: true };
        throw error;
      }
      const ids = rows.flatMap(({ id }) => id ?? []);
      // Taken, after a lost answer: it was ourselves. Where that cannot be asked either, it is asked in the next try.
      const revision = lost && error.code === "edit-id-taken" ? await editThatAdded(ids[0] ?? "") : null;
      sent = null;
      if (revision === null) throw error;
      return { revision, dry_run: false, ids, reassigned: 0, households: [], households_left_out: 0, coverage: [], limit_m: 0 };
    }
  };
}
