/** Registering the household whose place was asked about. */

import { signal, useSignal } from "@preact/signals";

import { useEffect, useMemo } from "preact/hooks";

import { adder } from "../api/adding";
import { asked, lastOf } from "../api/asked";
import { editable, type Done } from "../api/edits";
import { Section, Shown } from "../parts/panel";
import { tellDone } from "../parts/notices";
import { Refused } from "../parts/refused";
import { useSending } from "../parts/sending";
import { revision } from "../state/view";
import { say } from "../words/words";
import { ask, type Around } from "./asked_place";

/** What was typed stays while other panels are looked at, until it is saved. */
const EMPTY = { persons: "", code: "", address: "" };
const typed = signal(EMPTY);
/** Whether households may be written here. */
export const writable = asked((signal) => editable("households", signal));

/** `late`: another place is being asked about, and what is shown is of the one before. */
export function Save({ around, late }: { readonly around: Around; readonly late: boolean }) {
  const { busy, problem, send } = useSending();
  const addHousehold = useMemo(() => adder("households"), []);
  const { lon, lat } = around.nearest;
  const saved = useSignal<{ readonly done: Done; readonly lon: number; readonly lat: number } | null>(null);
  // Another place after one that was saved is another household.
  useEffect(() => {
    const last = saved.peek();
    if (last?.done.revision === revision.peek() && (last.lon !== lon || last.lat !== lat)) {
      saved.value = null;
      typed.value = EMPTY;
    }
  }, [lon, lat]);
  const may = lastOf(writable.value);
  if (may === undefined) return <Shown answer={writable.value}>{() => null}</Shown>;
  if (!may) return <p class="assign-hint">{say("assign-read-only")}</p>;
  // Taken back, or something else was edited: the form is there again with what was typed.
  const { done: kept } = saved.value ?? {};
  if (kept?.revision === revision.value) return <Saved id={kept.ids[0] ?? ""} />;

  const save = (event: Event) => {
    event.preventDefault();
    if (late) return;
    const { persons, code, address } = typed.value;
    const { nearest, accuracy } = around;
    return send(async () => {
      const properties = {
        persons: Number(persons),
        ...(accuracy === null ? {} : { accuracy_m: accuracy }),
        ...(code.trim() === "" ? {} : { code: code.trim() }),
        ...(address.trim() === "" ? {} : { address: address.trim() }),
      };
      const done = await addHousehold([{ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties }]);
      saved.value = { done, lon, lat };
      const to = done.households[0]?.to ?? nearest.kitchens[0]?.id;
      const kitchen = nearest.kitchens.find(({ id }) => id === to)?.name ?? to ?? "";
      tellDone(say(kitchen === "" ? "assign-saved-none" : "assign-saved", { id: done.ids[0] ?? "", kitchen }), done);
    });
  };
  const field = (name: keyof typeof EMPTY) => ({
    value: typed.value[name],
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => (typed.value = { ...typed.value, [name]: event.currentTarget.value }),
  });

  return (
    <Section title={say("assign-save-title")}>
      <form class="assign-save" onSubmit={save}>
        <label>
          {say("assign-persons")}
          <input type="number" required min="1" max="10000" step="1" inputMode="numeric" {...field("persons")} />
        </label>
        <label>
          {say("assign-code")}
          <input autocomplete="off" maxLength={64} {...field("code")} />
        </label>
        <label>
          {say("assign-address")}
          <input autocomplete="off" maxLength={200} {...field("address")} />
        </label>
        <p class="assign-hint">{say("assign-no-names")}</p>
        <Refused problem={problem} />
        <button type="submit" class="main-action" disabled={busy || late}>{say("assign-save")}</button>
      </form>
    </Section>
  );
}

function Saved({ id }: { readonly id: string }) {
  const another = () => {
    typed.value = EMPTY;
    ask(null, null);
    document.getElementById("assign-position")?.focus();
  };
  return (
    <div class="assign-saved">
      <p>{say("assign-saved-id", { id })}</p>
      <button class="main-action" onClick={another}>{say("assign-another")}</button>
    </div>
  );
}
