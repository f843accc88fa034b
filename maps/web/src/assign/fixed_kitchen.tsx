/** Gives a registered household a kitchen that is not its nearest, with the reason; or its nearest again. */

import { effect, signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { lastOf } from "../api/asked";
import { fix } from "../api/nearest";
import { mapPort } from "../map/port";
import { tellDone } from "../parts/notices";
import { Section, Shown } from "../parts/panel";
import { Refused } from "../parts/refused";
import { useSending } from "../parts/sending";
import { keep, triedLimit } from "../state/view";
import { count, metres, say } from "../words/words";
import { change, choice, chosen, sought, type Change, type Chosen } from "./chosen_household";
import { drawLine, show } from "./drawing";
import { writable } from "./save";
import { room } from "./sentences";

const reason = signal("");

export function FixedKitchen() {
  const typed = useSignal(sought.peek());
  useEffect(drawn, []);
  useEffect(
    () =>
      effect(() => {
        typed.value = sought.value;
        choice.value = null;
        reason.value = "";
      }),
    [],
  );
  const seek = (event: Event) => {
    event.preventDefault();
    keep("assign", "fix");
    keep("household", typed.value.trim());
  };
  return (
    <>
      <form class="assign-where" onSubmit={seek}>
        <label for="assign-household">{say("assign-household")}</label>
        <div class="assign-row">
          <input id="assign-household" value={typed.value} autocomplete="off" spellcheck={false} placeholder="H-001" onInput={(event) => (typed.value = event.currentTarget.value)} />
          <button type="submit" class={sought.value === "" ? "main-action" : undefined}>{say("assign-find")}</button>
        </div>
      </form>
      {sought.value === "" ? <p class="assign-hint">{say("assign-household-hint")}</p> : <Shown answer={chosen.value}>{(there) => <Found there={there} />}</Shown>}
    </>
  );
}

function Found({ there }: { readonly there: Chosen | readonly { readonly id: string }[] }) {
  if ("household" in there) return <One chosen={there} />;
  if (there.length === 0) return <p class="problem" role="alert">{say("assign-household-none", { text: sought.value })}</p>;
  return (
    <div role="status">
      <p>{say("assign-household-several", { text: sought.value })}</p>
      <div class="assign-row">{there.map(({ id }) => <button key={id} onClick={() => keep("household", id)}>{id}</button>)}</div>
    </div>
  );
}

function One({ chosen: { household, tag, near, open, kitchens } }: { readonly chosen: Chosen }) {
  const name = (id: string | null): string => (id === null ? say("assign-none") : (kitchens.get(id)?.name ?? id));
  const { id, persons, kitchen_id, distance_m, state, fixed_kitchen_id, fixed_reason } = household;
  const may = lastOf(writable.value);
  return (
    <>
      <div class={`assign-verdict ${state ?? "bad_position"}`} role="status">
        <p class="assign-state">{say("assign-household-is", { id, persons })}</p>
        {state === null ? <p>{say("assign-household-closed")}</p> : <p>
          {distance_m === null || kitchen_id === null
            ? say("assign-household-without", { state: say(`assign-state-${state}`) })
            : say("assign-household-has", { kitchen: name(kitchen_id), distance: metres(Math.round(distance_m)), state: say(`assign-state-${state}`) })}
        </p>}
        {fixed_kitchen_id !== null && <p>{say("assign-household-fixed", { kitchen: name(fixed_kitchen_id), reason: fixed_reason ?? say("assign-none") })}</p>}
      </div>
      {may === undefined && <Shown answer={writable.value}>{() => null}</Shown>}
      {may === false && <p class="assign-hint">{say("assign-read-only")}</p>}
      {may && state !== null && (
        <Section title={say("assign-fix-title")}>
          <fieldset class="assign-choice">
            <legend>{say("assign-fix-near")}</legend>
            {near.map((kitchen) => (
              <label key={kitchen.id} style={{ borderLeftColor: mapPort.value?.colour(kitchen.id) ?? "" }}>
                <input type="radio" name="assign-kitchen" checked={choice.value === kitchen.id} onChange={() => (choice.value = kitchen.id)} />
                <span class="assign-name">
                  {kitchen.name} {kitchen.id === kitchen_id && <em>{say("assign-fix-present")}</em>}
                </span>
                <span class="assign-distance">{metres(Math.round(kitchen.distance_m))}</span>
                <span class="assign-room">{room(kitchen)}</span>
              </label>
            ))}
          </fieldset>
          {open.length > near.length && (
            <label class="assign-all">
              {say("assign-fix-all")}
              <select value={choice.value ?? ""} onChange={(event) => (choice.value = event.currentTarget.value || null)}>
                <option value="">{say("assign-fix-choose")}</option>
                {open.map((kitchen) => <option key={kitchen.id} value={kitchen.id}>{`${kitchen.name} (${kitchen.id})`}</option>)}
              </select>
            </label>
          )}
          {fixed_kitchen_id !== null && (
            <button aria-pressed={choice.value === ""} onClick={() => (choice.value = "")}>{say("assign-fix-remove")}</button>
          )}
          {choice.value !== null && <Decide id={id} tag={tag} name={name} />}
        </Section>
      )}
    </>
  );
}

/** What the choice changes, why it is made, and making it. */
function Decide({ id, tag, name }: { readonly id: string; readonly tag: string | null; readonly name: (id: string | null) => string }) {
  const { busy, problem, send } = useSending();
  const kitchen = choice.value ?? "";
  const form = useRef<HTMLFormElement>(null);
  const { kind } = change.value;
  // It comes below what is seen, and grows when the answer is there; later answers, after somebody's edit, move nothing.
  const scrolledFor = useRef<string | null>(null);
  useEffect(() => {
    if (scrolledFor.current === kitchen) return;
    form.current?.scrollIntoView({ block: "nearest" });
    if (kind === "there") scrolledFor.current = kitchen;
  }, [kitchen, kind]);
  const decide = (event: Event) => {
    event.preventDefault();
    return send(async () => {
      const done = await fix(id, kitchen === "" ? null : kitchen, kitchen === "" ? null : reason.value.trim(), tag);
      choice.value = null;
      reason.value = "";
      tellDone(kitchen === "" ? say("assign-unfixed", { id }) : say("assign-fixed", { id, kitchen: name(kitchen) }), done);
    });
  };
  return (
    <form ref={form} class="assign-save" onSubmit={decide}>
      <Shown answer={change.value}>{(there) => there && <Changes change={there} name={name} />}</Shown>
      {kitchen !== "" && (
        <label>
          {say("assign-reason")}
          <input
            required
            list="assign-reasons"
            maxLength={200}
            autocomplete="off"
            pattern=".*\S.*"
            value={reason.value}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
          <datalist id="assign-reasons">{["list", "wall", "road"].map((common) => <option key={common} value={say(`assign-reason-${common}`)} />)}</datalist>
        </label>
      )}
      <Refused problem={problem} />
      <div class="assign-row">
        <button type="submit" class="main-action" disabled={busy}>{kitchen === "" ? say("assign-fix-remove") : say("assign-fix", { kitchen: name(kitchen) })}</button>
        <button type="button" onClick={() => (choice.value = null)}>{say("assign-cancel")}</button>
      </div>
    </form>
  );
}

function Changes({ change: { done, settlements }, name }: { readonly change: Change; readonly name: (id: string | null) => string }) {
  const [moved] = done.households;
  const state = (of: string | null): string => (of === null ? say("assign-none") : say(`assign-state-${of}`));
  return (
    <div class="assign-note" role="status">
      <p>{moved ? say("assign-change-kitchen", { from: name(moved.from), to: name(moved.to) }) : say("assign-change-none")}</p>
      {moved && moved.state_before !== moved.state_after && <p>{say("assign-change-state", { from: state(moved.state_before), to: state(moved.state_after) })}</p>}
      {done.coverage
        .filter(({ before, after }) => before.persons_served !== after.persons_served)
        .map(({ settlement_id, before, after }) => (
          <p key={settlement_id}>
            {say("assign-change-served", {
              settlement: settlement_id === null ? say("assign-outside-short") : (settlements.get(settlement_id) ?? settlement_id),
              before: count(before.persons_served),
              after: count(after.persons_served),
            })}
          </p>
        ))}
      {triedLimit.value !== null && triedLimit.value !== done.limit_m && <p>{say("assign-change-limit", { own: metres(done.limit_m) })}</p>}
    </div>
  );
}

/** Draws the household and its line, also to the kitchen that is chosen, until the returned function is called. */
function drawn(): () => void {
  return effect(() => {
    const [port, answer, next] = [mapPort.value, chosen.value, choice.value];
    if (!port || answer.kind !== "there" || !("household" in answer.value)) return;
    const { household, kitchens } = answer.value;
    const { lon, lat } = household;
    if (lon === null || lat === null) return;
    const group = port.overlay();
    const to = kitchens.get(next === null || next === "" ? (household.kitchen_id ?? "") : next);
    const place = { lon, lat };
    drawLine(group, place, to, port.colour(to?.id ?? null));
    show(port, to ? [place, to] : [place]);
    return () => group.clearLayers().remove();
  });
}
