import { afterEach, expect, it, vi } from "vitest";

import { adder } from "./adding";
import { Problem } from "./client";
import type { PointFeature } from "./edits";

const HOUSEHOLD: PointFeature = { type: "Feature", geometry: { type: "Point", coordinates: [-76.96, -12.15] }, properties: { persons: 3 } };

/** A service that stores what it is sent; of the writes numbered here no answer comes. */
function service(unanswered: readonly number[]) {
  const stored = new Map<string, number>();
  let writes = 0;
  const answer = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
  const put = (ids: readonly string[]): boolean => {
    if (ids.some((id) => stored.has(id))) return false;
    for (const id of ids) stored.set(id, stored.size + 1);
    return true;
  };
  vi.stubGlobal("fetch", (to: string, { body }: { readonly body?: string } = {}) => {
    if (to.startsWith("/edits?")) return answer({ edits: [...stored.values()].map((revision) => ({ revision })).reverse() });
    if (to.startsWith("/edits/")) return answer({ rows: [...stored].filter(([, at]) => `/edits/${at}` === to).map(([id]) => ({ id, before: null })) });
    const { features } = JSON.parse(body ?? "") as { readonly features: readonly PointFeature[] };
    const ids = features.map(({ id }, at) => id ?? `H.${stored.size + 1 + at}`);
    if (to.includes("dry_run")) return answer({ revision: stored.size + 1, ids });
    writes += 1;
    const isNew = put(ids);
    if (unanswered.includes(writes)) return Promise.reject(new TypeError("the line broke"));
    return isNew ? answer({ revision: stored.size, ids, households: [] }) : answer({ type: "/problems/edit-id-taken", detail: "taken" }, 409);
  });
  return stored;
}

afterEach(() => vi.unstubAllGlobals());

it("a try after a lost answer adds nothing twice, and tells which edit it was", async () => {
  const stored = service([1]);
  const add = adder("households");
  await expect(add([HOUSEHOLD])).rejects.toMatchObject({ status: 0 });
  expect(stored.size).toBe(1);
  await expect(add([HOUSEHOLD])).resolves.toMatchObject({ ids: ["H.1"], revision: 1 });
  expect(stored.size).toBe(1);
});

it("two tries whose answers are both lost are one, too", async () => {
  const stored = service([1, 2]);
  const add = adder("households");
  await expect(add([HOUSEHOLD])).rejects.toBeInstanceOf(Problem);
  await expect(add([HOUSEHOLD])).rejects.toMatchObject({ status: 0 });
  await expect(add([HOUSEHOLD])).resolves.toMatchObject({ ids: ["H.1"] });
  expect(stored.size).toBe(1);
});

it("the same household again, once it is saved, is another; so is another after a lost answer", async () => {
  const stored = service([3]);
  const add = adder("households");
  await add([HOUSEHOLD]);
  await add([HOUSEHOLD]);
  await expect(add([HOUSEHOLD])).rejects.toBeInstanceOf(Problem);
  await add([{ ...HOUSEHOLD, properties: { persons: 5 } }]);
  expect([...stored.keys()]).toEqual(["H.1", "H.2", "H.3", "H.4"]);
});

it("an id that somebody else took meanwhile is told, and the next try has another", async () => {
  const stored = service([]);
  const add = adder("households");
  const { fetch: real } = globalThis;
  let once = true;
  vi.stubGlobal("fetch", async (to: string, init: RequestInit) => {
    const answer = await real(to, init);
    if (to.includes("dry_run") && once) {
      once = false;
      stored.set("H.1", 1);
    }
    return answer;
  });
  await expect(add([HOUSEHOLD])).rejects.toMatchObject({ code: "edit-id-taken" });
  await expect(add([HOUSEHOLD])).resolves.toMatchObject({ ids: ["H.2"] });
});
