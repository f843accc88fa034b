/** The reference system of the file's coordinates. */

import { useState } from "preact/hooks";

import { say } from "../words/words";
import { SYSTEMS, systemCode } from "./meanings";
import { choice, readAgain } from "./state";

const isNamed = (code: string): boolean => SYSTEMS.some((known) => known === code);

/** What people call a system; its code where it is not one of ours. */
export const systemName = (code: string): string => (isNamed(code) ? say(`import-${code.replace(":", "-")}`) : code);

const OTHER = "other";

export function SystemChoice({ read }: { readonly read: string | null }) {
  const { crs } = choice.value;
  const [typing, setTyping] = useState(crs !== "" && !isNamed(crs));
  const [typed, setTyped] = useState(isNamed(crs) ? "" : crs);
  const [wrong, setWrong] = useState(false);
  const chosen = (value: string) => {
    setTyping(value === OTHER);
    return value === OTHER ? undefined : readAgain({ ...choice.peek(), crs: value });
  };
  const used = (event: Event) => {
    event.preventDefault();
    const code = systemCode(typed);
    setWrong(code === null);
    return code === null ? undefined : readAgain({ ...choice.peek(), crs: code });
  };
  return (
    <div class="import-system">
      <label>
        <span>{say("import-system")}</span>
        <select value={typing ? OTHER : crs} onChange={({ currentTarget }) => chosen(currentTarget.value)}>
          <option value="">{say("import-system-file")}</option>
          {SYSTEMS.map((code) => <option key={code} value={code}>{systemName(code)}</option>)}
          <option value={OTHER}>{say("import-system-other")}</option>
        </select>
      </label>
      {typing && (
        <form class="import-system-code" onSubmit={used}>
          <label>
            <span>{say("import-system-code")}</span>
            <input inputMode="numeric" value={typed} aria-invalid={wrong} aria-describedby={wrong ? "import-system-wrong" : undefined} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
          </label>
          <button>{say("import-use")}</button>
          {wrong && <p class="problem" id="import-system-wrong" role="alert">{say("import-system-wrong")}</p>}
        </form>
      )}
      {read !== null && <p class="import-quiet">{say("import-system-read", { system: systemName(read) })}</p>}
    </div>
  );
}
