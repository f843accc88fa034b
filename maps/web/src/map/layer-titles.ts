/** What the service calls its layers, in the language that is chosen. */

import { computed } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { ask } from "../api/client";
import { firstViewOver } from "../state/first-view";
import { locale } from "../words/words";

interface Titled {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
}

const answer = asked((signal) =>
  firstViewOver.value ? ask<{ collections: readonly Titled[] }>("/collections", { query: { f: "json" }, headers: { "Accept-Language": locale.value }, signal }) : null,
);

/** By layer; without those that have not come. */
export const layerTitles = computed(() => {
  const last = lastOf(answer.value);
  return new Map((last?.collections ?? []).map((titled) => [titled.id, titled]));
});
