/** The layers that are shown, and what their colours mean. */

import { LAYERS, layers } from "../state/view";
import { say } from "../words/words";

export function MapPanel() {
  const shown = layers.value;
  return (
    <fieldset>
      <legend>{say("map-layers")}</legend>
      {LAYERS.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={shown.has(name)}
            onChange={() => (layers.value = new Set(LAYERS.filter((layer) => shown.has(layer) !== (layer === name))))}
          />
          {say(`layer-${name}`)}
        </label>
      ))}
    </fieldset>
  );
}
