/** Notices that somebody else, or another program, has changed the registers. */

import { ask, Problem } from "../api/client";
import { revision } from "../state/view";
import { READY } from "./first-questions";

/** Between two looks while the page is seen. */
const EVERY_MS = 30_000;

interface Ready {
  readonly revision: number;
  readonly store: { readonly origin: string };
}

/** Looks until the returned function is called. */
export function watchRevision(): () => void {
  // The first says what is shown already, and must not have everything asked for twice.
  let seen: number | null = null;
  let origin: string | null = null;
  let behind = false;
  const look = async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    try {
      const before = revision.peek();
      const { revision: now, store } = await ask<Ready>(READY);
      // An answer from before an edit of our own is old.
      if (before !== revision.peek()) return;
      const known = Math.max(seen ?? 0, before);
      // Of several services on one store one may lag, but not for long. Else it is another store, or a backup that was put back:
      // of what this page has kept, nothing holds. The view is in the address.
      const other = origin !== null && store.origin !== origin;
      if (other || (behind && now < known)) location.reload();
      origin = store.origin;
      behind = now < known;
      if (seen !== null && now > known) revision.value = now;
      seen = Math.max(now, known);
    } catch (error) {
      // It is tried again; who asks for something meanwhile is told.
      if (!(error instanceof Problem)) throw error;
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  const seenAgain = () => void look();
  document.addEventListener("visibilitychange", seenAgain);
  void look();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seenAgain);
  };
}
