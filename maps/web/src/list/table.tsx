/** The table of a list, a hundred rows at a time; all of them on paper. */

import { useEffect, useState } from "preact/hooks";

import { mapPort } from "../map/port";
import { count, say } from "../words/words";
import { COLUMNS, type Column, type Household, type Order } from "./rows";
import { chosen } from "./shown";
import { words } from "./title";

const PAGE = 100;
const NUMBERS: ReadonlySet<Column> = new Set<Column>(["persons", "distance_m", "next_distance_m"]);

interface Props {
  readonly rows: readonly Household[];
  readonly order: Order;
  readonly sort: (order: Order) => void;
}

export function HouseholdTable({ rows, order, sort }: Props) {
  const [page, setPage] = useState(0);
  const [printing, setPrinting] = useState(false);
  useEffect(() => setPage(0), [rows]);
  useEffect(() => {
    const start = () => setPrinting(true);
    addEventListener("list-print", start);
    return () => removeEventListener("list-print", start);
  }, []);
  useEffect(() => {
    if (!printing) return;
    window.print();
    setPrinting(false);
  }, [printing]);
  const from = printing ? 0 : page * PAGE;
  const shown = printing ? rows : rows.slice(from, from + PAGE);
  return (
    <>
      <div class="list-scroll" role="region" aria-label={say("list-table")} tabIndex={0}>
        <table class="households">
          <thead>
            <tr>
              {COLUMNS.map((column) => {
                const by = order.column === column;
                return (
                  <th key={column} scope="col" aria-sort={by ? (order.descending ? "descending" : "ascending") : undefined} class={NUMBERS.has(column) ? "number" : undefined}>
                    <button onClick={() => sort({ column, descending: by && !order.descending })}>
                      {say(`list-column-${column}`)}
                      <span aria-hidden="true">{by ? (order.descending ? " ▼" : " ▲") : ""}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > PAGE && (
        <p class="list-pages">
          <button class="no-print" disabled={page === 0} onClick={() => setPage(page - 1)}>{say("list-before")}</button>
          <span role="status">{say("list-rows", { from: count(from + 1), to: count(from + shown.length), all: count(rows.length) })}</span>
          <button class="no-print" disabled={from + PAGE >= rows.length} onClick={() => setPage(page + 1)}>{say("list-after")}</button>
        </p>
      )}
    </>
  );
}

function Row({ row }: { readonly row: Household }) {
  const pick = () => (chosen.value = row.id);
  return (
    <tr class={chosen.value === row.id ? "chosen" : undefined} onClick={row.at ? pick : undefined}>
      {COLUMNS.map((column) =>
        column === "id" ? (
          <th key={column} scope="row">
            {row.at && mapPort.value ? (
              <button aria-pressed={chosen.value === row.id} title={say("list-on-map")} onClick={pick}>{row.id}</button>
            ) : (
              row.id
            )}
          </th>
        ) : (
          <td key={column} class={NUMBERS.has(column) ? "number" : undefined}>
            {column === "state" && <span class={`swatch state-${row.state}`} aria-hidden="true" />}
            {words(row, column)}
          </td>
        ),
      )}
    </tr>
  );
}
