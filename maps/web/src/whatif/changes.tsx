/** The changes that are tried: each can be taken out; all can be shared, applied or discarded. */

import { signal } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { editable } from "../api/edits";
import { Section, Shown } from "../parts/panel";
import { say } from "../words/words";
import { described } from "./description";
import { KeepDialog } from "./keep";
import { Share } from "./share";
import { scenario, takeOut, trouble, working } from "./trial";

const asking = signal(false);
const writable = asked((signal) => editable("kitchens", signal));

export function Changes() {
  const mayKeep = lastOf(writable.value);
  const { steps, misread } = scenario.value;
  return (
    <Section title={say("what-if-changes")}>
      <ul class="what-if-steps">
        {steps.map((step, at) => {
          const why = trouble(step);
          const words = described(step);
          return (
            <li key={`${at} ${step.kind}`}>
              <span>
                {words}
                {why && <span class="what-if-trouble">{say(`what-if-trouble-${why}`)}</span>}
              </span>
              <button aria-label={say("what-if-take-out", { step: words })} title={say("what-if-take-out", { step: words })} onClick={() => takeOut(step)}>
                ×
              </button>
            </li>
          );
        })}
      </ul>
      {misread.map((part) => (
        <p key={part} class="what-if-trouble">
          {say("what-if-misread", { part })}
        </p>
      ))}
      <div class="what-if-buttons">
        {mayKeep && (
          <button class="main-action" disabled={working.value.length === 0} onClick={() => (asking.value = true)}>
            {say("what-if-keep")}
          </button>
        )}
        <button onClick={() => takeOut()}>{say("what-if-discard")}</button>
        <Share />
      </div>
      {mayKeep === undefined && <Shown answer={writable.value}>{() => null}</Shown>}
      {mayKeep === false && <p class="what-if-quiet">{say("what-if-not-editable")}</p>}
      {asking.value && <KeepDialog close={() => (asking.value = false)} />}
    </Section>
  );
}
