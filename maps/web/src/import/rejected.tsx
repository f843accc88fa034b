/** The rows that are left out, why, and what to do; and those worth a look. */

import { rejectedAddress, type Preview, type RowProblem } from "../api/imports";
import { Section } from "../parts/panel";
import { say } from "../words/words";
import { byFault, reasonAlone } from "./outcome";

/** Of each fault, shown at once. */
const SHOWN = 3;

function Where({ row, column, value }: RowProblem) {
  const cell = column === null || column === "" ? "" : value === null || value === "" ? say("import-empty-value", { column }) : say("import-value", { column, value });
  return (
    <>
      <strong>{say("import-row", { row })}</strong>
      {cell !== "" && <span class="import-cell">{cell}</span>}
    </>
  );
}

function reason({ code, reason: words }: RowProblem): string {
  if (code === "row-looks-like-utm") return say("import-reason-utm");
  if (code === "row-looks-like-degrees") return say("import-reason-degrees");
  return reasonAlone(words);
}

function Rows({ rows }: { readonly rows: readonly RowProblem[] }) {
  return (
    <ul class="import-rows">
      {rows.map((row) => (
        <li key={`${row.row} ${row.column ?? ""}`}>
          <Where {...row} />
          <span class="import-reason">{reason(row)}</span>
        </li>
      ))}
    </ul>
  );
}

function Faults({ rows }: { readonly rows: readonly RowProblem[] }) {
  return (
    <>
      {byFault(rows).map(({ code, rows: alike }) => (
        <div key={code}>
          <Rows rows={alike.slice(0, SHOWN)} />
          {alike.length > SHOWN && (
            <details>
              <summary>{say("import-rejected-more", { count: alike.length - SHOWN })}</summary>
              <Rows rows={alike.slice(SHOWN)} />
            </details>
          )}
        </div>
      ))}
    </>
  );
}

export function Rejected({ shown }: { readonly shown: Preview }) {
  const { rejected, rows } = shown;
  if (rows.bad === 0) return null;
  const rest = rows.bad - new Set(rejected.map(({ row }) => row)).size;
  return (
    <Section title={say("import-rejected")}>
      <Faults rows={rejected} />
      {rest > 0 && <p class="import-quiet">{say("import-rejected-rest", { count: rest })}</p>}
      <p>
        <a href={rejectedAddress(shown.id)} download="rejected.csv">{say("import-rejected-download")}</a>
      </p>
      {rows.good > 0 && <p class="import-quiet">{say("import-rejected-way")}</p>}
    </Section>
  );
}

export function Warnings({ shown }: { readonly shown: Preview }) {
  if (shown.warnings.length === 0) return null;
  return (
    <details class="section">
      <summary>{say("import-warnings", { count: shown.rows.warnings })}</summary>
      <Rows rows={shown.warnings} />
    </details>
  );
}
