/** What the scenario would do: in a sentence, in figures by settlement, and what the map's shapes mean. */


import type { Done } from "../api/edits";
import type { WhatIf } from "../api/whatif";
import { Section } from "../parts/panel";
import { layers } from "../state/view";
import { count, metres, say } from "../words/words";
import { nameOf } from "./description";
import { distance } from "./ground";
import { known } from "./kitchens";
import { COLOUR, fate, FATES, SHAPE, type Fate } from "./marks";
import { sentence } from "./sentence";
import { settlementNames } from "./settlements";
import { answer, held, scenario, shown } from "./trial";

/** Read out while a kitchen is moved. */
function Reading() {
  const now = held.value;
  if (!now) return null;
  if (typeof now.mark === "number") {
    const step = scenario.value.steps[now.mark];
    return <p>{say("what-if-held-new", { kitchen: nameOf(step?.kind === "add" ? step.name : ""), lat: now.to.lat.toFixed(5), lon: now.to.lon.toFixed(5) })}</p>;
  }
  const kitchen = known.value.get(now.mark);
  if (!kitchen?.at) return null;
  return <p>{say("what-if-held", { kitchen: kitchen.name, distance: metres(distance(kitchen.at, now.to)) })}</p>;
}

export function Summary() {
  const is = answer.value;
  const done = shown.value;
  return (
    <div class={`what-if-summary${is || held.value ? " there" : ""}`} role="status" aria-live="polite" aria-busy={is?.kind === "waiting"}>
      <Reading />
      {is?.kind === "problem" && <p class="problem">{is.problem.message}</p>}
      {is?.kind === "waiting" && !done && <p>{say("waiting")}</p>}
      {done && (
        <p class="what-if-sentence">
          {sentence(done)
            .map(([key, values]) => say(key, values))
            .join("; ")}
          .
        </p>
      )}
      {done && layers.value.has("catchments") && <p class="what-if-quiet">{say("what-if-catchments")}</p>}
    </div>
  );
}

function Glyph({ what }: { readonly what: Fate }) {
  const corners = SHAPE[what].map((part) => part.map((offset) => offset.map((one) => one * 6).join(",")).join(" "));
  return (
    <svg viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true">
      {corners.map((points) =>
        what === "lost" ? <polyline key={points} points={points} fill="none" stroke={COLOUR[what]} stroke-width="3" /> : <polygon key={points} points={points} fill={COLOUR[what]} />,
      )}
    </svg>
  );
}

function Legend({ done }: { readonly done: WhatIf }) {
  const drawn = done.features.features.length;
  // Of the first ones only, the numbers would be taken for those of all.
  const all = drawn === done.reassigned;
  const of = (what: Fate): number => done.features.features.filter(({ properties }) => fate(properties) === what).length;
  return (
    <>
      <ul class="what-if-legend" aria-label={say("what-if-legend")}>
        {FATES.map((what) => (
          <li key={what}>
            <Glyph what={what} />
            {say(`what-if-fate-${what}`)}
            {all && <>: <strong>{count(of(what))}</strong></>}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
            <path d="M1 15 17 3" stroke="currentColor" stroke-width="2" />
          </svg>
          {say("what-if-line")}
        </li>
      </ul>
      {!all && <p>{say("what-if-first-drawn", { drawn, all: done.reassigned })}</p>}
    </>
  );
}

function Difference({ by }: { readonly by: number }) {
  if (by === 0) return <>{say("what-if-same")}</>;
  const size = count(Math.abs(by));
  return <span class={by > 0 ? "what-if-more" : "what-if-fewer"}>{by > 0 ? say("what-if-more", { size: `+${size}` }) : say("what-if-fewer", { size: `−${size}` })}</span>;
}

function Settlements({ done }: { readonly done: Done }) {
  const names = settlementNames.value;
  const by = ({ before, after }: Done["coverage"][number]): number => after.persons_served - before.persons_served;
  const rows = [...done.coverage].sort((a, b) => Math.abs(by(b)) - Math.abs(by(a)));
  if (rows.length === 0) return <p>{say("what-if-no-settlement")}</p>;
  return (
    <div class="what-if-table" tabIndex={0} role="region" aria-label={say("what-if-served")}>
      <table>
        <thead>
          <tr>
            {(["settlement", "before", "after", "difference"] as const).map((name) => (
              <th key={name} scope="col">
                {say(`what-if-column-${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.settlement_id}>
              <th scope="row">{row.settlement_id === null ? say("what-if-outside") : (names.get(row.settlement_id) ?? row.settlement_id)}</th>
              <td>{say("what-if-served-of", { served: count(row.before.persons_served), all: count(row.before.persons) })}</td>
              <td>{say("what-if-served-of", { served: count(row.after.persons_served), all: count(row.after.persons) })}</td>
              <td>
                <Difference by={by(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Effect() {
  const done = shown.value;
  if (!done) return null;
  return (
    <>
      <Section title={say("what-if-served")}>
        <Settlements done={done} />
        <p class="what-if-quiet">{say("what-if-limit", { limit: metres(done.limit_m) })}</p>
      </Section>
      <Section title={say("what-if-on-map")}>
        <Legend done={done} />
      </Section>
    </>
  );
}
