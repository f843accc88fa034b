/** The tile maker in a worker, so that the page stays quick. */

import { TileMaker, type Asked, type Canvas, type Made, type Wanted } from "./tile-maker";
import type { Hits } from "./hit";
import type { StyleDocument } from "./style";

export type ToWorker =
  | { readonly kind: "style"; readonly document: StyleDocument }
  | { readonly kind: "make"; readonly job: number; readonly wanted: Wanted }
  | { readonly kind: "drop"; readonly job: number }
  | { readonly kind: "hits"; readonly job: number; readonly asked: Asked };

export type FromWorker =
  | { readonly kind: "made"; readonly job: number; readonly made: Made }
  | { readonly kind: "failed"; readonly job: number; readonly reason: string }
  | { readonly kind: "hits"; readonly job: number; readonly hits: Hits };

function canvas(width: number, height: number): Canvas {
  const paper = new OffscreenCanvas(width, height);
  const pen = paper.getContext("2d");
  if (!pen) throw new Error("no canvas");
  return { pen, picture: () => paper.transferToImageBitmap() };
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const maker = new TileMaker(canvas);
const jobs = new Map<number, AbortController>();

function say(message: FromWorker, given: Transferable[] = []): void {
  scope.postMessage(message, given);
}

async function make(job: number, wanted: Wanted): Promise<void> {
  const abort = new AbortController();
  jobs.set(job, abort);
  try {
    const made = await maker.make(wanted, abort.signal);
    if (!abort.signal.aborted) say({ kind: "made", job, made }, [made.image]);
  } catch (error) {
    if (!abort.signal.aborted) say({ kind: "failed", job, reason: String(error) });
  } finally {
    jobs.delete(job);
  }
}

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "style") maker.restyle(data.document);
  else if (data.kind === "make") void make(data.job, data.wanted);
  else if (data.kind === "drop") jobs.get(data.job)?.abort();
  else say({ kind: "hits", job: data.job, hits: maker.hits(data.asked) });
});
