/** What the file has, and the file. */

import type { Register } from "../api/edits";
import { say } from "../words/words";
import { choice, take } from "./state";

const LAYERS: readonly Register[] = ["households", "kitchens", "settlements"];

/** A button that opens the system's choice of files; the same file may be chosen again, for it may have been mended. */
export function FileButton({ label, main }: { readonly label: string; readonly main?: boolean }) {
  return (
    <label class={main ? "import-file import-file-main" : "import-file"}>
      <input
        type="file"
        class="import-file-input"
        onClick={(event) => (event.currentTarget.value = "")}
        onChange={({ currentTarget: { files } }) => (files?.[0] ? take(files[0]) : undefined)}
      />
      {label}
    </label>
  );
}

export function Start() {
  const { layer } = choice.value;
  return (
    <div class="import-start">
      <p>{say("import-intro")}</p>
      <fieldset class="import-what">
        <legend>{say("import-what")}</legend>
        {LAYERS.map((name) => (
          <label key={name}>
            <input type="radio" name="import-layer" checked={layer === name} onChange={() => (choice.value = { ...choice.value, layer: name })} />
            {say(`import-layer-${name}`)}
          </label>
        ))}
      </fieldset>
      <p class="import-quiet">{say(`import-needs-${layer}`)}</p>
      <div class="import-drop">
        <FileButton label={say("import-choose")} main />
        <span class="import-drop-words">{say("import-drop")}</span>
        <span class="import-quiet">{say("import-formats")}</span>
      </div>
      <p class="import-quiet">{say("import-private")}</p>
    </div>
  );
}
