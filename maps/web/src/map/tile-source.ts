/** The tile maker as the page sees it: in a worker, or, in browsers whose workers cannot draw, on the page. */

import type { WantedGround } from "./basemap-maker";
import type { Hits } from "./hit";
import type { StyleDocument } from "./style";
import type { Asked, Made, Wanted } from "./tile-maker";
import { tileWorker, workersDraw } from "./tile-worker";
import type { FromWorker, ToWorker } from "./tiles.worker";

export interface TileSource {
  restyle(document: StyleDocument): void;
  make(wanted: Wanted, signal: AbortSignal): Promise<Made>;
  /** A tile of a background of vectors; none where nothing is drawn. */
  ground(wanted: WantedGround, signal: AbortSignal): Promise<ImageBitmap | null>;
  hits(asked: Asked): Promise<Hits>;
  close(): void;
}

export function tileSource(): TileSource {
  return workersDraw ? new InWorker() : new OnPage();
}

interface Waiting {
  done(message: FromWorker): void;
}

class InWorker implements TileSource {
  /** None where it could not be loaded, or broke. */
  private worker: Worker | null = null;
  private document: StyleDocument | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private job = 0;

  constructor() {
    this.worker = this.started();
  }

  private started(): Worker {
    const worker = tileWorker();
    worker.addEventListener("error", () => {
      if (this.worker !== worker) return;
      worker.terminate();
      this.worker = null;
      for (const [job, waiting] of this.waiting) waiting.done({ kind: "failed", job, reason: "the worker broke" });
      this.waiting.clear();
    });
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "ready") return;
      const waiting = this.waiting.get(data.job);
      this.waiting.delete(data.job);
      if (waiting) waiting.done(data);
      else if (data.kind === "made") data.made.image.close();
      else if (data.kind === "ground") data.image?.close();
    });
    return worker;
  }

  restyle(document: StyleDocument): void {
    this.document = document;
    this.send({ kind: "style", document });
  }

  make(wanted: Wanted, signal: AbortSignal): Promise<Made> {
    return this.work(
      (message) => (message.kind === "made" ? message.made : undefined),
      (job) => ({ kind: "make", job, wanted }),
      signal,
    );
  }

  ground(wanted: WantedGround, signal: AbortSignal): Promise<ImageBitmap | null> {
    return this.work(
      (message) => (message.kind === "ground" ? message.image : undefined),
      (job) => ({ kind: "ground", job, wanted }),
      signal,
    );
  }

  hits(asked: Asked): Promise<Hits> {
    return new Promise((resolve) => {
      const job = this.next((message) => resolve(message.kind === "hits" ? message.hits : { areas: [] }));
      this.send({ kind: "hits", job, asked });
    });
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  /** A job that is dropped where nobody waits for it. */
  private work<T>(found: (answer: FromWorker) => T | undefined, message: (job: number) => ToWorker, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const job = this.next((answer) => {
        const made = found(answer);
        if (made !== undefined) resolve(made);
        else reject(new Error(answer.kind === "failed" ? answer.reason : answer.kind));
      });
      signal.addEventListener("abort", () => {
        if (!this.waiting.delete(job)) return;
        this.send({ kind: "drop", job });
        reject(new DOMException("left", "AbortError"));
      });
      this.send(message(job));
    });
  }

  private next(done: Waiting["done"]): number {
    this.job += 1;
    this.waiting.set(this.job, { done });
    return this.job;
  }

  private send(message: ToWorker): void {
    if (!this.worker) {
      this.worker = this.started();
      if (this.document) this.worker.postMessage({ kind: "style", document: this.document } satisfies ToWorker);
    }
    this.worker.postMessage(message);
  }
}

class OnPage implements TileSource {
  /** Few browsers need them, so they come on their own. */
  private readonly makers = import("./tiles-on-page").then(({ onPage }) => onPage);

  restyle(document: StyleDocument): void {
    void this.makers.then(({ maker }) => maker.restyle(document));
  }

  async make(wanted: Wanted, signal: AbortSignal): Promise<Made> {
    return (await this.makers).maker.make(wanted, signal);
  }

  async ground(wanted: WantedGround, signal: AbortSignal): Promise<ImageBitmap | null> {
    return (await this.makers).basemap.make(wanted, signal);
  }

  async hits(asked: Asked): Promise<Hits> {
    return (await this.makers).maker.hits(asked);
  }

  close(): void {
    // Nothing runs.
  }
}
