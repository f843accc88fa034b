/** A form that is sent: once at a time, and what the service refused of it is told beside it. */

import { useSignal } from "@preact/signals";

import { Problem } from "../api/client";
import { revision } from "../state/view";

export interface Sending {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Does nothing while the last is still under way. */
  readonly send: (work: () => Promise<void>) => Promise<void>;
}

export function useSending(): Sending {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  async function send(work: () => Promise<void>): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
      // Somebody else changed it meanwhile: what is there now is shown beside what was refused.
      const { revision: now } = error.members;
      if (typeof now === "number" && now > revision.peek()) revision.value = now;
    } finally {
      busy.value = false;
    }
  }
  return { busy: busy.value, problem: problem.value, send };
}
