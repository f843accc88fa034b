/** Hovering, clicking, tapping and asking by the keyboard what is at a place. */

import L from "leaflet";

import { layers } from "../state/view";
import type { Board } from "./board";
import { foundAt, idOf, type Found } from "./found";
import { hovered } from "./hover-words";
import { picking } from "./port";
import { closeCard, openCard } from "./selected";

export class Pointing {
  private readonly tip = L.tooltip({ direction: "top", offset: [0, -8], className: "map-tip" });
  private asking = false;
  private next: L.LatLng | null = null;
  /** Which question is the last. */
  private turn = 0;

  constructor(private readonly board: Board) {
    const { map } = board;
    map.on("mousemove", ({ latlng, originalEvent }: L.LeafletMouseEvent) => {
      // Over a panel's own drawings, or controls, these speak; and what is dragged lies over the rest.
      if (originalEvent.buttons !== 0 || (originalEvent.target instanceof Element && originalEvent.target.closest(".leaflet-interactive"))) {
        this.leave();
        return;
      }
      this.next = latlng;
      void this.look();
    });
    map.on("mouseout movestart zoomstart", () => this.leave());
    map.on("click", ({ latlng }: L.LeafletMouseEvent) => {
      if (picking.peek() === 0) void this.choose(latlng);
    });
  }

  /** What is at the map's centre: its card, and what it is in words; `null` where nothing is. */
  async atCentre(): Promise<string | null> {
    return this.choose(this.board.map.getCenter());
  }

  private async choose(at: L.LatLng): Promise<string | null> {
    const found = await foundAt(this.board, at, layers.peek());
    this.leave();
    if (!found) {
      closeCard();
      return null;
    }
    const { map } = this.board;
    const id = idOf(found.properties);
    if (id === "") map.setView(found.at ?? at, Math.min(map.getZoom() + 2, map.getMaxZoom()));
    else openCard({ layer: found.layer, id });
    return this.words(found);
  }

  private async look(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    while (this.next) {
      const at = this.next;
      this.next = null;
      const turn = this.turn;
      const found = picking.peek() === 0 ? await foundAt(this.board, at, layers.peek()) : null;
      if (turn !== this.turn) continue;
      this.show(found, at);
      await new Promise(requestAnimationFrame);
    }
    this.asking = false;
  }

  private show(found: Found | null, at: L.LatLng): void {
    const { map } = this.board;
    map.getContainer().classList.toggle("map-over", found !== null);
    if (!found) {
      this.tip.remove();
      return;
    }
    const words = document.createElement("span");
    words.textContent = this.words(found);
    this.tip.setContent(words).setLatLng(found.at && found.layer !== "gaps" ? found.at : at);
    if (!map.hasLayer(this.tip)) this.tip.addTo(map);
  }

  private leave(): void {
    this.turn += 1;
    this.next = null;
    this.tip.remove();
    this.board.map.getContainer().classList.remove("map-over");
  }

  private words(found: Found): string {
    const { kitchens } = this.board.known.at(this.board.tiles.level(this.board.map.getZoom()));
    return hovered(found, (id) => {
      const name = kitchens.find((kitchen) => kitchen.properties["id"] === id)?.properties["name"];
      return typeof name === "string" ? name : id;
    });
  }
}
