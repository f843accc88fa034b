/** A pasted list of households: each one's kitchen, as a table, as CSV, and registered all at once. */

import { effect, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

import { adder } from "../api/adding";
import { assignments, kitchensOf, type Assigned, type Kitchen } from "../api/nearest";
import { mapPort } from "../map/port";
import { tellDone } from "../parts/notices";
import { Shown } from "../parts/panel";
import { Refused } from "../parts/refused";
import { useSending } from "../parts/sending";
import { limit } from "../state/view";
import { count, metres, say } from "../words/words";
import { csv } from "./csv";
import { drawLine, show } from "./drawing";
import { lines, type BadLine, type Line } from "./list";
import { writable } from "./save";

interface Result {
  readonly rows: readonly (Line & Assigned)[];
  readonly bad: readonly BadLine[];
  readonly kitchens: ReadonlyMap<string, Kitchen>;
  /** The coverage limit that it was asked with. */
  readonly limit: number | null;
}

const text = signal("");
/** Of the text as it is; another text has none yet. */
const result = signal<Result | null>(null);
/** The rows are shown on the page up to this many; the CSV has them all. */
const SHOWN_ROWS = 200;

export function PastedList() {
  const { busy, problem, send } = useSending();
  useEffect(drawn, []);
  const ask = async () => {
    const [asked, limit_m] = [text.peek(), limit.peek()];
    const { good, bad } = await lines(asked);
    const answers = good.length === 0 ? [] : await assignments(good, limit_m ?? undefined);
    const kitchens = await kitchensOf([...new Set(answers.flatMap((answer) => answer.kitchen_id ?? []))]);
    const rows = good.flatMap((line, index) => {
      const answer = answers[index];
      return answer ? [{ ...answer, ...line, id: line.id ?? "" }] : [];
    });
    if (text.peek() === asked) result.value = { rows, bad, kitchens, limit: limit_m };
  };
  const assign = () =>
    send(async () => {
      // The limit may change while an answer is under way.
      do await ask();
      while (result.peek() && result.peek()?.limit !== limit.peek());
    });
  useSignalEffect(() => {
    // Another limit is another answer.
    const now = limit.value;
    const had = result.peek();
    if (had && had.limit !== now) void assign();
  });
  return (
    <form
      class="assign-list"
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      <label for="assign-list">{say("assign-list-label")}</label>
      <p class="assign-hint" id="assign-list-hint">{say("assign-list-hint")}</p>
      <textarea
        id="assign-list"
        rows={6}
        spellcheck={false}
        aria-describedby="assign-list-hint"
        placeholder={"-12.1307, -76.9506, 4\nF-102; 18L 287750 8658100; 5"}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          result.value = null;
        }}
      />
      <button type="submit" class="main-action" disabled={busy || text.value.trim() === ""}>{say(busy ? "waiting" : "assign-list-ask")}</button>
      <Refused problem={problem} />
      {result.value?.limit === limit.value && <Results result={result.value} />}
    </form>
  );
}

function Results({ result: { rows, bad, kitchens } }: { readonly result: Result }) {
  const served = rows.filter((row) => row.state === "served").length;
  const name = (id: string | null): string => (id === null ? "" : (kitchens.get(id)?.name ?? id));
  return (
    <>
      <p role="status">{say("assign-list-found", { rows: rows.length, served: count(served), far: count(rows.length - served) })}</p>
      {bad.length > 0 && (
        <div class="problem" role="alert">
          <p>{say("assign-list-bad", { lines: bad.length })}</p>
          <ul>
            {bad.slice(0, 20).map(({ line, error }) => (
              <li key={line}>{say("assign-list-bad-line", { line: count(line), reason: say(`assign-problem-${error.code}`, { part: error.part }) })}</li>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && (
        <>
          <div class="assign-table">
            <table>
              <caption class="assign-hint">{say("straight-lines")}</caption>
              <thead>
                <tr>{["line", "persons", "kitchen", "distance", "state"].map((column) => <th key={column} scope="col">{say(`assign-column-${column}`)}</th>)}</tr>
              </thead>
              <tbody>
                {rows.slice(0, SHOWN_ROWS).map((row) => (
                  <tr key={row.line}>
                    <th scope="row">{row.id === "" ? count(row.line) : row.id}</th>
                    <td class="assign-number-cell">{row.persons === null ? "" : count(row.persons)}</td>
                    <td>{name(row.kitchen_id)}</td>
                    <td class="assign-number-cell">{row.distance_m === null ? "" : metres(Math.round(row.distance_m))}</td>
                    <td class={`assign-state-cell ${row.state}`}>{say(`assign-state-${row.state}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {rows.length > SHOWN_ROWS && <p class="assign-hint">{say("assign-list-more", { shown: count(SHOWN_ROWS), rows: count(rows.length) })}</p>}
          <div class="assign-row">
            <button type="button" onClick={() => download(rows, name)}>{say("assign-list-csv")}</button>
            <Shown answer={writable.value}>{(may) => may && <SaveAll rows={rows} bad={bad} />}</Shown>
          </div>
        </>
      )}
    </>
  );
}

function SaveAll({ rows, bad }: Pick<Result, "rows" | "bad">) {
  const { busy, problem, send } = useSending();
  const addHouseholds = useMemo(() => adder("households"), []);
  const save = () =>
    send(async () => {
      const done = await addHouseholds(
        rows.map(({ id, lon, lat, persons, note }) => ({
          type: "Feature" as const,
          ...(id === "" ? {} : { id }),
          geometry: { type: "Point" as const, coordinates: [lon, lat] as const },
          properties: { ...(persons === null ? {} : { persons }), ...(note === "" ? {} : { address: note }) },
        })),
      );
      result.value = null;
      // What was not understood is still to be mended.
      text.value = bad.map((line) => line.text).join("\n");
      tellDone(say("assign-list-saved", { rows: done.ids.length }), done);
    });
  return (
    <>
      <button type="button" onClick={save} disabled={busy}>{say("assign-list-save", { rows: rows.length })}</button>
      <p class="assign-hint">{say("assign-list-save-hint")}</p>
      <Refused problem={problem} />
    </>
  );
}

function download(rows: Result["rows"], name: (id: string | null) => string): void {
  const heading = ["id", "line", "lat", "lon", "persons", "note", "state", "kitchen_id", "kitchen", "distance_m", "next_kitchen_id", "next_distance_m", "settlement_id"];
  const cells = rows.map((row) => [
    row.id, row.line, row.lat, row.lon, row.persons, row.note, row.state, row.kitchen_id, name(row.kitchen_id), row.distance_m, row.next_kitchen_id, row.next_distance_m, row.settlement_id,
  ]);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv([heading, ...cells])], { type: "text/csv" }));
  link.download = "asignaciones.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Draws the rows until the returned function is called. */
function drawn(): () => void {
  return effect(() => {
    const port = mapPort.value;
    const found = result.value;
    if (!port || !found) return;
    const group = port.overlay();
    for (const row of found.rows) drawLine(group, row, row.kitchen_id === null ? undefined : found.kitchens.get(row.kitchen_id), port.colour(row.kitchen_id));
    show(port, found.rows);
    return () => group.clearLayers().remove();
  });
}
