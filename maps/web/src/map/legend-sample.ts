/** A feature that a layer of the style draws, made up for the legend: so that its sign is drawn as those on the map are. */

import type { Properties } from "./expression";
import type { Style, StyleLayer } from "./style";

/** What most rows are. */
function plain(kitchen: string): Record<string, unknown> {
  return { id: kitchen, kitchen_id: kitchen, state: "served", status: "open", certainty: "certain" };
}

/** Changes a sample so that a filter takes it. */
function suit(sample: Record<string, unknown>, filter: unknown): void {
  if (!Array.isArray(filter)) return;
  const [operator, ...parts] = filter as unknown[];
  const [first, second] = parts;
  if (operator === "all") for (const part of parts) suit(sample, part);
  if (operator === "has" && typeof first === "string" && !(first in sample)) {
    // One that stands for several has a number of them, and no id.
    delete sample["id"];
    delete sample["kitchen_id"];
    sample[first] = 100;
  }
  const name: unknown = Array.isArray(first) && first[0] === "get" ? first[1] : undefined;
  if (typeof name !== "string") return;
  if (operator === "==" || operator === ">=") sample[name] = second;
  if (operator === "!=") sample[name] = second === "served" ? "too_far" : "";
  if (operator === "match") sample[name] = [second].flat()[0];
}

export function sampleOf(layer: StyleLayer, kitchen: string): Properties {
  const sample = plain(kitchen);
  suit(sample, layer.asks);
  return sample;
}

/** Layers that draw a sample, from the lowest up: an edge is drawn around the dot that it belongs to. */
export function drawnBy(style: Style, layer: StyleLayer, sample: Properties): StyleLayer[] {
  return style.layers.filter((other) => other.of === layer.of && other.draws(sample) && (layer.kind === "circle" || other === layer));
}
