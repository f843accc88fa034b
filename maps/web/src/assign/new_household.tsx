/** A household that is not registered yet: where it is, its three nearest kitchens, and registering it. */

import { effect } from "@preact/signals";
import type { Marker } from "leaflet";
import { useEffect } from "preact/hooks";

import { mapPort } from "../map/port";
import { Section, Shown } from "../parts/panel";
import { say } from "../words/words";
import { AnswerView } from "./answer";
import { around, at, moveTo } from "./asked_place";
import { drawAround, placed, show, showAround } from "./drawing";
import { Save } from "./save";
import { Where } from "./where";

export function NewHousehold() {
  useEffect(drawn, []);
  return (
    <>
      <Section title={say("assign-where")}>
        <Where />
      </Section>
      {at.value && (
        <Shown answer={around.value}>
          {(there) =>
            there && (
              <>
                <AnswerView around={there} />
                <Save around={there} late={around.value.kind !== "there"} />
              </>
            )
          }
        </Shown>
      )}
    </>
  );
}

/** Takes clicks on the map, and draws, until the returned function is called. */
function drawn(): () => void {
  return effect(() => {
    const port = mapPort.value;
    if (!port) return;
    const [marks, lines] = [port.overlay(), port.overlay()];
    const unpick = port.pick((place) => moveTo(place));
    let marker: Marker | null = null;
    const unplace = effect(() => {
      const place = at.value;
      const label = say("assign-marker");
      if (!place) {
        marks.clearLayers();
        marker = null;
      } else if (marker) {
        // The same one, so that it keeps the focus while it is moved by keys.
        marker.setLatLng([place.lat, place.lon]);
      } else {
        marker = placed(port, place, label, moveTo).addTo(marks);
        show(port, [place]);
      }
    });
    const unanswer = effect(() => {
      const answer = around.value;
      if (answer.kind !== "there" || !answer.value) {
        if (answer.kind !== "waiting" || !at.value) lines.clearLayers();
        return;
      }
      drawAround(port, lines, answer.value);
      showAround(port, answer.value);
    });
    return () => {
      unplace();
      unanswer();
      unpick();
      for (const group of [marks, lines]) group.clearLayers().remove();
    };
  });
}
