/** The worker that makes tiles: the first one starts before the page that will talk to it has been read. */

import { paperSide, sharpness, SIDE } from "./paper";

export const workersDraw = typeof OffscreenCanvas !== "undefined";

/** Its name says how large the paper is that it should have ready. */
const start = (): Worker => new Worker(new URL("./tiles.worker.ts", import.meta.url), { type: "module", name: `${paperSide(SIDE, sharpness())}` });

const first = workersDraw ? start() : null;
let free = first;

export function tileWorker(): Worker {
  const worker = free ?? start();
  free = null;
  return worker;
}

/** The first worker has its paper: for that the page must have a moment for it. Or there is none, or it could not start. */
export const firstPaper = new Promise<void>((resolve) => {
  if (!first) resolve();
  for (const event of ["message", "error"]) first?.addEventListener(event, () => resolve(), { once: true });
});
