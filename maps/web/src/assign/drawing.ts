/** What this panel draws on the map: the place, which can be moved, lines to its kitchens, and their numbers. */

import type { LayerGroup, LeafletMouseEvent, Marker, PathOptions } from "leaflet";
import L from "leaflet";

import type { MapPort } from "../map/port";
import type { Around } from "./asked_place";
import type { Point } from "./position";

const place = ({ lon, lat }: Point): [number, number] => [lat, lon];
/** Pixels that an arrow key moves the place by; with Shift. */
const [STEP, LEAP] = [2, 20];
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Farther apart than this, both ends of a line are not brought into view. */
const VIEW_M = 50_000;

/** A marker of the place: dragged, or moved by the arrow keys. */
export function placed(port: MapPort, at: Point, label: string, moved: (to: Point) => void): Marker {
  const icon = L.divIcon({ className: "assign-place", iconSize: [30, 40], iconAnchor: [15, 38] });
  const marker = L.marker(place(at), { icon, draggable: true, keyboard: true, title: label, alt: label, zIndexOffset: 2000 });
  const tell = (): void => {
    const { lat, lng } = marker.getLatLng();
    moved({ lat, lon: lng });
  };
  marker.on("dragend", tell);
  // A click on the marker is none on the map below it.
  marker.on("click", (event: LeafletMouseEvent) => L.DomEvent.stopPropagation(event));
  marker.on("add", () => {
    const element = marker.getElement();
    element?.setAttribute("aria-label", label);
    element?.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? LEAP : STEP;
      const map = port.leaflet;
      marker.setLatLng(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add([arrow[0] * step, arrow[1] * step])));
    });
    element?.addEventListener("keyup", (event) => {
      if (ARROWS[event.key]) tell();
    });
  });
  return marker;
}

/** Lines to the kitchens of the answer, the nearest thick, and their numbers. */
export function drawAround(port: MapPort, group: LayerGroup, { nearest, kitchens }: Around): void {
  group.clearLayers();
  for (const { id, rank } of [...nearest.kitchens].reverse()) {
    const kitchen = kitchens.get(id);
    if (!kitchen) continue;
    const ends = [place(nearest), place(kitchen)];
    const first = rank === 1;
    const line = (style: PathOptions) => L.polyline(ends, { interactive: false, ...style }).addTo(group);
    line({ color: "#fff", weight: first ? 9 : 5, opacity: 0.9 });
    line({ color: port.colour(id), weight: first ? 5 : 2.5, ...(first ? {} : { dashArray: "6 6" }) });
    numbered(kitchen, String(rank), first).addTo(group);
  }
}

function numbered(at: Point, text: string, first: boolean): Marker {
  const badge = document.createElement("span");
  badge.textContent = text;
  const icon = L.divIcon({ className: first ? "assign-number first" : "assign-number", html: badge, iconSize: [24, 24], iconAnchor: [-8, 32] });
  return L.marker(place(at), { icon, interactive: false, keyboard: false, zIndexOffset: 1500 });
}

/** Brings the place and its nearest kitchen into view, where they are not. */
export function showAround(port: MapPort, { nearest, kitchens }: Around): void {
  const [first] = nearest.kitchens;
  const kitchen = first && first.distance_m < VIEW_M ? kitchens.get(first.id) : undefined;
  show(port, kitchen ? [nearest, kitchen] : [nearest]);
}

/** Brings points into view, where they are not. */
export function show(port: MapPort, points: readonly Point[]): void {
  const bounds = L.latLngBounds(points.map(place));
  if (points.length === 0 || port.leaflet.getBounds().pad(-0.04).contains(bounds)) return;
  if (points.length === 1) port.leaflet.panTo(bounds.getCenter());
  else port.fit(bounds.pad(0.3));
}

/** A household of a list, or one that is looked at, and its line. */
export function drawLine(group: LayerGroup, from: Point, to: Point | undefined, colour: string): void {
  if (to) L.polyline([place(from), place(to)], { color: colour, weight: 2, interactive: false }).addTo(group);
  L.circleMarker(place(from), { radius: 7, color: "#fff", weight: 2, fillColor: colour, fillOpacity: 1, interactive: false }).addTo(group);
}
