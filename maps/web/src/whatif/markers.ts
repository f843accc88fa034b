/** Kitchens on the map that can be taken elsewhere, by hand or by the arrow keys. */

import L from "leaflet";

import type { MapPort } from "../map/port";
import { beside, type Point } from "./ground";
import { icon, type Look } from "./icon";
import type { Mark } from "./trial";

export interface Marked {
  readonly mark: Mark;
  readonly name: string;
  /** For who cannot see it: the name, what it is, and how to move it. */
  readonly label: string;
  readonly at: Point;
  readonly look: Look;
  readonly colour: string;
  /** Where it is in the register, if it is elsewhere here, and how far that is. */
  readonly from: { readonly at: Point; readonly words: string } | null;
}

export interface Moving {
  /** It is held, and is here now. */
  readonly held: (mark: Mark, to: Point) => void;
  /** It was let go. */
  readonly letGo: () => void;
  readonly chosen: (mark: Mark) => void;
}

interface Drawn {
  readonly marker: L.Marker;
  readonly face: HTMLElement;
  readonly tip: HTMLElement;
  readonly way: L.Polyline;
  readonly words: HTMLElement;
  shown: string;
  dragged: boolean;
}

const ARROWS: Readonly<Record<string, readonly [east: number, north: number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP_M = 10;
const LONG_STEP_M = 50;

const place = ({ lat, lon }: Point): L.LatLngTuple => [lat, lon];

export class Markers {
  private readonly group: L.LayerGroup;
  private readonly drawn = new Map<Mark, Drawn>();

  constructor(
    private readonly port: MapPort,
    private readonly moving: Moving,
  ) {
    this.group = port.overlay();
  }

  /** Those that are the same stay, and keep the focus. */
  show(all: readonly Marked[]): void {
    const marks = new Set(all.map(({ mark }) => mark));
    for (const [mark, { marker, way }] of this.drawn) {
      if (marks.has(mark)) continue;
      marker.remove();
      way.remove();
      this.drawn.delete(mark);
    }
    for (const one of all) this.bring(this.drawn.get(one.mark) ?? this.draw(one), one);
  }

  /** Brings a kitchen into view, ready to be moved. */
  focus(mark: Mark): void {
    const marker = this.drawn.get(mark)?.marker;
    if (!marker) return;
    if (!this.port.leaflet.getBounds().pad(-0.1).contains(marker.getLatLng())) this.port.leaflet.panTo(marker.getLatLng());
    marker.getElement()?.focus({ preventScroll: true });
  }

  remove(): void {
    this.group.clearLayers();
    this.group.remove();
    this.drawn.clear();
  }

  private draw({ mark, at, name }: Marked): Drawn {
    const face = document.createElement("div");
    const tip = document.createElement("span");
    const words = document.createElement("span");
    const marker = L.marker(place(at), {
      icon: L.divIcon({ html: face, className: "what-if-marker", iconSize: [34, 34] }),
      draggable: true,
      autoPan: true,
      riseOnHover: true,
      zIndexOffset: 1000,
      alt: name,
    });
    const way = L.polyline([], { color: "#1a1a1a", weight: 2, dashArray: "6 6", interactive: false });
    way.bindTooltip(words, { permanent: true, direction: "center", className: "what-if-way" });
    marker.bindTooltip(tip, { direction: "top", offset: [0, -14] });
    const drawn: Drawn = { marker, face, tip, way, words, shown: "", dragged: false };
    const now = (): Point => ({ lat: marker.getLatLng().lat, lon: marker.getLatLng().lng });
    marker.on("dragstart", () => (drawn.dragged = true));
    marker.on("drag", () => this.moving.held(mark, now()));
    marker.on("dragend", () => {
      drawn.dragged = false;
      this.moving.letGo();
    });
    marker.on("click", () => this.moving.chosen(mark));
    marker.addTo(this.group);
    const element = marker.getElement();
    element?.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      // Else the map pans too.
      event.preventDefault();
      event.stopPropagation();
      const far = event.shiftKey ? LONG_STEP_M : STEP_M;
      const to = beside(now(), arrow[0] * far, arrow[1] * far);
      marker.setLatLng(place(to));
      this.moving.held(mark, to);
    });
    for (const end of ["keyup", "blur"]) element?.addEventListener(end, () => this.moving.letGo());
    this.drawn.set(mark, drawn);
    return drawn;
  }

  private bring(drawn: Drawn, { name, label, at, look, colour, from }: Marked): void {
    const { marker, face, tip, way, words } = drawn;
    if (!drawn.dragged) marker.setLatLng(place(at));
    const shown = `${look} ${colour}`;
    if (drawn.shown !== shown) face.replaceChildren(icon(look, colour));
    drawn.shown = shown;
    tip.textContent = name;
    marker.getElement()?.setAttribute("aria-label", label);
    if (from) {
      words.textContent = from.words;
      way.setLatLngs([place(from.at), place(at)]).addTo(this.group);
      way.getTooltip()?.setLatLng(way.getBounds().getCenter());
    } else way.remove();
  }
}
