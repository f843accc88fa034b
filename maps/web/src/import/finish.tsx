/** What was imported, and where to go from there. */

import { useState } from "preact/hooks";

import { undo } from "../api/edits";
import { doing } from "../parts/notices";
import { panel, revision } from "../state/view";
import { say } from "../words/words";
import { deedWords } from "./foot";
import { startAnew, type Finished } from "./state";

export function Finish({ finished: { layer, done, leftOut } }: { readonly finished: Finished }) {
  const [undone, setUndone] = useState(false);
  const takeBack = () =>
    doing(async () => {
      revision.value = (await undo(done.revision)).revision;
      setUndone(true);
    });
  // Where another edit came after it, that may be its undoing: the history tells them apart, this panel does not.
  const mayUndo = !undone && done.added + done.updated > 0 && revision.value === done.revision;
  return (
    <div class="import-finish">
      <div role="status">
        <p class="import-done">{undone ? say("import-undone") : deedWords("done", layer, done)}</p>
        {!undone && leftOut > 0 && <p>{say("import-done-left", { count: leftOut })}</p>}
      </div>
      <p class="import-choices">
        <button class="main-action" onClick={startAnew}>{say("import-another")}</button>
        <button onClick={() => (panel.value = "map")}>{say("import-see")}</button>
        {mayUndo && <button onClick={takeBack}>{say("import-undo")}</button>}
      </p>
    </div>
  );
}
