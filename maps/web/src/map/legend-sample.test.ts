import { describe, expect, it } from "vitest";

import { drawnBy, sampleOf } from "./legend-sample";
import { Style } from "./style";

const circle = (id: string, filter: unknown) => ({ id, type: "circle", "source-layer": "households", paint: { "circle-color": "#111111" }, filter });
const style = new Style({
  layers: [
    circle("together", ["all", ["has", "households"], [">=", ["get", "percent_served"], 20], ["<", ["get", "percent_served"], 50]]),
    circle("plain", ["has", "id"]),
    circle("coloured", ["match", ["get", "kitchen_id"], ["K-4"], true, false]),
    circle("not-served", ["all", ["has", "id"], ["!=", ["get", "state"], "served"]]),
    circle("uncertain", ["==", ["get", "certainty"], "uncertain"]),
  ],
});

describe("a sample", () => {
  it.each([
    ["together", ["together"]],
    ["plain", ["plain", "coloured"]],
    ["not-served", ["plain", "coloured", "not-served"]],
    ["uncertain", ["plain", "coloured", "uncertain"]],
  ])("of %s is drawn by %j", (id, expected) => {
    const layer = style.layers.find((known) => known.id === id);
    if (!layer) throw new Error(id);
    expect(drawnBy(style, layer, sampleOf(layer, "K-4")).map((drawn) => drawn.id)).toEqual(expected);
  });
});
