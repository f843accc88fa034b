/** The worker that makes tiles: the first one starts before the page that will talk to it has been read. */

import { paperSide, sharpness, SIDE } from "./paper";

export const workersDraw = typeof OffscreenCanvas !== "undefined";

/** Its name says how large the paper is that it should have ready. */
const start = (): Worker => new Worker(new URL("./tiles.worker.ts", import.meta.url), { type: "module", name: `${paperSide(SIDE, sharpness())}` });

let first = workersDraw ? start() : null;

export function tileWorker(): Worker {
  const worker = first ?? start();
  first = null;
  return worker;
}
