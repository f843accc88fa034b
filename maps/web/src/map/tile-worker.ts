/** The worker that makes tiles: the first one starts before the page that will talk to it has been read. */

import type { Size } from "./first-tiles";
import { paperSide, sharpness, SIDE } from "./paper";
import type { ToWorker } from "./tiles.worker";

export const workersDraw = typeof OffscreenCanvas !== "undefined";

/** Its name says how large the paper is that it should have ready. */
const start = (): Worker => new Worker(new URL("./tiles.worker.ts", import.meta.url), { type: "module", name: `${paperSide(SIDE, sharpness())}` });

let first = workersDraw ? start() : null;

/** Has the first worker ask for what a map of this size will show at first. */
export function askTilesAhead(size: Size): void {
  first?.postMessage({ kind: "ahead", size } satisfies ToWorker);
}

export function tileWorker(): Worker {
  const worker = first ?? start();
  first = null;
  return worker;
}
