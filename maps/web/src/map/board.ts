/** The map with its layers, following what the person looks at. */

import { effect, signal } from "@preact/signals";
import L from "leaflet";

import { doing } from "../parts/notices";
import { endFirstView } from "../state/first-view";
import { layers, place, revision, triedLimit } from "../state/view";
import { followBasemap } from "./basemap-layer";
import { cardAnswer } from "./card-answer";
import { everything, PERU } from "./extent";
import { watchRevision } from "./freshness";
import { KnownPlaces } from "./known-places";
import { layersStyle } from "./layers-style";
import type { Places } from "./places";
import { drawGaps, drawKitchens, drawNames, onScreen, type Drawn } from "./places-drawing";
import { pointed, type Pointed } from "./pointed";
import { mapPort, picking, type MapPort, type Picked } from "./port";
import { selected } from "./selected";
import { TileLayer } from "./tile-layer";
import { tileSource } from "./tile-source";
import { ViewCanvas, type Draw } from "./view-canvas";

/** Some tiles could not be had. */
export const tilesMissing = signal(false);

type PlacesName = keyof Places;

const DEEPEST = 20;

/** Of the map's sides is so much under a card, or under the buttons. */
function paddingOf(map: L.Map): L.PanInsideOptions {
  const { x, y } = map.getSize();
  return x > 700 ? { paddingTopLeft: [60, 40], paddingBottomRight: [350, 40] } : { paddingTopLeft: [60, 30], paddingBottomRight: [20, y * 0.62] };
}

/** From the lowest up; what panels draw is between, at 400. */
const PANES = { gaps: 250, layers: 300, kitchens: 350, names: 450 };

export class Board {
  readonly map: L.Map;
  readonly known = new KnownPlaces();
  readonly tiles: TileLayer;
  private readonly source = tileSource();
  private readonly canvases: readonly ViewCanvas[];
  private readonly endings: (() => void)[] = [];
  private marked: Picked | null = null;
  /** The map moves to where the view says, and the view need not follow. */
  private led = false;
  private closed = false;
  /** It is not known where everything is. */
  private lost = false;

