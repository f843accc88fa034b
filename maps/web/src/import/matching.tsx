/** Which column of the file means what, to be corrected. */

import type { Preview } from "../api/imports";
import { Section } from "../parts/panel";
import { say } from "../words/words";
import { withColumn } from "./choice";
import { meanings, POSITION } from "./meanings";
import { choice, chosenColumn, columns, readAgain } from "./state";
import { SystemChoice } from "./system";

interface RowGiven {
  readonly label: string;
  readonly value: string;
  /** What no column is called; `null` where there must be one. */
  readonly none: string | null;
  readonly chosen: (column: string) => Promise<void>;
}

function Row({ label, value, none, chosen }: RowGiven) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <select aria-label={label} value={value} class={value === "" ? "import-unmatched" : ""} onChange={({ currentTarget }) => chosen(currentTarget.value)}>
          {(none !== null || value === "") && <option value="">{none ?? say("import-no-column")}</option>}
          {columns.value.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      </td>
    </tr>
  );
}

/** The row of a field; another column reads the file anew. */
export function FieldRow({ field, shown }: { readonly field: string; readonly shown: Preview | null }) {
  const needed = field === "lon" || field === "lat";
  return (
    <Row
      label={say(`import-field-${field}`)}
      value={chosenColumn(field)}
      none={needed ? null : say("import-no-column")}
      chosen={(column) => readAgain(withColumn(choice.peek(), shown?.columns ?? [], field, column))}
    />
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">{say("import-meaning")}</th>
        <th scope="col">{say("import-column")}</th>
      </tr>
    </thead>
  );
}

export function Matching({ shown }: { readonly shown: Preview }) {
  const { main, more } = meanings(shown.layer);
  const has = (field: string): boolean => shown.columns.some((pair) => pair.field === field);
  const pair = has("lon") || has("lat");
  const position = has("boundary") ? ["boundary"] : pair ? POSITION : has("geopoint") ? ["geopoint"] : [];
  const matchedMore = more.filter((field) => chosenColumn(field) !== "");
  const rest = more.filter((field) => chosenColumn(field) === "");
  const id = choice.value.idColumn || (shown.ids.column ?? "");
  return (
    <Section title={say("import-columns")}>
      <table class="import-columns">
        <Head />
        <tbody>
          <Row label={say("import-id")} value={id} none={id === "" || choice.value.idColumn !== "" ? say("import-automatic") : null} chosen={(idColumn) => readAgain({ ...choice.peek(), idColumn })} />
          {[...position, ...main, ...matchedMore].map((field) => <FieldRow key={field} field={field} shown={shown} />)}
        </tbody>
      </table>
      {position.length === 0 && <p class="import-quiet">{say("import-geometry", { format: shown.file.format })}</p>}
      {rest.length > 0 && (
        <details>
          <summary>{say("import-more-columns", { count: rest.length })}</summary>
          <table class="import-columns">
            <Head />
            <tbody>{rest.map((field) => <FieldRow key={field} field={field} shown={shown} />)}</tbody>
          </table>
        </details>
      )}
      <SystemChoice read={shown.crs.code} />
      <p class="import-kept">
        {shown.ignored_columns.length === 0 ? say("import-all-kept") : say("import-not-kept", { count: shown.ignored_columns.length, columns: shown.ignored_columns.join(", ") })}
      </p>
    </Section>
  );
}
