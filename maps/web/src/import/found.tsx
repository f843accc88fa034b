/** How many rows are good, what they would do, and what is doubtful about the file as a whole. */

import type { ComponentChildren } from "preact";

import type { Preview } from "../api/imports";
import { Section } from "../parts/panel";
import { revision } from "../state/view";
import { count, say } from "../words/words";
import { swapped } from "./choice";
import { remedy } from "./outcome";
import type { Far } from "./place";
import { choice, readAgain } from "./state";
import { systemName } from "./system";

function Caution({ children }: { readonly children: ComponentChildren }) {
  return <div class="import-caution">{children}</div>;
}

function SwapButton({ shown }: { readonly shown: Preview }) {
  const swap = swapped(choice.value, shown.columns);
  return swap && <button onClick={() => readAgain(swap)}>{say("import-try-swap")}</button>;
}

const readIn = (crs: string) => () => readAgain({ ...choice.peek(), crs });

function Remedy({ shown }: { readonly shown: Preview }) {
  const mend = remedy(shown);
  if (!mend) return null;
  return (
    <Caution>
      <p>{say(`import-remedy-${mend}`)}</p>
      {mend === "utm" && <button onClick={readIn("EPSG:32718")}>{say("import-try-utm")}</button>}
      {mend === "degrees" && <button onClick={readIn("EPSG:4326")}>{say("import-try-degrees")}</button>}
      {mend === "swap" && <SwapButton shown={shown} />}
    </Caution>
  );
}

function FarAway({ shown, lie }: { readonly shown: Preview; readonly lie: Far }) {
  return (
    <Caution>
      <p>{say("import-far", { kilometres: count(lie.kilometres) })}</p>
      {lie.remedy === "swap" && <SwapButton shown={shown} />}
      {lie.remedy !== null && lie.remedy !== "swap" && <button onClick={readIn(lie.remedy)}>{say("import-try-system", { system: systemName(lie.remedy) })}</button>}
    </Caution>
  );
}

export function Found({ shown, lie }: { readonly shown: Preview; readonly lie: Far | null }) {
  const { rows, would, ids } = shown;
  const effects = [["new", would?.added ?? 0], ["updated", would?.updated ?? 0], ["unchanged", would?.unchanged ?? 0]] as const;
  const doubts = [["persons-missing", rows.persons_missing], ["without-position", rows.without_position], ["same-position", rows.same_position]] as const;
  return (
    <Section title={say("import-understood")}>
      <p class="import-counts">
        <strong class="import-good">{say("import-good", { count: rows.good })}</strong>
        <strong class={rows.bad > 0 ? "import-bad" : "import-none"}>{say("import-bad", { count: rows.bad })}</strong>
      </p>
      <ul class="import-effects">
        {effects.filter(([, size]) => size > 0).map(([name, size]) => <li key={name}>{say(`import-effect-${name}`, { count: size })}</li>)}
      </ul>
      <Remedy shown={shown} />
      {lie && <FarAway shown={shown} lie={lie} />}
      {ids.from === "row_number" && <Caution><p>{say("import-minted")}</p></Caution>}
      {ids.from === "weak_column" && <Caution><p>{say("import-weak-id", { column: ids.column ?? "" })}</p></Caution>}
      {shown.made_from_revision < revision.value && (
        <Caution>
          <p>{say("import-stale")}</p>
          <button onClick={() => readAgain()}>{say("import-again")}</button>
        </Caution>
      )}
      {doubts.filter(([, size]) => size > 0).map(([name, size]) => <p key={name} class="import-doubt">{say(`import-${name}`, { count: size })}</p>)}
    </Section>
  );
}
