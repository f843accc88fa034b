/** The button that writes the rows, and says exactly what it does. */

import type { Register } from "../api/edits";
import type { Preview } from "../api/imports";
import { problemOf } from "../api/imports";
import { say } from "../words/words";
import { deed } from "./outcome";
import { commit, skipBad, step } from "./state";

/** "Import 318 households", or that they were. */
export function deedWords(kind: "commit" | "done", layer: Register, written: { readonly added: number; readonly updated: number }): string {
  const found = deed(written);
  if (!found) return say("import-nothing-new");
  const rows = (count: number): string => say(`import-${layer}`, { count });
  return say(found.key.replace("commit", kind), { added: rows(found.added), updated: rows(found.updated) });
}

export function Foot({ shown }: { readonly shown: Preview }) {
  const { would, rows, layer, refused } = shown;
  if (refused) return <div class="import-foot"><p class="problem" role="alert">{problemOf(refused, 422).message}</p></div>;
  if (!would) return null;
  if (!deed(would)) return <div class="import-foot"><p>{say("import-nothing-new")}</p></div>;
  const waits = rows.bad > 0 && !skipBad.value;
  return (
    <div class="import-foot">
      {rows.bad > 0 && (
        <label class="import-skip">
          <input type="checkbox" checked={skipBad.value} onChange={({ currentTarget }) => (skipBad.value = currentTarget.checked)} />
          <span>{say("import-skip", { count: rows.bad })}</span>
        </label>
      )}
      <button class="main-action" disabled={waits || step.value !== null} aria-describedby={waits ? "import-waits" : undefined} onClick={() => commit((done) => deedWords("done", layer, done))}>
        {deedWords("commit", layer, would)}
      </button>
      {waits && <p class="import-quiet" id="import-waits">{say("import-skip-first")}</p>}
    </div>
  );
}
