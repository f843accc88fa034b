/** The layers on the map, tile by tile. What is there stays until what follows has come: no flicker while a limit is tried out. */

import L from "leaflet";

import { NEAR, type Hits } from "./hit";
import { ABOVE, DEEPEST_LEVEL, MARGIN, sharpness, SIDE } from "./paper";
import type { Places, TileAt } from "./places";
import type { TileSource } from "./tile-source";
import type { Wanted } from "./tile-maker";

/** What all tiles show. */
export type Content = Pick<Wanted, "limit" | "revision" | "shown">;

interface Live {
  readonly tile: TileAt;
  readonly zoom: number;
  readonly paper: HTMLCanvasElement;
  readonly left: AbortController;
  /** What the paper shows. */
  content: Content | null;
}

export interface Heard {
  /** A tile came. */
  came(tile: TileAt, places: Places, content: Content): void;
  /** All tiles in view show what they should (true), or some could not be had. */
  settled(all: boolean): void;
}

/** Of the map, so that there are tiles. */
export const LEAST_ZOOM = ABOVE;
export const DEEPEST_ZOOM = DEEPEST_LEVEL + ABOVE;

export class TileLayer extends L.GridLayer {
  private readonly live = new Map<HTMLElement, Live>();
  private content: Content | null = null;
  private refreshing = false;

  constructor(
    private readonly source: TileSource,
    private readonly heard: Heard,
  ) {
    super({ pane: "layers", tileSize: SIDE, updateWhenZooming: false, updateWhenIdle: false, updateInterval: 100, keepBuffer: 1 });
    this.on("tileunload", ({ tile }: L.TileEvent) => {
      this.live.get(tile)?.left.abort();
      this.live.delete(tile);
    });
    this.on("load", () => heard.settled(true));
    this.on("tileerror", () => heard.settled(false));
  }

  /** Shows something else in all tiles, each as it comes. */
  show(content: Content): void {
    this.content = content;
    void this.refresh();
  }

  /** Asks again for the tiles that did not come. */
  again(): void {
    void this.refresh();
  }

  /** Of the tiles that a zoom of the map shows. */
  level(zoom: number): number {
    return Math.round(zoom) - ABOVE;
  }

  /** Whether a tile is on the map. */
  isLive({ z, x, y }: TileAt): boolean {
    return [...this.live.values()].some(({ tile }) => tile.z === z && tile.x === x && tile.y === y);
  }

  /** What is at a place of the map, of what is drawn in tiles. */
  async hits(map: L.Map, at: L.LatLng): Promise<Hits> {
    if (!this.content) return { areas: [] };
    const zoom = map.getZoom();
    const z = this.level(zoom);
    const side = 256 * map.getZoomScale(zoom, z);
    const point = map.project(at, zoom).divideBy(side);
    const reach = NEAR / side;
    const columns = new Set([Math.floor(point.x - reach), Math.floor(point.x + reach)]);
    const rows = new Set([Math.floor(point.y - reach), Math.floor(point.y + reach)]);
    const tiles = [...columns].flatMap((x) => [...rows].map((y) => ({ tile: { z, x, y }, x: point.x - x, y: point.y - y })));
    return this.source.hits({ tiles, side, zoom, ...this.content });
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const frame = document.createElement("div");
    const paper = document.createElement("canvas");
    paper.className = "tile-paper";
    paper.width = 0;
    const whole = `${SIDE + 2 * MARGIN}px`;
    Object.assign(paper.style, { left: `${-MARGIN}px`, top: `${-MARGIN}px`, width: whole, height: whole });
    frame.append(paper);
    const tile = { z: this.level(coords.z), x: coords.x, y: coords.y };
    const live: Live = { tile, zoom: this._map.getZoom(), paper, left: new AbortController(), content: null };
    this.live.set(frame, live);
    void this.draw(live).then((there) => done(there ? undefined : new Error("tile"), frame));
    return frame;
  }

  /** One round after the other, so that a slider that moves on and on does not starve the tiles of their answers. */
  private async refresh(): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    let there = true;
    for (;;) {
      const old = [...this.live.values()].filter((live) => live.content !== this.content && !live.left.signal.aborted);
      if (old.length === 0) break;
      const drawn = await Promise.all(old.map((live) => this.draw(live)));
      there = drawn.every(Boolean);
      if (!there) break;
    }
    this.refreshing = false;
    // Before the first are on the map there is nothing that could be settled.
    if (this.live.size > 0) this.heard.settled(there);
  }

  private async draw(live: Live): Promise<boolean> {
    const { content } = this;
    if (!content) return true;
    const { signal } = live.left;
    try {
      const ratio = sharpness();
      const { tile, zoom } = live;
      const { image, places } = await this.source.make({ tile, side: SIDE, zoom, ratio, ...content }, signal);
      // Of two under way, the one asked for later may come first.
      const late = live.content === this.content && content !== this.content;
      if (signal.aborted || late) return true;
      if (live.paper.width !== image.width) Object.assign(live.paper, { width: image.width, height: image.height });
      live.paper.getContext("bitmaprenderer")?.transferFromImageBitmap(image);
      live.content = content;
      this.heard.came(live.tile, places, content);
      return true;
    } catch {
      return signal.aborted;
    }
  }
}
