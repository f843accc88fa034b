/** An answer of the service that is asked for anew whenever what it depends on changes. */

import { effect, signal, type ReadonlySignal } from "@preact/signals";

import { Problem } from "./client";

export type Answer<T> = { readonly kind: "waiting"; readonly last?: T } | { readonly kind: "there"; readonly value: T } | { readonly kind: "problem"; readonly problem: Problem; /** Asks once more. */ readonly again?: () => void };

/** What is there, or was the last time. */
export const lastOf = <T>(answer: Answer<T>): T | undefined => (answer.kind === "there" ? answer.value : answer.kind === "waiting" ? answer.last : undefined);

/**
 * Follows the signals that `request` reads before its first await: each change asks again and drops the answer that was under way.
 * `null` from `request` means that there is nothing to ask.
 */
export function asked<T>(request: (signal: AbortSignal) => Promise<T> | null): ReadonlySignal<Answer<T>> {
  const answer = signal<Answer<T>>({ kind: "waiting" });
  const times = signal(0);
  const again = (): void => {
    times.value += 1;
  };
  effect(() => {
    const abort = new AbortController();
    const last = lastOf(answer.peek());
    answer.value = last === undefined ? { kind: "waiting" } : { kind: "waiting", last };
    // Following it is what asks again.
    const promise = times.value >= 0 ? request(abort.signal) : null;
    promise?.then(
      (value) => {
        if (!abort.signal.aborted) answer.value = { kind: "there", value };
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        answer.value = { kind: "problem", problem: error, again };
      },
    );
    return () => abort.abort();
  });
  return answer;
}
