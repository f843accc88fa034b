import { afterEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../api/client";
import { unsure, written } from "./writing";

const WRITTEN = { revision: 7, added: 3 };
const soon = (): Promise<void> => Promise.resolve();

/** Answers one request after the other; `null` is a line that breaks. */
function answers(...all: readonly (readonly [number, unknown] | null)[]): string[] {
  const asked: string[] = [];
  const left = [...all];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    const next = left.shift();
    return next ? Promise.resolve(new Response(JSON.stringify(next[1]), { status: next[0] })) : Promise.reject(new TypeError("lost"));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("rows that are written", () => {
  it("are told as written where the answer was lost and they were", async () => {
    const asked = answers(null, [200, { state: "committing" }], [200, { state: "committed", committed: WRITTEN }]);
    expect(await written("I-1", false, soon)).toEqual(WRITTEN);
    expect(asked).toEqual(["/imports/I-1/commit", "/imports/I-1", "/imports/I-1"]);
  });

  it("are not written again by a second press", async () => {
    answers([409, { type: "/problems/import-committed" }], [200, { state: "committed", committed: WRITTEN }]);
    expect(await written("I-1", false, soon)).toEqual(WRITTEN);
  });

  it("are told as not written where the service says so", async () => {
    answers(null, [200, { state: "ready" }]);
    expect(unsure(await refused())).toBe(false);
  });

  it("are not told as not written where nobody could be asked", async () => {
    answers(null, null);
    expect(unsure(await refused())).toBe(true);
  });
});

async function refused(): Promise<Problem> {
  const error: unknown = await written("I-1", false, soon).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error("it was written");
  return error;
}
