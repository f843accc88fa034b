/** What the panel shows on the map while it is open. */

import { computed, effect } from "@preact/signals";

import type { MapPort } from "../map/port";
import { keep } from "../state/view";
import { metres, say } from "../words/words";
import { nameOf } from "./description";
import { drawing, NEW_COLOUR } from "./drawing";
import { distance, type Point } from "./ground";
import { known, marked, view, type Kitchen } from "./kitchens";
import { Markers, type Marked } from "./markers";
import type { Step } from "./scenario";
import { held, place, placing, scenario, set, shown, steps, type Mark } from "./trial";

/** Where a kitchen is in the scenario, and whether it is open there. */
export function inScenario(kitchen: Kitchen, tried: readonly Step[]): { readonly at: Point | null; readonly status: "open" | "closed" } {
  const move = tried.find((step) => step.kind === "move" && step.id === kitchen.id);
  const status = tried.find((step) => step.kind === "status" && step.id === kitchen.id);
  return { at: move?.kind === "move" ? move.to : kitchen.at, status: status?.kind === "status" ? status.status : kitchen.status };
}

function existing(kitchen: Kitchen, port: MapPort): Marked[] {
  const { at, status } = inScenario(kitchen, steps.value);
  if (!at) return [];
  const from = kitchen.at && distance(kitchen.at, at) >= 1 ? { at: kitchen.at, words: metres(distance(kitchen.at, at)) } : null;
  const label = say("what-if-marker", { kitchen: kitchen.name, status: say(`what-if-status-${status}`) });
  return [{ mark: kitchen.id, name: kitchen.name, label, at, look: status, colour: port.colour(kitchen.id), from }];
}

function markers(port: MapPort): readonly Marked[] {
  const ids = new Set([...(marked.value ?? []).map(({ id }) => id), ...steps.value.flatMap((step) => (step.kind === "add" ? [] : [step.id]))]);
  // The one that is about to be moved is there, however many others are.
  if (placing.value) ids.add(placing.value);
  const old = [...ids].flatMap((id) => known.value.get(id) ?? []).flatMap((kitchen) => existing(kitchen, port));
  const added = steps.value.flatMap((step, mark): Marked[] => {
    if (step.kind !== "add") return [];
    const name = nameOf(step.name);
    return [{ mark, name, label: say("what-if-marker", { kitchen: name, status: say("what-if-status-new") }), at: step.at, look: "new", colour: NEW_COLOUR, from: null }];
  });
  return [...old, ...added];
}

/** Puts a kitchen, or a new one, where the map was clicked. */
export function put(at: Point): void {
  const id = placing.peek();
  if (id === null) return;
  placing.value = null;
  if (id === "") set([...scenario.peek().steps, { kind: "add", at, name: "", what: null }]);
  else place(id, at);
}

/** All of it is gone when the returned function was called. */
export function open(port: MapPort): () => void {
  const map = port.leaflet;
  const drawn = drawing(port);
  const moving = new Markers(port, {
    held: (mark: Mark, to) => (held.value = { mark, to }),
    letGo() {
      const was = held.peek();
      held.value = null;
      if (was) place(was.mark, was.to);
    },
    chosen: (mark) => typeof mark === "string" && keep("kitchen", mark),
  });
  const look = (): void => void (view.value = map.getBounds().toBBoxString());
  look();
  map.on("moveend", look);
  const ready = computed(() => placing.value !== null);
  const stops = [
    effect(() => drawn.show(shown.value)),
    effect(() => moving.show(markers(port))),
    effect(() => {
      if (!ready.value) return undefined;
      map.getContainer().classList.add("what-if-placing");
      const stop = port.pick((at) => put(at));
      return () => {
        stop();
        map.getContainer().classList.remove("what-if-placing");
      };
    }),
    effect(() => {
      if (placing.value) moving.focus(placing.value);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off("moveend", look);
    moving.remove();
    drawn.remove();
  };
}
