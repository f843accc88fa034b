/** A canvas over the whole view, and somewhat more, that follows the map while it is moved and zoomed, and is drawn anew after. */

import L from "leaflet";

import { sharpness } from "./paper";

/** So much of the view's size is drawn beyond each of its sides. */
const BEYOND = 0.25;

/** Draws what is seen: CSS pixels from the canvas's corner; `origin` is that corner in the pixels of the whole world at the zoom. */
export type Draw = (pen: CanvasRenderingContext2D, size: L.Point, origin: L.Point, zoom: number) => void;

export interface Drawing {
  readonly draw: Draw;
  /** Within what all of it lies, in the pixels of the whole world at the zoom: a canvas is dear by its size, even where it stays empty. */
  readonly extent: (zoom: number) => L.Bounds | null;
}

function shared(one: L.Bounds, other: L.Bounds): L.Bounds | null {
  const [from, to] = [one.getTopLeft(), one.getBottomRight()];
  const [otherFrom, otherTo] = [other.getTopLeft(), other.getBottomRight()];
  const corner = L.point(Math.max(from.x, otherFrom.x), Math.max(from.y, otherFrom.y)).floor();
  const end = L.point(Math.min(to.x, otherTo.x), Math.min(to.y, otherTo.y)).ceil();
  return corner.x < end.x && corner.y < end.y ? L.bounds(corner, end) : null;
}

export class ViewCanvas extends L.Layer {
  private readonly paper = document.createElement("canvas");
  /** Of the paper, in the pixels of the whole world at the zoom it was drawn for. */
  private corner = L.point(0, 0);
  private zoom = 0;
  private frame = 0;

  constructor(
    pane: string,
    private readonly drawing: Drawing,
  ) {
    super();
    // Leaflet's own class takes no options.
    L.Util.setOptions(this, { pane });
    this.paper.className = "view-paper leaflet-zoom-animated";
    this.paper.setAttribute("aria-hidden", "true");
    this.paper.width = 0;
  }

  override onAdd(): this {
    this.getPane()?.append(this.paper);
    this.update();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.paper.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      zoomanim: (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.move(center, zoom);
      },
      zoom: () => this.move(this._map.getCenter(), this._map.getZoom()),
      viewreset: () => this.update(),
      moveend: () => this.update(),
      resize: () => this.update(),
    };
  }

  /** Draws anew before the next frame. */
  stir(): void {
    cancelAnimationFrame(this.frame);
    // `_map` is none once the layer was taken away.
    this.frame = requestAnimationFrame(() => this.paper.isConnected && this.update());
  }

  private move(center: L.LatLng, zoom: number): void {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5);
    const pane = map.getPane("mapPane");
    const shifted = pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
    const origin = map.project(center, zoom).subtract(half).add(shifted).round();
    L.DomUtil.setTransform(this.paper, this.corner.multiplyBy(scale).subtract(origin), scale);
  }

  private update(): void {
    const map = this._map;
    this.zoom = map.getZoom();
    const view = map.getSize();
    const origin = map.getPixelOrigin();
    const onWorld = (x: number, y: number): L.Point => map.containerPointToLayerPoint([x, y]).add(origin);
    const seen = L.bounds(onWorld(-BEYOND * view.x, -BEYOND * view.y), onWorld((1 + BEYOND) * view.x, (1 + BEYOND) * view.y));
    const extent = this.drawing.extent(this.zoom);
    const paper = extent && shared(seen, extent);
    if (!paper) {
      if (this.paper.width > 0) this.paper.width = 0;
      return;
    }
    this.corner = paper.getTopLeft();
    const size = paper.getSize();
    const ratio = sharpness();
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (this.paper.width !== width || this.paper.height !== height) {
      Object.assign(this.paper, { width, height });
      Object.assign(this.paper.style, { width: `${size.x}px`, height: `${size.y}px` });
    }
    L.DomUtil.setPosition(this.paper, this.corner.subtract(origin));
    const pen = this.paper.getContext("2d");
    if (!pen) return;
    pen.resetTransform();
    pen.clearRect(0, 0, width, height);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawing.draw(pen, size, this.corner, this.zoom);
  }
}
