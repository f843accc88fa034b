/** Makes the tiles of a background of vectors: asks the service for them, keeps some, draws them. Where {@link TileMaker} works. */

import { drawBasemap, drawnOf, partOf } from "./basemap-drawing";
import { decode, EMPTY, type Decoded } from "./decoded";
import type { Sheet } from "./drawing";
import type { TileAt } from "./places";
import { TileProblem, type Canvas } from "./tile-maker";

/** Tiles that are kept: of a city some hundreds of kB each. */
const KEPT = 24;

export interface WantedGround extends Sheet {
  /** Where, however deep. */
  readonly tile: TileAt;
  /** The zoom of the deepest tiles that there are. */
  readonly deepest: number;
  /** An address with {z}, {x} and {y}. */
  readonly tiles: string;
}

interface Kept {
  readonly decoded: Promise<Decoded>;
  readonly abort: AbortController;
  /** Who waits for it: many parts are of one tile. */
  waiting: number;
}

export class BasemapMaker {
  /** Oldest first. */
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly canvas: (width: number, height: number) => Canvas) {}

  /** None where nothing is drawn. */
  async make(wanted: WantedGround, signal: AbortSignal): Promise<ImageBitmap | null> {
    const { tile, part } = partOf(wanted.tile, wanted.deepest);
    const address = wanted.tiles.replace("{z}", `${tile.z}`).replace("{x}", `${tile.x}`).replace("{y}", `${tile.y}`);
    const drawn = drawnOf(await this.decoded(address, signal), part);
    if (drawn.length === 0) return null;
    const side = Math.round(wanted.side * wanted.ratio);
    const { pen, picture } = this.canvas(side, side);
    drawBasemap(pen, drawn, part, wanted);
    return picture();
  }

  private async decoded(address: string, signal: AbortSignal): Promise<Decoded> {
    // It would wait for ever: its end was told already.
    signal.throwIfAborted();
    const kept = this.kept.get(address) ?? begun(address);
    this.kept.delete(address);
    this.kept.set(address, kept);
    kept.waiting += 1;
    const forget = () => this.kept.get(address) === kept && this.kept.delete(address);
    const leave = () => {
      kept.waiting -= 1;
      if (kept.waiting > 0) return;
      forget();
      kept.abort.abort();
    };
    signal.addEventListener("abort", leave);
    try {
      return await kept.decoded;
    } catch (error) {
      forget();
      throw error;
    } finally {
      signal.removeEventListener("abort", leave);
      if (!signal.aborted) kept.waiting -= 1;
      for (const [oldest, { waiting }] of this.kept) {
        if (this.kept.size <= KEPT) break;
        if (waiting === 0) this.kept.delete(oldest);
      }
    }
  }
}

function begun(address: string): Kept {
  const abort = new AbortController();
  return { decoded: fetched(address, abort.signal), abort, waiting: 0 };
}

async function fetched(address: string, signal: AbortSignal): Promise<Decoded> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new TileProblem(`${answer.status}`);
  return answer.status === 204 ? EMPTY : decode(await answer.arrayBuffer());
}
