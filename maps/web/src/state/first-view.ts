/** What is seen at once, and what may come after it. */

import { signal } from "@preact/signals";

/** What a slow service, or a slow way to it, may hold up the rest for. */
const AT_MOST_MS = 3_000;

/** The first layers are drawn, or could not be: what panels tell besides is asked for from now on, and not in their way. */
export const firstViewOver = signal(false);

/** The map has asked for its tiles, where it knows already which: the panel comes while they are made. */
export const panelDue = signal(false);

const end = (): void => {
  firstViewOver.value = true;
};

/** What is asked for then must not be in the way of the first click either. */
export function endFirstView(): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(end, { timeout: 1_000 });
  else setTimeout(end);
}

/** Once the map is on the page. */
export function beginFirstView(): void {
  setTimeout(() => (panelDue.value = true));
  setTimeout(end, AT_MOST_MS);
}
