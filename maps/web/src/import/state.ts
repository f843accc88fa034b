/** The file that is being imported. It outlives the panel: what was understood is there when the person comes back to it. */

import { signal } from "@preact/signals";

import { Problem } from "../api/client";
import { forget, importOf, type Preview, type Written } from "../api/imports";
import type { Register } from "../api/edits";
import { tellDone, tellProblem } from "../parts/notices";
import { say } from "../words/words";
import { columnOf, listed, nothingSaid, query, type Choice } from "./choice";
import { sendAndRead, type Step } from "./reading";
import { written } from "./writing";

export interface Finished {
  readonly layer: Register;
  readonly done: Written;
  readonly leftOut: number;
}

export const file = signal<File | null>(null);
export const choice = signal<Choice>(nothingSaid("households"));
/** What is being done; `null` while the person has the word. */
export const step = signal<Step | { readonly kind: "committing" } | null>(null);
/** The last that was understood of the file; it stays in view while the file is read anew. */
export const preview = signal<Preview | null>(null);
export const problem = signal<Problem | null>(null);
export const skipBad = signal(false);
export const finished = signal<Finished | null>(null);
/** The names of the file's columns, once known; they outlive a choice that cannot be read. */
export const columns = signal<readonly string[]>([]);

let running: AbortController | null = null;
/** What the preview was read by. */
let readBy = choice.peek();

function learn(found: Preview): void {
  const named = found.columns.map(({ column }) => column);
  columns.value = [...new Set([...named, ...found.ignored_columns])].sort((one, other) => one.localeCompare(other, "es"));
}

/** Takes a new file; what was said of the one before is forgotten but for what it has. */
export async function take(chosen: File): Promise<void> {
  if (step.peek()?.kind === "committing") {
    tellProblem(say("import-wait"));
    return;
  }
  choice.value = nothingSaid(choice.peek().layer);
  file.value = chosen;
  columns.value = [];
  drop();
  await readAgain();
}

/** Reads the same file, as the choice has it now. */
export async function readAgain(chosen: Choice = choice.peek()): Promise<void> {
  const held = file.peek();
  if (!held || step.peek()?.kind === "committing") return;
  running?.abort();
  const abort = new AbortController();
  running = abort;
  choice.value = chosen;
  problem.value = null;
  const before = preview.peek();
  try {
    const told = (now: Step): void => {
      if (!abort.signal.aborted) step.value = now;
    };
    const found = await sendAndRead(held, query(chosen), told, abort.signal);
    preview.value = found;
    readBy = chosen;
    skipBad.value = false;
    learn(found);
  } catch (error) {
    if (abort.signal.aborted) return;
    if (!(error instanceof Problem)) throw error;
    problem.value = error;
    preview.value = null;
    const named = listed(error.members["columns"]);
    // Of an ambiguous field only those that it might be are named.
    if (error.code !== "file-ambiguous" && named.length > 0) columns.value = named;
  } finally {
    if (running === abort) {
      running = null;
      step.value = null;
    }
  }
  if (before) void forget(before.id);
}

/** Stops the sending or reading that is under way; the preview before it, if any, stays. */
export function cancel(): void {
  running?.abort();
  running = null;
  step.value = null;
  if (preview.peek()) choice.value = readBy;
  else startAnew();
}

/** Writes the rows. */
export async function commit(said: (done: Written) => string): Promise<void> {
  const shown = preview.peek();
  if (!shown || step.peek()) return;
  step.value = { kind: "committing" };
  problem.value = null;
  try {
    const leftOut = shown.rows.bad;
    const done = await written(shown.id, leftOut > 0);
    finished.value = { layer: shown.layer, done, leftOut };
    preview.value = null;
    // Where nothing changed the revision is that of another edit, which nobody wants to take back.
    if (done.added + done.updated > 0) tellDone(said(done), done);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem.value = error;
    if (error.code === "import-unknown") preview.value = null;
  } finally {
    step.value = null;
  }
}

/** Asks for the words of the preview again, in the language that was chosen meanwhile. */
export async function translate(): Promise<void> {
  const shown = preview.peek();
  if (!shown) return;
  try {
    const now = await importOf(shown.id);
    if (preview.peek() === shown && now.state === "ready") preview.value = now as Preview;
  } catch (error) {
    // It stays in the other language; committing tells what is wrong.
    if (!(error instanceof Problem)) throw error;
  }
}

/** Forgets the file and everything known of it. */
export function startAnew(): void {
  running?.abort();
  running = null;
  step.value = null;
  file.value = null;
  columns.value = [];
  choice.value = nothingSaid(choice.peek().layer);
  drop();
}

function drop(): void {
  const before = preview.peek();
  if (before) void forget(before.id);
  preview.value = null;
  problem.value = null;
  finished.value = null;
  skipBad.value = false;
}

/** The column that a field has now. */
export function chosenColumn(field: string): string {
  return choice.value.columns[field] ?? columnOf(preview.value?.columns ?? [], field);
}
