/** The ways to say where a household is: on the map, as text, by the device. */

import { useSignal, useSignalEffect } from "@preact/signals";

import { mapPort } from "../map/port";
import { doing } from "../parts/notices";
import { say } from "../words/words";
import { accuracy, ask, at, measuring, moveTo, understood } from "./asked_place";
import { Unread } from "./degrees";
import { device, type Silence } from "./device";
import { position, written } from "./position";

const shown = (place: { readonly lat: number; readonly lon: number } | null): string => (place ? written(place).replace(",", ", ") : "");

export function Where() {
  const typed = useSignal(shown(at.peek()));
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  // A place from the map or the device is written into the field; what was typed and understood stays as it was typed.
  useSignalEffect(() => {
    const place = at.value;
    // Nor is text taken away that is told to be wrong.
    if (understood.peek() || (!place && problem.peek() !== null)) return;
    typed.value = shown(place);
    problem.value = null;
  });

  const read = async (event: Event) => {
    event.preventDefault();
    try {
      const there = await position(typed.value);
      problem.value = null;
      moveTo(there, there);
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      problem.value = say(`assign-problem-${error.code}`, { part: error.part });
      // The answer for the place before would be taken for this one's.
      ask(null, null);
    }
  };
  const locate = () =>
    doing(async () => {
      busy.value = true;
      const take = measuring();
      const there = await device().finally(() => (busy.value = false));
      if (typeof there === "string") problem.value = say(`assign-device-${there satisfies Silence}`);
      else take(there, there.accuracy);
    });
  const middle = () => {
    const centre = mapPort.peek()?.leaflet.getCenter();
    if (centre) moveTo({ lat: centre.lat, lon: centre.lng });
  };

  return (
    <>
      {!at.value && <p class="assign-lead">{say("assign-click")}</p>}
      <form class="assign-where" onSubmit={read}>
        <label for="assign-position">{say("assign-position")}</label>
        <div class="assign-row">
          <input
            id="assign-position"
            value={typed.value}
            placeholder="-12.1307, -76.9506"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={problem.value !== null}
            aria-describedby="assign-position-problem"
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
          <button type="submit" class={at.value ? undefined : "main-action"}>{say("assign-find")}</button>
        </div>
        <p id="assign-position-problem" class="problem" role="alert">{problem.value}</p>
      </form>
      <Understanding />
      <div class="assign-row assign-ways">
        <button onClick={locate} disabled={busy.value}>{say(busy.value ? "assign-locating" : "assign-locate")}</button>
        <button onClick={middle}>{say("assign-middle")}</button>
      </div>
      <div class="assign-precise">
        <label class="assign-accuracy">
          {say("assign-accuracy")}
          <input
            type="number"
            min="0"
            step="any"
            inputMode="decimal"
            value={accuracy.value ?? ""}
            onChange={(event) => ask(at.peek(), event.currentTarget.valueAsNumber || null, understood.peek())}
          />
        </label>
        <details class="assign-examples">
          <summary>{say("assign-examples")}</summary>
          <ul>
            {["-12.1307, -76.9506", "-12,1307 -76,9506", "12.1307 S 76.9506 O", `12°07'50.5"S 76°57'02"O`, "18L 287750 8658100", "geo:-12.1307,-76.9506"].map((example) => (
              <li key={example}><code>{example}</code></li>
            ))}
          </ul>
          <p>{say("assign-examples-more")}</p>
        </details>
      </div>
    </>
  );
}

/** What was taken for granted in the text, and what else it may mean. */
function Understanding() {
  const how = understood.value;
  if (!how) return null;
  const { notes, offer } = how;
  if (notes.length === 0 && !offer) return null;
  return (
    <div class="assign-note" role="status">
      {notes.map((note) => <p key={note}>{say(`assign-note-${note}`, { lat: how.lat.toFixed(5), lon: how.lon.toFixed(5) })}</p>)}
      {offer && (
        <p>
          {offer.why === "signs" && <span>{say("assign-signs")} </span>}
          <button onClick={() => moveTo(offer)}>{say(`assign-offer-${offer.why}`, { lat: offer.lat.toFixed(5), lon: offer.lon.toFixed(5) })}</button>
        </p>
      )}
    </div>
  );
}
