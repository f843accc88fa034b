/** Makes tiles: asks the service for them, keeps what came, draws it, and knows what is at a place. In a worker where browsers can. */

import { decode, EMPTY, type Decoded } from "./decoded";
import { drawablesOf, drawTile, type Drawable, type Pen, type Sheet } from "./drawing";
import { hitsIn, type Hits } from "./hit";
import { paperSide } from "./paper";
import { placesIn, type Places, type TileAt } from "./places";
import { Style, type StyleDocument } from "./style";

/** Tiles that are kept: some 60 kB each at most, mostly far less. */
const KEPT = 400;

export interface Wanted extends Sheet {
  readonly tile: TileAt;
  /** A coverage limit that is tried out, metres. */
  readonly limit: number | null;
  /** Of the store: tiles of another are asked for anew. */
  readonly revision: number;
  readonly shown: readonly string[];
}

export interface Made {
  readonly image: ImageBitmap;
  readonly places: Places;
}

export interface Asked {
  readonly tiles: readonly { readonly tile: TileAt; /** From its corner, in its sides. */ readonly x: number; readonly y: number }[];
  readonly side: number;
  readonly zoom: number;
  readonly limit: number | null;
  readonly revision: number;
  readonly shown: readonly string[];
}

/** A canvas of so many device pixels, and what takes its picture. */
export interface Canvas {
  readonly pen: Pen;
  readonly picture: () => ImageBitmap | Promise<ImageBitmap>;
}

/** The service refused a tile, or could not be reached. */
export class TileProblem extends Error {}

const keyOf = ({ z, x, y }: TileAt, limit: number | null, revision: number): string => `${z}/${y}/${x}/${limit ?? ""}/${revision}`;

export class TileMaker {
  /** Oldest first. */
  private readonly kept = new Map<string, Decoded>();
  private readonly ahead = new Map<string, Promise<Decoded>>();
  private style = new Style({ layers: [] });

  constructor(private readonly canvas: (width: number, height: number) => Canvas) {}

  restyle(document: StyleDocument): void {
    this.style = new Style(document);
  }

  /**
   * Asks for tiles as a page that was just opened will want them: under the office's limit, of the first revision it knows. Until all have
   * come or could not be had; who wants one of those asks again, and is told.
   */
  async askAhead(tiles: readonly TileAt[]): Promise<void> {
    const answers = tiles.map((tile) => {
      const answer = fetched(tile, null);
      this.ahead.set(keyOf(tile, null, 0), answer);
      return answer;
    });
    await Promise.allSettled(answers);
  }

  async make(wanted: Wanted, signal: AbortSignal): Promise<Made> {
    const decoded = await this.decoded(wanted, signal);
    const drawables = drawablesOf(decoded, this.style, new Set(wanted.shown), wanted.zoom);
    // Also where nothing is drawn: a map some of whose tiles are canvases of no size moves in fewer frames.
    const image = await this.picture(drawables, wanted);
    return { image, places: placesIn(decoded, wanted.tile) };
  }

  /** What is at a place, of what is drawn in tiles. */
  hits({ tiles, side, zoom, limit, revision, shown }: Asked): Hits {
    const drawn = new Set(this.style.layers.filter((layer) => shown.includes(layer.of) && layer.isShownAt(zoom)).map((layer) => layer.of));
    return hitsIn(
      tiles.flatMap(({ tile, x, y }) => {
        const decoded = this.kept.get(keyOf(tile, limit, revision));
        return decoded ? [{ decoded, tile, x, y }] : [];
      }),
      drawn,
      side,
    );
  }

  private async picture(drawables: readonly Drawable[], sheet: Sheet): Promise<ImageBitmap> {
    const side = paperSide(sheet.side, sheet.ratio);
    const { pen, picture } = this.canvas(side, side);
    drawTile(pen, drawables, sheet);
    return picture();
  }

  private async decoded({ tile, limit, revision }: Wanted, signal: AbortSignal): Promise<Decoded> {
    const key = keyOf(tile, limit, revision);
    const known = this.kept.get(key) ?? (await this.taken(key));
    this.kept.delete(key);
    const decoded = known ?? (await fetched(tile, limit, signal));
    this.kept.set(key, decoded);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return decoded;
  }

  /** What was asked for ahead: once, for it grows old. */
  private async taken(key: string): Promise<Decoded | undefined> {
    const answer = this.ahead.get(key);
    this.ahead.delete(key);
    return answer?.catch(() => undefined);
  }
}

async function fetched({ z, x, y }: TileAt, limit: number | null, signal: AbortSignal | null = null): Promise<Decoded> {
  const query = limit === null ? "" : `?limit_m=${limit}`;
  // A tile may be kept for some seconds without asking: too long for who has just moved a kitchen.
  const answer = await fetch(`/tiles/WebMercatorQuad/${z}/${y}/${x}${query}`, { signal, cache: "no-cache" });
  if (!answer.ok) throw new TileProblem(`${answer.status}`);
  return answer.status === 204 ? EMPTY : decode(await answer.arrayBuffer());
}
