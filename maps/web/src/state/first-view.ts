/** What is seen at once, and what may come after it. */

import { signal } from "@preact/signals";

/** What a slow service or a slow way to it may hold up the rest for. */
const AT_MOST_MS = 3_000;

/** The first layers are drawn, or could not be: what panels tell besides is asked for from now on, and not in their way. */
export const firstViewOver = signal(false);

export function endFirstView(): void {
  firstViewOver.value = true;
}

export function beginFirstView(): void {
  setTimeout(endFirstView, AT_MOST_MS);
}
