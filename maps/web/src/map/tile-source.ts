/** The tile maker as the page sees it: in a worker, or, in browsers whose workers cannot draw, on the page. */

import { BasemapMaker, type WantedGround } from "./basemap-maker";
import type { Hits } from "./hit";
import type { StyleDocument } from "./style";
import { TileMaker, type Asked, type Canvas, type Made, type Wanted } from "./tile-maker";
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
  return typeof OffscreenCanvas === "undefined" ? new OnPage() : new InWorker();
}

interface Waiting {
  done(message: FromWorker): void;
}

class InWorker implements TileSource {
  private readonly worker = new Worker(new URL("./tiles.worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private job = 0;

  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      const waiting = this.waiting.get(data.job);
      this.waiting.delete(data.job);
      if (waiting) waiting.done(data);
      else if (data.kind === "made") data.made.image.close();
      else if (data.kind === "ground") data.image?.close();
    });
  }

  restyle(document: StyleDocument): void {
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
      const job = this.next((message) => message.kind === "hits" && resolve(message.hits));
      this.send({ kind: "hits", job, asked });
    });
  }

  close(): void {
    this.worker.terminate();
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
    this.worker.postMessage(message);
  }
}

function canvas(width: number, height: number): Canvas {
  const paper = document.createElement("canvas");
  Object.assign(paper, { width, height });
  const pen = paper.getContext("2d");
  if (!pen) throw new Error("no canvas");
  return { pen, picture: () => createImageBitmap(paper) };
}

class OnPage implements TileSource {
  private readonly maker = new TileMaker(canvas);
  private readonly basemap = new BasemapMaker(canvas);

  restyle(document: StyleDocument): void {
    this.maker.restyle(document);
  }

  make(wanted: Wanted, signal: AbortSignal): Promise<Made> {
    return this.maker.make(wanted, signal);
  }

  ground(wanted: WantedGround, signal: AbortSignal): Promise<ImageBitmap | null> {
    return this.basemap.make(wanted, signal);
  }

  hits(asked: Asked): Promise<Hits> {
    return Promise.resolve(this.maker.hits(asked));
  }

  close(): void {
    // Nothing runs.
  }
}
