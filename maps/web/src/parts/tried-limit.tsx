/** Tells that another coverage limit is tried out, which counts in every task, and goes back to the office's. */

import { ownLimit, triedLimit } from "../state/view";
import { metres, say } from "../words/words";

export function TriedLimit() {
  const [tried, own] = [triedLimit.value, ownLimit.value];
  if (tried === null || own === null || tried === own) return null;
  return (
    <div class="tried-limit">
      <p role="status">{say("limit-tried", { limit: metres(tried), own: metres(own) })}</p>
      <button onClick={() => (triedLimit.value = null)}>{say("limit-back", { own: metres(own) })}</button>
    </div>
  );
}
