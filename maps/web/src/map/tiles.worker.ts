/** The tile maker in a worker, so that the page stays quick. */

import { BasemapMaker, type WantedGround } from "./basemap-maker";
import { EXTENT } from "./first-questions";
import { firstTiles, type Bounds, type Size } from "./first-tiles";
import { TileMaker, type Asked, type Canvas, type Made, type Wanted } from "./tile-maker";
import type { Hits } from "./hit";
import { paperSide, SIDE } from "./paper";
import type { StyleDocument } from "./style";

/** The map that there will be. */
export interface Ahead extends Size {
  /** Device pixels in one of CSS. */
  readonly ratio: number;
}

export type ToWorker =
  | { readonly kind: "ahead"; readonly view: Ahead }
  | { readonly kind: "style"; readonly document: StyleDocument }
  | { readonly kind: "make"; readonly job: number; readonly wanted: Wanted }
  | { readonly kind: "ground"; readonly job: number; readonly wanted: WantedGround }
  | { readonly kind: "drop"; readonly job: number }
  | { readonly kind: "hits"; readonly job: number; readonly asked: Asked };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "made"; readonly job: number; readonly made: Made }
  | { readonly kind: "ground"; readonly job: number; readonly image: ImageBitmap | null }
  | { readonly kind: "failed"; readonly job: number; readonly reason: string }
  | { readonly kind: "hits"; readonly job: number; readonly hits: Hits };

/** By their size, and drawn on again and again: for each new one a worker waits until the page has a moment for it. */
const papers = new Map<string, OffscreenCanvas>();

function canvas(width: number, height: number): Canvas {
  const size = `${width}x${height}`;
  const paper = papers.get(size) ?? new OffscreenCanvas(width, height);
  papers.set(size, paper);
  const pen = paper.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  pen.resetTransform();
  pen.clearRect(0, 0, width, height);
  return { pen, picture: () => createImageBitmap(paper) };
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const maker = new TileMaker(canvas);
const ground = new BasemapMaker(canvas);
const jobs = new Map<number, AbortController>();
/** Until it is known which tiles are asked for ahead, none is asked for a second time. */
let known = Promise.resolve();

function say(message: FromWorker, given: Transferable[] = []): void {
  scope.postMessage(message, given);
}

/** Does a job that may be dropped. */
async function work(job: number, done: (signal: AbortSignal) => Promise<[FromWorker, Transferable[]]>): Promise<void> {
  const abort = new AbortController();
  jobs.set(job, abort);
  try {
    const [message, given] = await done(abort.signal);
    if (!abort.signal.aborted) say(message, given);
  } catch (error) {
    if (!abort.signal.aborted) say({ kind: "failed", job, reason: String(error) });
  } finally {
    jobs.delete(job);
  }
}

function make(job: number, wanted: Wanted): Promise<void> {
  return work(job, async (signal) => {
    await known;
    const made = await maker.make(wanted, signal);
    return [{ kind: "made", job, made }, [made.image]];
  });
}

function makeGround(job: number, wanted: WantedGround): Promise<void> {
  return work(job, async (signal) => {
    const image = await ground.make(wanted, signal);
    return [{ kind: "ground", job, image }, image ? [image] : []];
  });
}

/** After which the tiles are not waited for that could have been asked for ahead. */
const AT_MOST_MS = 3_000;

/** Asks for what the map will show at first: all there is. */
async function askAhead({ width, height, ratio }: Ahead): Promise<void> {
  try {
    const { bounds } = (await (await fetch(EXTENT, { cache: "no-store", signal: AbortSignal.timeout(AT_MOST_MS) })).json()) as { bounds?: Bounds };
    if (!bounds) return;
    // At its first stroke a worker waits until the page has a moment: then let the tiles be under way, and the page still not ask for them.
    void maker.askAhead(firstTiles(bounds, { width, height })).then(() => {
      const side = paperSide(SIDE, ratio);
      canvas(side, side).pen.fillRect(0, 0, 1, 1);
    });
  } catch {
    // The page asks as well, and tells what is wrong.
  }
}

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "ahead") known = askAhead(data.view);
  else if (data.kind === "style") maker.restyle(data.document);
  else if (data.kind === "make") void make(data.job, data.wanted);
  else if (data.kind === "ground") void makeGround(data.job, data.wanted);
  else if (data.kind === "drop") jobs.get(data.job)?.abort();
  else say({ kind: "hits", job: data.job, hits: maker.hits(data.asked) });
});

say({ kind: "ready" });
