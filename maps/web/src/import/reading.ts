/** Sends a file and waits until the service has read it. */

import { forget, importOf, problemOf, upload, type Import, type Preview, type Query } from "../api/imports";

export type Step = { readonly kind: "sending"; readonly share: number } | { readonly kind: "reading"; readonly share: number; readonly rows: number };

const FIRST_WAIT_MS = 80;
const LONGEST_WAIT_MS = 1_000;

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const share = (done: number, total: number): number => (total > 0 ? Math.min(done / total, 1) : 0);

/** Asks for an import until it was read: often at first, for most files are small, then less so. */
export async function read(started: Import, told: (step: Step) => void, signal: AbortSignal, wait = pause): Promise<Preview> {
  let now = started;
  for (let milliseconds = FIRST_WAIT_MS; now.state === "reading"; milliseconds = Math.min(milliseconds * 1.5, LONGEST_WAIT_MS)) {
    told({ kind: "reading", share: share(now.progress.bytes_done, now.progress.bytes_total), rows: now.progress.rows });
    await wait(milliseconds);
    now = await importOf(now.id, signal);
  }
  if (now.state === "failed") {
    // Nothing of it is of use any more.
    void forget(now.id);
    throw problemOf(now.problem ?? {}, 422);
  }
  return now as Preview;
}

/** Sends a file and reads it; where it is stopped the service forgets it. */
export async function sendAndRead(file: Blob, query: Query, told: (step: Step) => void, signal: AbortSignal): Promise<Preview> {
  told({ kind: "sending", share: 0 });
  const started = await upload(file, query, (bytes) => told({ kind: "sending", share: share(bytes, file.size) }), signal);
  try {
    const preview = await read(started, told, signal);
    signal.throwIfAborted();
    return preview;
  } catch (error) {
    if (signal.aborted) void forget(started.id);
    throw error;
  }
}
