/** The map. */

import "leaflet/dist/leaflet.css";
import { useEffect, useRef } from "preact/hooks";

import { say } from "../words/words";
import { Board } from "./board";
import "./map.css";
import { picking } from "./port";

export function MapView() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    const board = new Board(element.current);
    return () => board.close();
  }, []);
  return (
    <div class="map">
      <div class={picking.value > 0 ? "map-sheet map-picking" : "map-sheet"} ref={element} aria-label={say("map-name")} role="application" />
    </div>
  );
}
