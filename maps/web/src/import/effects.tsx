/** What writing the rows would change for those who are registered. */

import { computed } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import type { Written } from "../api/imports";
import { coverage } from "../api/reports";
import { Section } from "../parts/panel";
import { limit, revision } from "../state/view";
import { count, metres, say } from "../words/words";
import { changes, moved, total, type Change } from "./outcome";

const SHOWN = 6;
const NAMED = 8;

const report = asked((abort) => (limit.value === null || revision.value < 0 ? null : coverage(limit.value, abort)));
/** The names of settlements, for the answers about imports know their ids only. */
const names = computed(() => {
  return new Map(lastOf(report.value)?.tables.settlements.map((row) => [row.settlement_id, row.name]));
});

const nameOf = (settlement: string | null): string => (settlement === null ? say("import-outside") : names.value.get(settlement) ?? settlement);

function Figures({ pair: [before, after] }: { readonly pair: readonly [number, number] }) {
  if (before === after) return <td class="import-figures">{count(after)}</td>;
  return (
    <td class="import-figures">
      <span class="import-hidden">{say("import-before-after", { before: count(before), after: count(after) })}</span>
      <span aria-hidden="true">{count(before)} → <strong>{count(after)}</strong></span>
    </td>
  );
}

function Line({ name, change }: { readonly name: string; readonly change: Change }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <Figures pair={change.served} />
      <Figures pair={change.unserved} />
    </tr>
  );
}

function Coverage({ changed, limit_m }: { readonly changed: readonly Change[]; readonly limit_m: number }) {
  if (changed.length === 0) return <p>{say("import-change-none")}</p>;
  const lines = (some: readonly Change[]) => some.map((change) => <Line key={change.settlement ?? ""} name={nameOf(change.settlement)} change={change} />);
  const rest = changed.slice(SHOWN);
  return (
    <>
      <table class="import-change">
        <caption>{say("import-change-caption", { limit: metres(limit_m) })}</caption>
        <thead>
          <tr>
            <th scope="col">{say("import-settlement")}</th>
            <th scope="col">{say("import-served")}</th>
            <th scope="col">{say("import-unserved")}</th>
          </tr>
        </thead>
        <tbody>{lines(changed.slice(0, SHOWN))}</tbody>
        {changed.length > 1 && <tfoot><Line name={say("import-total")} change={total(changed)} /></tfoot>}
      </table>
      {rest.length > 0 && (
        <details>
          <summary>{say("import-change-more", { count: changed.length })}</summary>
          <table class="import-change"><tbody>{lines(rest)}</tbody></table>
        </details>
      )}
    </>
  );
}

function Moved({ would }: { readonly would: Written }) {
  const households = moved(would);
  if (households.length === 0) return null;
  const words = would.households_left_out > 0 ? "import-moved-least" : "import-moved";
  const kitchen = (id: string | null): string => id ?? say("import-moved-none");
  return (
    <>
      <p>{say(words, { count: households.length })}</p>
      <ul class="import-moved">
        {households.slice(0, NAMED).map(({ id, from, to }) => (
          <li key={id}>{say(from === to ? "import-moved-state" : "import-moved-one", { id, from: kitchen(from), to: kitchen(to) })}</li>
        ))}
        {households.length > NAMED && <li>…</li>}
      </ul>
    </>
  );
}

export function Effects({ would }: { readonly would: Written }) {
  return (
    <Section title={say("import-change")}>
      <Coverage changed={changes(would)} limit_m={would.limit_m} />
      <Moved would={would} />
    </Section>
  );
}
