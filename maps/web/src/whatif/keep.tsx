/** Asks once more before the changes are written, and for what a new kitchen still lacks. */

import { useEffect, useRef, useState } from "preact/hooks";

import { keepWhatIf } from "../api/whatif";
import { tellDone } from "../parts/notices";
import { Refused } from "../parts/refused";
import { useSending } from "../parts/sending";
import { say } from "../words/words";
import { described, nameOf } from "./description";
import { KINDS, tried, type AddStep, type Step } from "./scenario";
import { before, set, shown, working } from "./trial";

function Added({ step, change }: { readonly step: AddStep; readonly change: (step: AddStep) => void }) {
  return (
    <fieldset class="what-if-added">
      <legend>{say("what-if-step-add", { kitchen: nameOf(step.name) })}</legend>
      <label>
        {say("what-if-name")}
        <input required pattern=".*\S.*" maxLength={200} value={step.name} onInput={(event) => change({ ...step, name: event.currentTarget.value })} />
      </label>
      <div role="radiogroup" aria-label={say("what-if-kind")} class="what-if-kinds">
        <span aria-hidden="true">{say("what-if-kind")}</span>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input type="radio" name={`kind ${step.at.lat} ${step.at.lon}`} required checked={step.what === kind} onChange={() => change({ ...step, what: kind })} />
            {say(`what-if-kind-${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function KeepDialog({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [steps, setSteps] = useState<readonly Step[]>(working.peek());
  const { busy, problem, send } = useSending();
  useEffect(() => dialog.current?.showModal(), []);
  function apply(event: Event): Promise<void> {
    event.preventDefault();
    return send(async () => {
      const done = await keepWhatIf(tried(steps), shown.peek()?.tag ?? null);
      set([]);
      before.value = null;
      tellDone(say("what-if-kept", { changes: steps.length }), done);
      close();
    });
  }
  return (
    <dialog ref={dialog} class="what-if-dialog" aria-labelledby="what-if-dialog-title" onClose={close}>
      <form onSubmit={apply}>
        <h3 id="what-if-dialog-title">{say("what-if-keep")}</h3>
        <p>{say("what-if-keep-written")}</p>
        <ul>{steps.map((step, at) => step.kind !== "add" && <li key={at}>{described(step)}</li>)}</ul>
        {steps.map((step, at) => step.kind === "add" && <Added key={at} step={step} change={(changed) => setSteps(steps.with(at, changed))} />)}
        <p>{say("what-if-keep-history")}</p>
        <Refused problem={problem} />
        <div class="what-if-buttons">
          <button type="submit" class="main-action" disabled={busy}>
            {busy ? say("what-if-keeping") : say("what-if-keep-now")}
          </button>
          <button type="button" onClick={close}>
            {say("what-if-back")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
