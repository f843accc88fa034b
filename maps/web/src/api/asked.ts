/** An answer of the service that is asked for anew whenever what it depends on changes. */

import { effect, signal, type ReadonlySignal } from "@preact/signals";

import { Problem } from "./client";

export type Answer<T> = { readonly kind: "waiting"; readonly last?: T } | { readonly kind: "there"; readonly value: T } | { readonly kind: "problem"; readonly problem: Problem };

/**
 * Follows the signals that `request` reads before its first await: each change asks again and drops the answer that was under way.
 * `null` from `request` means that there is nothing to ask.
 */
export function asked<T>(request: (signal: AbortSignal) => Promise<T> | null): ReadonlySignal<Answer<T>> {
  const answer = signal<Answer<T>>({ kind: "waiting" });
  effect(() => {
    const abort = new AbortController();
    const before = answer.peek();
    const last = before.kind === "there" ? before.value : before.kind === "waiting" ? before.last : undefined;
    answer.value = last === undefined ? { kind: "waiting" } : { kind: "waiting", last };
    const promise = request(abort.signal);
    promise?.then(
      (value) => {
        if (!abort.signal.aborted) answer.value = { kind: "there", value };
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        answer.value = { kind: "problem", problem: error };
      },
    );
    return () => abort.abort();
  });
  return answer;
}
