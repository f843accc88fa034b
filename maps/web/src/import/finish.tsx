/** What was imported, and where to go from there. */

import { takeBack, takenBack } from "../parts/notices";
import { panel, revision } from "../state/view";
import { say } from "../words/words";
import { deedWords } from "./foot";
import { startAnew, type Finished } from "./state";

export function Finish({ finished: { layer, done, leftOut } }: { readonly finished: Finished }) {
  const undone = takenBack.value.has(done.revision);
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
        {mayUndo && <button onClick={() => takeBack(done.revision)}>{say("import-undo")}</button>}
      </p>
    </div>
  );
}
