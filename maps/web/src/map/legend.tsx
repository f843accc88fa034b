/** The layers that are shown, and what their signs mean. */

import { firstViewOver } from "../state/first-view";
import { LAYERS, layers, type LayerName } from "../state/view";
import { say } from "../words/words";
import { KitchenColours } from "./kitchen-colours";
import { layerTitles } from "./layer-titles";
import { layersStyle } from "./layers-style";
import type { Style, StyleLayer } from "./style";
import { Swatch } from "./swatch";

/** As they lie, the uppermost first. */
const ORDER = [...LAYERS].reverse();

/** Layers of the style that a legend shows, each words once. */
function signsOf(style: Style, name: LayerName): StyleLayer[] {
  const signs = new Map<string, StyleLayer>();
  for (const layer of style.layers) if (layer.of === name && layer.legend !== "" && !signs.has(layer.legend)) signs.set(layer.legend, layer);
  return [...signs.values()];
}

function Layer({ name }: { readonly name: LayerName }) {
  const shown = layers.value.has(name);
  const titled = layerTitles.value.get(name);
  // Signs are drawn after what they explain.
  const style = firstViewOver.value ? layersStyle.value?.style : undefined;
  const signs = style && shown ? signsOf(style, name) : [];
  const title = titled?.title ?? say(`layer-${name}`);
  return (
    <div class="legend-layer">
      <label>
        <input
          type="checkbox"
          checked={shown}
          onChange={() => (layers.value = new Set(LAYERS.filter((layer) => layers.peek().has(layer) !== (layer === name))))}
        />
        <span>{title}</span>
      </label>
      {titled?.description !== undefined && shown && <p class="legend-about">{titled.description}</p>}
      {style && signs.length > 0 && (
        <ul aria-label={say("map-legend-of", { layer: title })}>
          {signs.map((layer) => (
            <li key={layer.id}>
              <Swatch style={style} layer={layer} />
              <span>{layer.legend}</span>
            </li>
          ))}
        </ul>
      )}
      {style && shown && name === "kitchens" && <KitchenColours style={style} />}
    </div>
  );
}

export function Legend() {
  return (
    <fieldset class="legend">
      <legend>{say("map-layers")}</legend>
      {ORDER.map((name) => (
        <Layer key={name} name={name} />
      ))}
    </fieldset>
  );
}
