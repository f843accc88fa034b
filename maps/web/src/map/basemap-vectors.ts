/** A background of vectors, tile by tile. Deeper in than its tiles go, parts of them are drawn larger, and as sharp. */

import L from "leaflet";

import type { Basemap } from "./basemap";
import type { TileSource } from "./tile-source";

type Local = Extract<Basemap, { kind: "local" }>;

/** So much farther out than its tiles go is it drawn: with each zoom four times as many are needed. */
const FARTHER_OUT = 2;

export class BasemapVectors extends L.GridLayer {
  private readonly left = new Map<HTMLElement, AbortController>();

  constructor(
    private readonly ground: Local,
    private readonly source: TileSource,
  ) {
    super({ minZoom: Math.max(0, ground.minzoom - FARTHER_OUT), minNativeZoom: ground.minzoom, updateWhenZooming: false, keepBuffer: 1 });
    this.on("tileunload", ({ tile }: L.TileEvent) => {
      this.left.get(tile)?.abort();
      this.left.delete(tile);
    });
  }

  protected override createTile({ x, y, z }: L.Coords, done: L.DoneCallback): HTMLElement {
    const paper = document.createElement("canvas");
    const abort = new AbortController();
    this.left.set(paper, abort);
    const { tiles, maxzoom } = this.ground;
    const ratio = Math.min(2, Math.max(1, globalThis.devicePixelRatio));
    const wanted = { tile: { z, x, y }, deepest: maxzoom, tiles, side: this.getTileSize().x, ratio, zoom: z };
    this.source.ground(wanted, abort.signal).then(
      (image) => {
        if (image && !abort.signal.aborted) {
          Object.assign(paper, { width: image.width, height: image.height });
          paper.getContext("bitmaprenderer")?.transferFromImageBitmap(image);
        }
        done(undefined, paper);
      },
      () => done(new Error("tile"), paper),
    );
    return paper;
  }
}
