/** Which list is open, kept in the address as `list`, and its households. */

import { computed, effect, signal } from "@preact/signals";

import { asked } from "../api/asked";
import { keep, limit, more, panel, revision } from "../state/view";
import { read, written, type Listed } from "./filter";
import { find, type Found } from "./households";

export const listText = computed(() => more.value["list"] ?? "");
/** `null` also where the address has what is no list. */
export const listed = computed(() => read(listText.value));

/** Whether the map is to show all of the next list once it is there. */
let fits = false;
export const takeFit = (): boolean => {
  const was = fits;
  fits = false;
  return was;
};

export function openList(next: Listed, fit = true): void {
  fits = fit;
  chosen.value = null;
  keep("list", written(next));
}

export function closeList(): void {
  chosen.value = null;
  keep("list", "");
}

/** The household that was picked in the list. */
export const chosen = signal<string | null>(null);

/** Households with the text of their list: while another one is asked for, these are not its. */
export const answer = asked<Found & { readonly of: string }>((signal) => {
  const [which, metres, of] = [listed.value, limit.value, listText.value];
  if (panel.value !== "coverage" || which === null || metres === null || revision.value < 0) return null;
  return find(which, metres, signal).then((found) => ({ ...found, of }));
});

// A gap that was picked on the map is a list too; whichever was asked for last is shown.
effect(() => {
  const gap = more.value["gap"];
  if (!gap) return;
  keep("gap", "");
  openList({ gap }, false);
});
