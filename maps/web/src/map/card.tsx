/** The card of what was chosen on the map. */

import { batch } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { lastOf } from "../api/asked";
import { address } from "../api/client";
import { keep, panel, triedLimit } from "../state/view";
import { say } from "../words/words";
import { cardAnswer, type CardContent } from "./card-answer";
import "./card.css";
import { closeCard, openCard, selected, type Selected } from "./selected";

function Steps({ of }: { readonly of: Selected }) {
  const go = (to: "assign" | "what-if" | "coverage", name: string) => () => {
    batch(() => {
      keep(name, of.id);
      closeCard();
      panel.value = to;
    });
  };
  switch (of.layer) {
    case "households":
      return <button onClick={go("assign", "household")}>{say("card-change-kitchen")}</button>;
    case "kitchens":
      return <button onClick={go("what-if", "kitchen")}>{say("card-what-if")}</button>;
    case "gaps":
      return <button onClick={go("coverage", "gap")}>{say("card-gap-households")}</button>;
    case "settlements":
      return (
        <a href={address(`/reports/settlements/${encodeURIComponent(of.id)}`, { f: "html", limit_m: triedLimit.value ?? undefined })} target="_blank" rel="noopener">
          {say("card-sheet")}
        </a>
      );
    case "catchments":
      return <button onClick={() => openCard({ layer: "kitchens", id: of.id })}>{say("card-its-kitchen")}</button>;
    case "assignments":
      return null;
  }
}

function Content({ content }: { readonly content: CardContent }) {
  const { title, state, lines } = content.said();
  return (
    <>
      <h3>{title}</h3>
      <p class={state.good ? "card-state" : "card-state card-bad"}>{state.text}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="card-steps">
        <Steps of={content.of} />
      </div>
    </>
  );
}

export function Card({ back }: { /** Where the focus goes when it is closed. */ readonly back: () => void }) {
  const of = selected.value;
  const element = useRef<HTMLElement>(null);
  const name = of && `${of.layer}/${of.id}`;
  const first = useRef(true);
  useEffect(() => {
    // A card that a link opened must not take the focus from the page's beginning.
    if (!first.current && name !== null) element.current?.focus({ preventScroll: true });
    first.current = false;
  }, [name]);
  if (!of) return null;
  const answer = cardAnswer.value;
  const value = lastOf(answer);
  const known = value?.of.layer === of.layer && value.of.id === of.id ? value : undefined;
  const close = () => {
    closeCard();
    back();
  };
  return (
    <section
      class="card"
      role="dialog"
      aria-label={say("card-name")}
      aria-busy={answer.kind === "waiting"}
      tabIndex={-1}
      ref={element}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <button class="card-close" aria-label={say("close")} onClick={close}>
        <span aria-hidden="true">×</span>
      </button>
      <div aria-live="polite">
        {known && <Content content={known} />}
        {answer.kind === "problem" && <p class="problem">{answer.problem.message}</p>}
        {!known && answer.kind !== "problem" && <p>{say("waiting")}</p>}
      </div>
    </section>
  );
}
