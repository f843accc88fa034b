/** How far the sending, reading or writing is. */

import { count, say } from "../words/words";
import { cancel, step } from "./state";

export function Progress() {
  const now = step.value;
  if (!now) return null;
  if (now.kind === "committing") return <p class="import-progress" role="status">{say("import-committing")}</p>;
  const share = count(Math.floor(now.share * 100));
  const words = now.kind === "sending" ? say("import-sending", { share }) : say("import-reading", { share, rows: now.rows });
  return (
    <div class="import-progress">
      <label>
        <span>{words}</span>
        <progress max={1} value={now.share} />
      </label>
      <button onClick={cancel}>{say("import-cancel")}</button>
    </div>
  );
}
