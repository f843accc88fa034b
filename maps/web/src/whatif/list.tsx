/** The kitchens: each can be moved, closed or opened, and one can be added. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Section, Shown } from "../parts/panel";
import { say } from "../words/words";
import { coordinates } from "./ground";
import { first, found, known, listed, many, marked, searched, type Kitchen } from "./kitchens";
import { inScenario, put } from "./overlay";
import { chosen, placing, scenario, turn } from "./trial";

const typed = signal("");
const wrong = signal(false);

/** Where the kitchen that is moved or added goes: a click on the map, or coordinates. */
function Place({ id }: { readonly id: string }) {
  const field = useRef<HTMLInputElement>(null);
  const kitchen = known.value.get(id);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === "Escape") placing.value = null;
    };
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("keydown", leave);
      typed.value = "";
      wrong.value = false;
    };
  }, []);
  function take(event: Event): void {
    event.preventDefault();
    const at = coordinates(typed.value);
    wrong.value = at === null;
    if (at) put(at);
    else field.current?.focus();
  }
  return (
    <form class="what-if-place" onSubmit={take}>
      <p role="status">{kitchen ? say("what-if-place-move", { kitchen: kitchen.name }) : say("what-if-place-add")}</p>
      <label>
        {say("what-if-coordinates")}
        <input ref={field} value={typed.value} onInput={(event) => (typed.value = event.currentTarget.value)} placeholder="-12.12554, -76.95013" aria-invalid={wrong.value} aria-describedby="what-if-wrong" required />
      </label>
      <p id="what-if-wrong" class="problem" role="alert">
        {wrong.value && say("what-if-coordinates-wrong")}
      </p>
      <div class="what-if-buttons">
        <button type="submit">{say("what-if-put")}</button>
        <button type="button" onClick={() => (placing.value = null)}>
          {say("what-if-cancel")}
        </button>
      </div>
    </form>
  );
}

function Item({ kitchen }: { readonly kitchen: Kitchen }) {
  const element = useRef<HTMLLIElement>(null);
  const isChosen = chosen.value === kitchen.id;
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const { at, status } = inScenario(kitchen, scenario.value.steps);
  const changed = status !== kitchen.status || at !== kitchen.at;
  const moving = placing.value === kitchen.id;
  const act = status === "open" ? "close" : "open";
  return (
    <li ref={element} class={isChosen ? "chosen" : undefined} aria-current={isChosen ? "true" : undefined}>
      <div class="what-if-name">
        <strong>{kitchen.name}</strong>
        <span class="what-if-quiet">
          {say(`what-if-kind-${kitchen.kind}`)} · {say(`what-if-status-${status}`)}
          {changed && <em> · {say("what-if-tried")}</em>}
        </span>
      </div>
      <button aria-label={say("what-if-move-of", { kitchen: kitchen.name })} aria-pressed={moving} onClick={() => (placing.value = moving ? null : kitchen.id)}>
        {say("what-if-move")}
      </button>
      <button aria-label={say(`what-if-${act}-of`, { kitchen: kitchen.name })} onClick={() => turn(kitchen.id, status === "open" ? "closed" : "open")}>
        {say(`what-if-${act}`)}
      </button>
      {moving && <Place id={kitchen.id} />}
    </li>
  );
}

const NoneFound = () => <p>{say("what-if-none-found")}</p>;

export function KitchenList() {
  const kitchens = listed.value;
  const preselected = known.value.get(chosen.value);
  const all = preselected && !kitchens.some(({ id }) => id === preselected.id) ? [preselected, ...kitchens] : kitchens;
  return (
    <Section title={say("what-if-kitchens")}>
      {placing.value === "" ? (
        <Place id="" />
      ) : (
        <button class="what-if-add" onClick={() => (placing.value = "")}>
          {say("what-if-add")}
        </button>
      )}
      <p class="what-if-quiet">{marked.value === null ? say("what-if-too-many") : say("what-if-drag")}</p>
      <Shown answer={first.value}>
        {({ matched }) =>
          matched === 0 ? (
            <p>{say("what-if-no-kitchens")}</p>
          ) : (
            <>
              {matched > 8 && (
                <label class="what-if-search">
                  {say("what-if-search")}
                  <input type="search" value={searched.value} onInput={(event) => (searched.value = event.currentTarget.value)} />
                </label>
              )}
              {many.value && searched.value.trim() === "" && <p class="what-if-quiet">{say("what-if-in-view")}</p>}
              <ul class="what-if-kitchens">
                {all.map((kitchen) => (
                  <Item key={kitchen.id} kitchen={kitchen} />
                ))}
              </ul>
              {all.length === 0 && searched.value.trim() !== "" && (many.value ? <Shown answer={found.value}>{() => NoneFound()}</Shown> : <NoneFound />)}
            </>
          )
        }
      </Shown>
    </Section>
  );
}
