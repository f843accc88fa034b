/** The link that shows the same scenario to somebody else. */

import { useEffect, useRef, useState } from "preact/hooks";

import { more } from "../state/view";
import { say } from "../words/words";

export function Share() {
  const [said, setSaid] = useState<"copied" | "by-hand" | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = more.value["what-if"];
  // Said of the link as it was.
  useEffect(() => setSaid(null), [text]);
  useEffect(() => {
    if (said === "by-hand") field.current?.select();
  }, [said]);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      setSaid("copied");
    } catch {
      // Browsers keep the clipboard from pages that came over plain http.
      setSaid("by-hand");
    }
  }
  return (
    <>
      <button onClick={copy}>{say("what-if-copy")}</button>
      <p class="what-if-said" role="status">
        {said === "copied" && say("what-if-copied")}
        {said === "by-hand" && say("what-if-copy-by-hand")}
      </p>
      {said === "by-hand" && <input ref={field} class="what-if-link" readOnly value={location.href} aria-label={say("what-if-link")} />}
    </>
  );
}
