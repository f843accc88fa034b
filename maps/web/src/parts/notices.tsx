/** What was done and can be taken back, and what went wrong, told at the foot of the page. */

import { signal } from "@preact/signals";

import { Problem } from "../api/client";
import { undo, type Done } from "../api/edits";
import { revision } from "../state/view";
import { say } from "../words/words";

interface Notice {
  readonly kind: "done" | "problem";
  readonly text: string;
  /** The edit that "Undo" takes back. */
  readonly undoes?: number;
}

const notice = signal<Notice | null>(null);

/** Tells that an edit was done, shows its result everywhere, and offers to take it back. */
export function tellDone(text: string, done: Done): void {
  revision.value = done.revision;
  notice.value = { kind: "done", text, undoes: done.revision };
}

export function tellProblem(text: string): void {
  notice.value = { kind: "problem", text };
}

/** Does what a person asked for; what the service refuses is told. Anything else is our own fault and goes to the console. */
export async function doing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tellProblem(error.message);
  }
}

/** The edits that were taken back here, and are not in force again because that was taken back. */
export const takenBack = signal<ReadonlySet<number>>(new Set());
/** By which edit each was taken back. */
const takenBackBy = new Map<number, number>();

function isTakenBack(edit: number): boolean {
  const by = takenBackBy.get(edit);
  return by !== undefined && !isTakenBack(by);
}

/** Takes an edit back and shows the result everywhere. Throws {@link Problem}. */
export async function undone(edit: number): Promise<void> {
  const done = await undo(edit);
  takenBackBy.set(edit, done.revision);
  takenBack.value = new Set([...takenBackBy.keys()].filter(isTakenBack));
  revision.value = done.revision;
  if (notice.peek()?.undoes === edit) notice.value = null;
}

export async function takeBack(edit: number): Promise<void> {
  await doing(async () => {
    await undone(edit);
    notice.value = { kind: "done", text: say("undone") };
  });
}

export function Notices() {
  const said = notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {said && (
        <div class={`notice ${said.kind}`}>
          <p>{said.text}</p>
          {said.undoes !== undefined && <button onClick={() => takeBack(said.undoes ?? 0)}>{say("undo")}</button>}
          <button onClick={() => (notice.value = null)}>{say("close")}</button>
        </div>
      )}
    </div>
  );
}
