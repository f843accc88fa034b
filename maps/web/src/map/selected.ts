/** The row whose card is open; it is in the address, so that a link opens it too. */

import { computed } from "@preact/signals";

import { keep, LAYERS, more, type LayerName } from "../state/view";

export interface Selected {
  readonly layer: LayerName;
  readonly id: string;
}

const CARD = "card";

export const selected = computed<Selected | null>(() => {
  const [name, id] = (more.value[CARD] ?? "").split("/");
  const layer = LAYERS.find((known) => known === name);
  return layer && id ? { layer, id } : null;
});

export const openCard = ({ layer, id }: Selected): void => keep(CARD, `${layer}/${id}`);
export const closeCard = (): void => keep(CARD, "");
