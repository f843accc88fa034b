/** The worker that makes tiles: the first one starts before the page that will talk to it has been read. */

import type { Size } from "./first-tiles";
import { sharpness } from "./paper";
import type { FromWorker, ToWorker } from "./tiles.worker";

export const workersDraw = typeof OffscreenCanvas !== "undefined";

const start = (): Worker => new Worker(new URL("./tiles.worker.ts", import.meta.url), { type: "module" });

let first = workersDraw ? start() : null;

/** After which the page goes on all the same. */
const AT_MOST_MS = 300;

/**
 * The first worker is at work, where there is one. To start, it needs a turn of the page: one that is at work for long meanwhile would
 * have the tiles wait until it has finished.
 */
export const workerReady = new Promise<void>((done) => {
  first?.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => data.kind === "ready" && done());
  first?.addEventListener("error", () => {
    // Who wants a worker tries once more.
    first = null;
    done();
  });
  setTimeout(done, first ? AT_MOST_MS : 0);
});

/** Has the first worker ask for what a map of this size will show at first. */
export function askTilesAhead(size: Size): void {
  first?.postMessage({ kind: "ahead", view: { ...size, ratio: sharpness() } } satisfies ToWorker);
}

export function tileWorker(): Worker {
  const worker = first ?? start();
  first = null;
  return worker;
}
