/** The map. */

import { useSignal } from "@preact/signals";
import "leaflet/dist/leaflet.css";
import { useLayoutEffect, useRef } from "preact/hooks";

import { say } from "../words/words";
import { attributionText, shownBasemap } from "./basemap";
import { Board, tilesMissing } from "./board";
import { Card } from "./card";
import { layersStyleProblem } from "./layers-style";
import { MapButtons } from "./map-buttons";
import "./map.css";
import { Pointing } from "./pointing";
import { picking } from "./port";
import { Readout } from "./readout";

function Missing({ board }: { readonly board: Board }) {
  const problem = layersStyleProblem.value;
  if (problem === null && !tilesMissing.value) return null;
  return (
    <div class="map-missing" role="alert">
      <p>{problem ?? say("map-missing")}</p>
      {problem === null && <button onClick={() => board.again()}>{say("map-again")}</button>}
    </div>
  );
}

function Attribution() {
  const ground = shownBasemap.value;
  const theirs = ground.kind === "none" ? null : ground.attribution;
  return <p class="map-attribution">{[say("map-attribution"), theirs === null ? "" : attributionText(theirs)].filter((part) => part !== "").join(" · ")}</p>;
}

export function MapView() {
  const element = useRef<HTMLDivElement>(null);
  const board = useSignal<Board | null>(null);
  const pointing = useRef<Pointing | null>(null);
  const told = useSignal("");
  // Before the page is painted: the worker and the first tiles are what a reader waits for.
  useLayoutEffect(() => {
    if (!element.current) return;
    const made = new Board(element.current);
    pointing.current = new Pointing(made);
    board.value = made;
    return () => made.close();
  }, []);
  return (
    <div class="map">
      <div
        class={picking.value > 0 ? "map-sheet map-picking" : "map-sheet"}
        ref={element}
        role="application"
        aria-label={say("map-name")}
        aria-describedby="map-keys"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.target !== element.current || picking.value > 0) return;
          event.preventDefault();
          void pointing.current?.atCentre().then((words) => (told.value = words ?? say("map-nothing-here")));
        }}
      />
      <div class="map-cross" aria-hidden="true" />
      <p id="map-keys" class="map-keys">
        {say("map-keys")}
      </p>
      <p class="map-told" role="status" aria-live="polite">
        {told.value}
      </p>
      {board.value && <MapButtons board={board.value} />}
      {board.value && <Missing board={board.value} />}
      <Card back={() => element.current?.focus({ preventScroll: true })} />
      <div class="map-foot">
        <Readout />
        <Attribution />
      </div>
    </div>
  );
}