  constructor(element: HTMLElement) {
    const map = L.map(element, { preferCanvas: true, fadeAnimation: false, zoomControl: false, attributionControl: false, maxZoom: DEEPEST, worldCopyJump: true });
    this.map = map;
    for (const [name, level] of Object.entries(PANES)) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(level);
      pane.style.pointerEvents = "none";
    }
    L.control.scale({ imperial: false }).addTo(map);
    this.tiles = new TileLayer(this.source, {
      came: (tile, places, content) => {
        this.known.take(tile, places, content, (other) => this.tiles.isLive(other));
        this.stir();
      },
      settled: (all) => {
        tilesMissing.value = !all;
        endFirstView();
      },
    });
    const drawn = (draw: (pen: CanvasRenderingContext2D, drawn: Drawn, size: L.Point, origin: L.Point, zoom: number) => void): Draw =>
      (pen, size, origin, zoom) => {
        const style = layersStyle.peek()?.style;
        if (style) draw(pen, { style, places: this.placesAt(zoom), shown: layers.peek() }, size, origin, zoom);
      };
    const has = (...names: PlacesName[]): boolean => names.some((name) => layers.peek().has(name) && this.placesAt(map.getZoom())[name].length > 0);
    this.canvases = [
      new ViewCanvas("gaps", { draw: drawn(drawGaps), isEmpty: () => !has("gaps") }),
      new ViewCanvas("kitchens", { draw: drawn(drawKitchens), isEmpty: () => !has("kitchens") }),
      new ViewCanvas("names", {
        draw: (pen, size, origin, zoom) => {
          drawn(drawNames)(pen, size, origin, zoom);
          this.drawRing(pen, origin, zoom);
        },
        isEmpty: () => !has("kitchens", "settlements") && !this.marked,
      }),
    ];
    this.follow();
  }

  again(): void {
    this.tiles.again();
    if (this.lost) void doing(() => this.showAll());
  }

  stir(): void {
    for (const canvas of this.canvases) canvas.stir();
  }

  close(): void {
    this.closed = true;
    mapPort.value = null;
    for (const end of this.endings) end();
    this.map.remove();
    this.source.close();
  }

  /** Shows all that there is. */
  async showAll(): Promise<void> {
    const bounds = await everything();
    this.led = true;
    this.map.fitBounds(bounds, { padding: [24, 24], animate: false });
    this.led = false;
    this.lost = false;
    place.value = null;
  }

  /** Where everything is could not be had: so neither could the tiles, which says what to do. */
  private showNothing(): void {
    this.lost = true;
    this.map.fitBounds(PERU);
  }

  private follow(): void {
    const { map } = this;
    const at = place.peek();
    const start = at ? Promise.resolve(map.setView([at.lat, at.lon], at.zoom)) : this.showAll().catch(() => this.showNothing());
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      if (!this.led) place.value = { zoom: map.getZoom(), lat, lon: lng };
    });
    const pointedAt = (by: Pointed["by"]) => (latlng: L.LatLng) => {
      const { lng, lat } = latlng.wrap();
      pointed.value = { lon: lng, lat, by };
    };
    const centre = () => pointedAt("centre")(map.getCenter());
    map.on("mousemove", ({ latlng }: L.LeafletMouseEvent) => pointedAt("pointer")(latlng));
    map.on("mouseout", centre);
    map.on("move", () => {
      if (pointed.peek()?.by !== "pointer") centre();
    });
    void start.then(() => {
      if (this.closed) return;
      // Before it shows a place, a map can draw nothing of a panel's.
      mapPort.value = this.port();
      centre();
      this.endings.push(
        watchRevision(),
        effect(() => this.lead()),
        effect(() => this.restyle()),
        effect(() => this.show()),
        effect(() => this.mark()),
        followBasemap(map, this.source),
      );
    });
  }

  /** Goes where the address says. */
  private lead(): void {
    const at = place.value;
    if (!at) return;
    const { lat, lng } = this.map.getCenter();
    if (this.map.getZoom() === at.zoom && Math.abs(lat - at.lat) < 1e-5 && Math.abs(lng - at.lon) < 1e-5) return;
    this.map.setView([at.lat, at.lon], at.zoom);
  }

  private restyle(): void {
    const known = layersStyle.value;
    if (known) this.source.restyle(known.document);
  }

  private show(): void {
    const style = layersStyle.value;
    const content = { limit: triedLimit.value, revision: revision.value, shown: [...layers.value] };
    if (!style) return;
    this.tiles.show(content);
    if (!this.map.hasLayer(this.tiles)) for (const layer of [this.tiles, ...this.canvases]) layer.addTo(this.map);
    this.stir();
  }

  /** Rings what the open card is about, and keeps it in view. */
  private mark(): void {
    const of = selected.value;
    const answer = cardAnswer.value;
    const known = answer.kind === "there" && of?.layer === answer.value.of.layer && of.id === answer.value.of.id ? answer.value.at : null;
    const before = this.marked;
    this.marked = of ? (known ?? (answer.kind === "waiting" ? before : null)) : null;
    if (known && (known.lon !== before?.lon || known.lat !== before.lat)) this.map.panInside([known.lat, known.lon], paddingOf(this.map));
    this.stir();
  }

  private placesAt(zoom: number): Places {
    return this.known.at(this.tiles.level(zoom));
  }

  /** Around the place that was chosen. */
  private drawRing(pen: CanvasRenderingContext2D, origin: L.Point, zoom: number): void {
    if (!this.marked) return;
    const { lon, lat } = this.marked;
    const { x, y } = onScreen({ x: lon / 360 + 0.5, y: 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI) }, origin, zoom);
    pen.globalAlpha = 1;
    for (const [width, colour] of [[5, "#ffffff"], [2.5, "#0b5c8a"]] as const) {
      pen.beginPath();
      pen.arc(x, y, 11, 0, 2 * Math.PI);
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  }

  private port(): MapPort {
    const { map } = this;
    return {
      leaflet: map,
      overlay: () => L.layerGroup().addTo(map),
      pick(taken) {
        const handler = ({ latlng }: L.LeafletMouseEvent) => {
          const { lng, lat } = latlng.wrap();
          taken({ lon: lng, lat });
        };
        map.on("click", handler);
        picking.value = picking.peek() + 1;
        let over = false;
        return () => {
          map.off("click", handler);
          if (!over) picking.value = picking.peek() - 1;
          over = true;
        };
      },
      fit: (bounds) => map.fitBounds(bounds, { padding: [24, 24], maxZoom: 18 }),
      colour: (id) => layersStyle.value?.style.kitchen(id) ?? "#6b6b6b",
    };
  }
}
