/** Asks a little after the last change, and shows only the answer to it. */

import { lastOf } from "../api/asked";
import { signal, type ReadonlySignal } from "@preact/signals";

import type { Answer } from "../api/asked";
import { Problem } from "../api/client";

export interface Asker<Q, T> {
  /** `null`: nothing is asked yet. */
  readonly answer: ReadonlySignal<Answer<T> | null>;
  /** `null` asks nothing and forgets the last answer. */
  readonly ask: (question: Q | null) => void;
}

export function asker<Q, T>(request: (question: Q, signal: AbortSignal) => Promise<T>, wait_ms: number): Asker<Q, T> {
  const answer = signal<Answer<T> | null>(null);
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function send(question: Q, { signal: until }: AbortController): Promise<void> {
    try {
      const value = await request(question, until);
      if (!until.aborted) answer.value = { kind: "there", value };
    } catch (error) {
      if (until.aborted) return;
      if (!(error instanceof Problem)) throw error;
      answer.value = { kind: "problem", problem: error };
    }
  }
  return {
    answer,
    ask(question) {
      abort.abort();
      clearTimeout(timer);
      if (question === null) {
        answer.value = null;
        return;
      }
      abort = new AbortController();
      const last = answer.peek();
      const shown = last ? lastOf(last) : undefined;
      answer.value = shown === undefined ? { kind: "waiting" } : { kind: "waiting", last: shown };
      const own = abort;
      timer = setTimeout(() => void send(question, own), wait_ms);
    },
  };
}
