/** Notices that somebody else, or another program, has changed the registers. */

import { ask, Problem } from "../api/client";
import { revision } from "../state/view";

/** Between two looks while the page is seen. */
const EVERY_MS = 30_000;

/** Looks until the returned function is called. */
export function watchRevision(): () => void {
  // The first says what is shown already, and must not have everything asked for twice.
  let seen: number | null = null;
  const look = async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    try {
      const { revision: now } = await ask<{ revision: number }>("/health/ready");
      if (seen !== null && now > Math.max(seen, revision.peek())) revision.value = now;
      seen = Math.max(now, seen ?? 0);
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
