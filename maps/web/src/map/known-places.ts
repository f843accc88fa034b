/** The kitchens, gaps and settlements that tiles brought. */

import { NO_PLACES, type Part, type Places, type Spot, type TileAt } from "./places";

/** Of tiles that left the view: a gap is seen from afar, and its circle reaches into the view from tiles that are not. */
const KEPT = 300;

interface Known {
  readonly tile: TileAt;
  readonly places: Places;
  readonly content: unknown;
}

export class KnownPlaces {
  /** Oldest first. */
  private readonly tiles = new Map<string, Known>();
  /** What was last put together: every canvas asks for it at every step of a movement. */
  private last: { readonly level: number; readonly places: Places } | null = null;

  /** Takes what a tile shows now; what other tiles showed of another content is dropped when they are not on the map. */
  take(tile: TileAt, places: Places, content: unknown, isLive: (tile: TileAt) => boolean): void {
    this.last = null;
    const key = `${tile.z}/${tile.x}/${tile.y}`;
    this.tiles.delete(key);
    this.tiles.set(key, { tile, places, content });
    for (const [other, known] of this.tiles) {
      if (known.content !== content && !isLive(known.tile)) this.tiles.delete(other);
      else if (this.tiles.size > KEPT && !isLive(known.tile)) this.tiles.delete(other);
    }
  }

  /** Each once; what stands for several only where tiles of this level have it. */
  at(level: number): Places {
    if (this.last?.level !== level) this.last = { level, places: this.together(level) };
    return this.last.places;
  }

  private together(level: number): Places {
    const [kitchens, gaps] = [new Map<string, Spot>(), new Map<string, Spot>()];
    const settlements = new Map<string, Part>();
    for (const { tile, places } of this.tiles.values()) {
      for (const [from, to] of [[places.kitchens, kitchens], [places.gaps, gaps]] as const) {
        for (const spot of from) {
          const id = spot.properties["id"];
          if (typeof id === "string") to.set(id, spot);
          else if (tile.z === level) to.set(`${spot.x}/${spot.y}`, spot);
        }
      }
      if (tile.z !== level) continue;
      for (const part of places.settlements) {
        const id = String(part.properties["id"]);
        settlements.set(id, joined(settlements.get(id), part));
      }
    }
    return this.tiles.size === 0 ? NO_PLACES : { kitchens: [...kitchens.values()], gaps: [...gaps.values()], settlements: [...settlements.values()] };
  }
}

function joined(one: Part | undefined, other: Part): Part {
  if (!one) return other;
  const area = one.area + other.area;
  const mean = (a: number, b: number): number => (a * one.area + b * other.area) / area;
  return { x: mean(one.x, other.x), y: mean(one.y, other.y), area, properties: other.properties };
}
