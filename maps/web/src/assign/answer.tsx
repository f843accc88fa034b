/** The three nearest kitchens, and what that means for the household. */

import { useEffect, useRef } from "preact/hooks";

import { mapPort } from "../map/port";
import { Section } from "../parts/panel";
import { metres, say } from "../words/words";
import { isFar, moveTo, type Around } from "./asked_place";
import { certainty, room, verdict } from "./sentences";

const MARK = { served: "✓", too_far: "✕", no_kitchen: "✕", bad_position: "?" } as const;

export function AnswerView({ around }: { readonly around: Around }) {
  const { nearest, settlement } = around;
  const { state, kitchens, lat, lon } = nearest;
  const element = useRef<HTMLDivElement>(null);
  // On a small screen the answer would come below what is seen.
  useEffect(() => element.current?.scrollIntoView({ block: "nearest" }), [lat, lon]);
  return (
    <Section title={say("assign-answer")}>
      <div ref={element} class={`assign-verdict ${state}`} role="status">
        <p class="assign-state"><span aria-hidden="true">{MARK[state]}</span> {verdict(nearest)}</p>
        <p>{certainty(nearest, around.accuracy)}</p>
        <p>{settlement === null ? say("assign-outside") : say("assign-inside", { settlement })}</p>
      </div>
      {isFar(nearest) && (
        <div class="assign-note" role="alert">
          <p>{say("assign-far", { distance: metres(Math.round(kitchens[0]?.distance_m ?? 0)) })}</p>
          {Math.abs(lon) <= 90 && (
            <p><button onClick={() => moveTo({ lat: lon, lon: lat })}>{say("assign-offer-swap", { lat: lon.toFixed(5), lon: lat.toFixed(5) })}</button></p>
          )}
        </div>
      )}
      <ol class="assign-kitchens">
        {kitchens.map((kitchen) => (
          <li key={kitchen.id} style={{ borderLeftColor: mapPort.value?.colour(kitchen.id) ?? "" }}>
            <span class="assign-rank">{say("assign-rank", { rank: kitchen.rank })}</span>
            <span class="assign-name">{kitchen.name}</span>
            <span class="assign-distance">{metres(Math.round(kitchen.distance_m))}</span>
            <span class="assign-room">{room(kitchen)}</span>
          </li>
        ))}
      </ol>
      {kitchens.length > 0 && <p class="assign-hint">{say("assign-straight")}</p>}
    </Section>
  );
}
