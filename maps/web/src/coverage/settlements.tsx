/** Settlements side by side: who is served, who is not, by reason. */

import { ask } from "../api/client";
import { UNSERVED, type CoverageRow } from "../api/reports";
import type { Listed } from "../list/filter";
import { toTop } from "../list/shown";
import { mapPort } from "../map/port";
import { doing } from "../parts/notices";
import { panel, settlement } from "../state/view";
import { count, say } from "../words/words";
import { unit } from "./answers";
import { boundsOf } from "./bounds";
import { Number, StateBar } from "./figure";
import { byNeed, figure, percent, reconciles, STATES, totalOf } from "./figures";
import { Many } from "./many";

export function Settlements({ rows }: { readonly rows: readonly CoverageRow[] }) {
  const chosen = settlement.value;
  const of = unit.value;
  const total = totalOf(rows);
  const outside = rows.find((row) => row.row === "outside");
  const shown = chosen === null ? byNeed(rows.filter((row) => row.row === "settlement"), of) : rows.filter((row) => row.settlement_id === chosen);
  // A reason that nobody has takes no room.
  const states = STATES.filter((state) => state !== "no_kitchen" || (total && figure(total, "households", state) > 0));
  return (
    <Many rows={shown} text={(row) => `${row.name ?? ""} ${row.settlement_id ?? ""}`}>
      {(some) => (
        <>
          <table class="settlements">
            <thead>
              <tr>
                <th scope="col">{say("coverage-settlement")}</th>
                {states.map((state) => (
                  <th key={state} scope="col" class="number">
                    <span class={`swatch state-${state}`} aria-hidden="true" />
                    {say(`coverage-state-${state}`)}
                  </th>
                ))}
                <th scope="col" class="number">{say("coverage-all")}</th>
              </tr>
            </thead>
            <tbody>
              {some.map((row) => <Row key={row.settlement_id} row={row} states={states} />)}
              {chosen === null && outside && outside.households > 0 && <Row row={outside} states={states} />}
            </tbody>
            {chosen === null && total && (
              <tfoot>
                <Row row={total} states={states} />
              </tfoot>
            )}
          </table>
          {rows.every((row) => row.row !== "settlement") && (
            <div class="coverage-none">
              <p role="status">{say("coverage-settlements-none")}</p>
              <button onClick={() => (panel.value = "import")}>{say("coverage-settlements-import")}</button>
            </div>
          )}
          {chosen === null && (
            <p class={reconciles(rows, of) ? "quiet" : "problem"}>{reconciles(rows, of) ? say("coverage-reconciles") : say("coverage-reconciles-not")}</p>
          )}
          {total && <Doubts row={shown.length === 1 && chosen !== null ? (shown[0] ?? total) : total} />}
        </>
      )}
    </Many>
  );
}

function Row({ row, states }: { readonly row: CoverageRow; readonly states: typeof UNSERVED }) {
  const of = unit.value;
  const where: Listed = row.row === "total" ? {} : { settlement: row.settlement_id };
  return (
    <tr>
      <th scope="row">
        {row.row === "settlement" && settlement.value === null ? (
          <button class="name" onClick={() => chooseSettlement(row.settlement_id ?? "")}>{row.name ?? row.settlement_id}</button>
        ) : (
          <span class="name">{row.row === "settlement" ? (row.name ?? row.settlement_id) : say(`coverage-row-${row.row}`)}</span>
        )}
        <StateBar row={row} unit={of} />
      </th>
      {states.map((state) => (
        <td key={state} class="number">
          <Number value={figure(row, of, state)} listed={{ ...where, state }} />
          {state === "served" && <small>{count(percent(figure(row, of, state), row[of]))} %</small>}
        </td>
      ))}
      <td class="number">
        <Number value={row[of]} listed={where} />
      </td>
    </tr>
  );
}

/** What could be otherwise. */
function Doubts({ row }: { readonly row: CoverageRow }) {
  const n = row[unit.value === "persons" ? "persons_uncertain" : "households_uncertain"];
  const assumed = row["persons_assumed"];
  const where: Listed = row.row === "total" ? {} : { settlement: row.settlement_id };
  return (
    <>
      {typeof n === "number" && n > 0 && (
        <p class="quiet">
          <Number value={n} listed={{ ...where, uncertain: true }} /> {say("coverage-uncertain", { unit: unit.value, n })}
        </p>
      )}
      {typeof assumed === "number" && assumed > 0 && <p class="quiet">{say("coverage-assumed", { n: assumed, count: count(assumed) })}</p>}
    </>
  );
}

/** Looks at one settlement, on the map too. */
function chooseSettlement(id: string): void {
  settlement.value = id;
  toTop();
  void doing(async () => {
    const feature = await ask<{ geometry: unknown }>(`/collections/settlements/items/${encodeURIComponent(id)}`);
    const bounds = boundsOf(feature.geometry);
    if (bounds && settlement.peek() === id) mapPort.peek()?.fit(bounds);
  });
}
