/** A canvas over the whole view, and somewhat more, that follows the map while it is moved and zoomed, and is drawn anew after. */

import L from "leaflet";

import { sharpness } from "./paper";

/** So much of the view's size is drawn beyond each of its sides. */
const BEYOND = 0.25;

/** Draws what is seen: CSS pixels from the canvas's corner; `origin` is that corner in the pixels of the whole world at the zoom. */
export type Draw = (pen: CanvasRenderingContext2D, size: L.Point, origin: L.Point, zoom: number) => void;

export interface Drawing {
  readonly draw: Draw;
  /** Nothing would be drawn: a canvas of this size is dear even where it stays empty. */
  readonly isEmpty: () => boolean;
}

export class ViewCanvas extends L.Layer {
  private readonly paper = document.createElement("canvas");
  private center = L.latLng(0, 0);
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
    const corner = map.project(this.center, zoom).subtract(half.multiplyBy((1 + 2 * BEYOND) * scale));
    const pane = map.getPane("mapPane");
    const shifted = pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
    const origin = map.project(center, zoom).subtract(half).add(shifted).round();
    L.DomUtil.setTransform(this.paper, corner.subtract(origin), scale);
  }

  private update(): void {
    const map = this._map;
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    const view = map.getSize();
    const size = view.multiplyBy(1 + 2 * BEYOND).round();
    const corner = map.containerPointToLayerPoint(view.multiplyBy(-BEYOND)).round();
    L.DomUtil.setPosition(this.paper, corner);
    if (this.drawing.isEmpty()) {
      if (this.paper.width > 0) this.paper.width = 0;
      return;
    }
    const ratio = sharpness();
    Object.assign(this.paper, { width: size.x * ratio, height: size.y * ratio });
    Object.assign(this.paper.style, { width: `${size.x}px`, height: `${size.y}px` });
    const pen = this.paper.getContext("2d");
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawing.draw(pen, size, corner.add(map.getPixelOrigin()), this.zoom);
  }
}
