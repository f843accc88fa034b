/** Why a file could not be read or written, in plain words, and what mends it. */

import { useState } from "preact/hooks";

import type { Problem } from "../api/client";
import { say } from "../words/words";
import { listed, positionChoices, type Choice } from "./choice";
import { FieldRow } from "./matching";
import { choice, columns, file, readAgain } from "./state";
import { FileButton } from "./start";
import { SystemChoice } from "./system";
import { unsure } from "./writing";

const LARGEST_BYTES = 256 * 1024 * 1024;
/** Files that are nothing that could be read: what to do is to take another. */
const OTHER_KIND = /^file-(?:is-|json-|kml-|archive|workbook|geopackage|broken|markup|not-)/u;

/** A choice that is made by a button each. */
function Choices({ options }: { readonly options: readonly (readonly [string, Partial<Choice>])[] }) {
  return (
    <p class="import-choices">
      {options.map(([label, change]) => <button key={label} onClick={() => readAgain({ ...choice.peek(), ...change })}>{label}</button>)}
    </p>
  );
}

/** Two columns are chosen before the file is read again. */
function PositionForm() {
  const [lon, setLon] = useState("");
  const [lat, setLat] = useState("");
  const [one, setOne] = useState("");
  const select = (field: string, value: string, set: (column: string) => void) => (
    <label>
      <span>{say(`import-field-${field}`)}</span>
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        <option value="">{say("import-no-column")}</option>
        {columns.value.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
  const chosen = one !== "" ? { geopoint: one } : lon !== "" && lat !== "" ? { lon, lat } : null;
  return (
    <form
      class="import-position"
      onSubmit={(event) => {
        event.preventDefault();
        const now = choice.peek();
        return chosen ? readAgain({ ...now, columns: { ...now.columns, ...chosen } }) : undefined;
      }}
    >
      {select("lon", lon, setLon)}
      {select("lat", lat, setLat)}
      {select("geopoint", one, setOne)}
      <button class="main-action" disabled={!chosen}>{say("import-again")}</button>
    </form>
  );
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function Remedy({ problem: { code, members } }: { readonly problem: Problem }) {
  const now = choice.value;
  switch (code) {
    case "file-needs-crs":
    case "file-layer-crs":
      return (
        <>
          <Choices options={[[say("import-try-utm"), { crs: "EPSG:32718" }]]} />
          <SystemChoice read={null} />
        </>
      );
    case "file-no-position":
      return <PositionForm />;
    case "file-several-positions":
      return <Choices options={positionChoices(members["choices"]).map((pair) => [Object.values(pair).join(" + "), { columns: { ...now.columns, ...pair } }])} />;
    case "file-ambiguous": {
      const field = text(members["field"]);
      return <Choices options={listed(members["columns"]).map((column) => [column, field === "id" ? { idColumn: column } : { columns: { ...now.columns, [field]: column } }])} />;
    }
    case "file-several-layers":
      return <Choices options={listed(members["layers"]).map((name) => [name, { fileLayer: name }])} />;
    default:
      if (code.startsWith("crs-")) return <SystemChoice read={null} />;
      return columns.value.length > 0 && code === "file-no-such-column" ? <table class="import-columns"><tbody>{Object.keys(now.columns).map((field) => <FieldRow key={field} field={field} shown={null} />)}</tbody></table> : null;
  }
}

function words({ code, status, members, message }: Problem): string {
  if (status === 413 || (status === 0 && (file.peek()?.size ?? 0) > LARGEST_BYTES)) return say("import-problem-large");
  if (status === 0) return say("import-problem-unsent");
  switch (code) {
    case "import-unknown":
      return say("import-problem-gone");
    case "file-needs-crs":
      return say("import-problem-needs-crs", { x: text(members["x"]), y: text(members["y"]) });
    case "file-no-position":
      return say("import-problem-no-position");
    case "file-several-positions":
      return say("import-problem-several-positions");
    case "file-several-layers":
      return say("import-problem-several-layers");
    case "file-ambiguous":
      return say("import-problem-ambiguous", { field: say(text(members["field"]) === "id" ? "import-id" : `import-field-${text(members["field"])}`) });
    default:
      return message;
  }
}

export function Trouble({ problem, writing }: { readonly problem: Problem; readonly writing: boolean }) {
  const kind = OTHER_KIND.test(problem.code);
  const lost = writing && unsure(problem);
  return (
    <div class="import-trouble">
      <div role="alert">
        <h3>{say(lost ? "import-commit-unsure-title" : writing ? "import-commit-problem-title" : "import-problem-title")}</h3>
        <p>{lost ? say("import-commit-unsure") : words(problem)}</p>
        {kind && <p>{say("import-problem-kind", { formats: say("import-formats") })}</p>}
      </div>
      <Remedy problem={problem} />
      <p class="import-choices">
        {!lost && (problem.status === 0 || problem.status >= 500 || problem.code === "import-unknown") && <button class="main-action" onClick={() => readAgain()}>{say("import-again")}</button>}
        <FileButton label={say("import-other-file")} />
      </p>
    </div>
  );
}
