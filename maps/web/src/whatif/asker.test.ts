import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Problem } from "../api/client";
import { asker } from "./asker";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turn = () => vi.advanceTimersByTimeAsync(0);

it("asks once, for the last of many changes", async () => {
  const request = vi.fn((question: number) => Promise.resolve(question * 10));
  const { ask, answer } = asker(request, 100);
  for (const question of [1, 2, 3]) {
    ask(question);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(request).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60);
  expect(request.mock.calls.map(([question]) => question)).toEqual([3]);
  expect(answer.value).toEqual({ kind: "there", value: 30 });
});

it("drops an old answer that comes after a newer one, and calls its request off", async () => {
  const under = new Map<string, (value: string) => void>();
  const signals: AbortSignal[] = [];
  const { ask, answer } = asker((question: string, signal) => {
    signals.push(signal);
    return new Promise<string>((resolve) => void under.set(question, resolve));
  }, 10);
  ask("old");
  await vi.advanceTimersByTimeAsync(10);
  ask("new");
  await vi.advanceTimersByTimeAsync(10);
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  under.get("new")?.("newer");
  await turn();
  under.get("old")?.("older");
  await turn();
  expect(answer.value).toEqual({ kind: "there", value: "newer" });
});

it("keeps the last answer in sight until the next is there", async () => {
  const { ask, answer } = asker((question: number) => Promise.resolve(question), 10);
  ask(1);
  await vi.advanceTimersByTimeAsync(10);
  ask(2);
  expect(answer.value).toEqual({ kind: "waiting", last: 1 });
  ask(null);
  await vi.advanceTimersByTimeAsync(20);
  expect(answer.value).toBeNull();
});

it("tells what was refused", async () => {
  const problem = new Problem("no", 400, "bad");
  const { ask, answer } = asker(() => Promise.reject(problem), 10);
  ask(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(answer.value).toEqual({ kind: "problem", problem });
});
