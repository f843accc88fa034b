/** Names of the settlements whose coverage would change. */

import { computed } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { ask } from "../api/client";
import type { PointFeature } from "../api/edits";
import { shown } from "./trial";

const ids = computed(() => (shown.value?.coverage ?? []).flatMap(({ settlement_id: id }) => id ?? []).join(","));

// A name that is known stays: while a kitchen is dragged only new ones are asked for.
const names = new Map<string, string>();

const answer = asked(async (signal) => {
  const missing = ids.value.split(",").filter((id) => id !== "" && !names.has(id));
  for (let at = 0; at < missing.length; at += 200) {
    const part = missing.slice(at, at + 200);
    const filter = `id IN (${part.map((id) => `'${id}'`).join(",")})`;
    const { features } = await ask<{ readonly features: readonly PointFeature[] }>("/collections/settlements/items", { query: { filter, limit: part.length }, signal });
    for (const { properties } of features) names.set(String(properties["id"]), String(properties["name"]));
  }
  return new Map(names);
});

export const settlementNames = computed((): ReadonlyMap<string, string> => {
  const is = answer.value;
  return lastOf(is) ?? names;
});
