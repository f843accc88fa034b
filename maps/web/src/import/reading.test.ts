import { afterEach, describe, expect, it, vi } from "vitest";

import type { Import } from "../api/imports";
import { read, type Step } from "./reading";

const at = (state: Import["state"], done: number, more: object = {}): Import =>
  ({ id: "a b", layer: "households", state, progress: { bytes_done: done, bytes_total: 100, rows: done }, ...more });
const noWait = (): Promise<void> => Promise.resolve();

function service(...answers: readonly (Import | number)[]) {
  const left = [...answers];
  const asked = vi.fn<(path: string, init?: { readonly method?: string; readonly signal?: AbortSignal }) => Promise<Response>>((_path, init) => {
    init?.signal?.throwIfAborted();
    const answer = left.shift();
    return Promise.resolve(typeof answer === "number" ? Response.json({ type: "/problems/import-unknown", detail: "gone" }, { status: answer }) : Response.json(answer ?? {}));
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe("waiting for a file to be read", () => {
  it("tells how far it is until it is ready", async () => {
    const asked = service(at("reading", 40), at("ready", 100));
    const steps: Step[] = [];
    const preview = await read(at("reading", 0), (step) => steps.push(step), new AbortController().signal, noWait);
    expect(preview.state).toBe("ready");
    expect(steps).toEqual([{ kind: "reading", share: 0, rows: 0 }, { kind: "reading", share: 0.4, rows: 40 }]);
    expect(asked.mock.calls.map(([path]) => path)).toEqual(["/imports/a%20b", "/imports/a%20b"]);
  });

  it("waits longer each time, up to a second", async () => {
    service(...Array.from({ length: 12 }, () => at("reading", 1)), at("ready", 100));
    const waits: number[] = [];
    await read(at("reading", 0), () => undefined, new AbortController().signal, (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    });
    expect(waits[0]).toBe(80);
    expect(waits.at(-1)).toBe(1_000);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
  });

  it("tells why a file cannot be read, and has it forgotten", async () => {
    const asked = service(at("failed", 0, { problem: { type: "/problems/file-empty", status: 422, detail: "El archivo está vacío" } }));
    await expect(read(at("reading", 0), () => undefined, new AbortController().signal, noWait)).rejects.toMatchObject({
      message: "El archivo está vacío", status: 422, code: "file-empty",
    });
    expect(asked.mock.calls.at(-1)?.[1]?.method).toBe("DELETE");
  });

  it("tells when the service has lost it", async () => {
    service(404);
    await expect(read(at("reading", 0), () => undefined, new AbortController().signal, noWait)).rejects.toMatchObject({ status: 404, code: "import-unknown" });
  });

  it("stops when it is told to", async () => {
    service(at("reading", 1));
    const abort = new AbortController();
    const reading = read(at("reading", 0), () => abort.abort(), abort.signal, noWait);
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  });
});
