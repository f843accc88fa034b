/** The map with its layers, following what the person looks at. */

import { effect, signal } from "@preact/signals";
import L from "leaflet";

import { doing } from "../parts/notices";
import { endFirstView } from "../state/first-view";
import { layers, place, revision, triedLimit } from "../state/view";
import { followBasemap } from "./basemap-layer";
import { cardAnswer } from "./card-answer";
import { everything, PERU } from "./extent";
import { FREE } from "./first-tiles";
import { watchRevision } from "./freshness";
import { KnownPlaces } from "./known-places";
import { layersStyle } from "./layers-style";
import { onWorld, type Places } from "./places";
import { drawGaps, drawKitchens, drawNames, onScreen, type Drawn, type DrawPlaces } from "./places-drawing";
import { pointed, type Pointed } from "./pointed";
import { mapPort, picking, type MapPort, type Picked } from "./port";
import { extentOf, gapReaches, kitchenReaches, nameReaches, type Reach } from "./reach";
import { selected } from "./selected";
import { DEEPEST_ZOOM, LEAST_ZOOM, TileLayer } from "./tile-layer";
import { tileSource } from "./tile-source";
import { ViewCanvas, type Drawing } from "./view-canvas";

/** Some tiles could not be had. */
export const tilesMissing = signal(false);


/** Of the ring around what a card is about, with its edge: CSS pixels. */
const RING = 16;

/** While tiles come one by one, what lies over all of them is drawn anew no more often: milliseconds. */
const BETWEEN_MS = 150;

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
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement) {
    const map = L.map(element, { preferCanvas: true, fadeAnimation: false, zoomControl: false, attributionControl: false, minZoom: LEAST_ZOOM, maxZoom: DEEPEST_ZOOM, worldCopyJump: true });
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
        this.soon ??= setTimeout(() => this.stir(), BETWEEN_MS);
      },
      settled: (all) => {
        this.stir();
        tilesMissing.value = !all;
        endFirstView();
      },
    });
    const drawn = (zoom: number): Drawn | null => {
      const style = layersStyle.peek()?.style;
      return style ? { style, places: this.placesAt(zoom), shown: layers.peek() } : null;
    };
    const drawing = (reaches: (drawn: Drawn, zoom: number) => readonly Reach[], draw: DrawPlaces): Drawing => ({
      extent: (zoom) => {
        const now = drawn(zoom);
        return now && extentOf(reaches(now, zoom), zoom);
      },
      draw: (pen, size, origin, zoom) => {
        const now = drawn(zoom);
        if (now) draw(pen, now, size, origin, zoom);
      },
    });
    const ring = (): readonly Reach[] => (this.marked ? [[onWorld(this.marked.lon, this.marked.lat), RING, RING]] : []);
    this.canvases = [
      new ViewCanvas("gaps", drawing(gapReaches, drawGaps)),
      new ViewCanvas("kitchens", drawing(kitchenReaches, drawKitchens)),
      new ViewCanvas(
        "names",
        drawing(
          (now, zoom) => [...nameReaches(now, zoom), ...ring()],
          (pen, now, size, origin, zoom) => {
            drawNames(pen, now, size, origin, zoom);
            this.drawRing(pen, origin, zoom);
          },
        ),
      ),
    ];
    this.follow();
  }

  again(): void {
    this.tiles.again();
    if (this.lost) void doing(() => this.showAll());
  }

  stir(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    for (const canvas of this.canvases) canvas.stir();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.soon);
    mapPort.value = null;
    for (const end of this.endings) end();
    this.map.remove();
    this.source.close();
  }

  /** Shows all that there is. */
  async showAll(): Promise<void> {
    const bounds = await everything();
    this.led = true;
    this.map.fitBounds(bounds, { padding: [FREE, FREE], animate: false });
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
      this.endings.push(
        effect(() => this.lead()),
        effect(() => this.restyle()),
        // What a reader waits for.
        effect(() => this.show()),
        effect(() => this.mark()),
        followBasemap(map, this.source),
        watchRevision(),
      );
      // Before it shows a place, a map can draw nothing of a panel's.
      mapPort.value = this.port();
      centre();
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
    const { x, y } = onScreen(onWorld(lon, lat), origin, zoom);
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
      fit: (bounds) => map.fitBounds(bounds, { padding: [FREE, FREE], maxZoom: 18 }),
      colour: (id) => layersStyle.value?.style.kitchen(id) ?? "#6b6b6b",
    };
  }
}
