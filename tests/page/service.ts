/** A running cercania with the demo: its own store in a folder of its own, on a port of its own. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");
/** A service that has not said its address by then never will. */
const PATIENCE_MS = 30_000;

/** What `cargo build` left, or what CERCANIA names. */
export const program = process.env["CERCANIA"] ?? join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "debug/cercania");

export interface Features {
  readonly numberMatched: number;
  readonly features: readonly { readonly id: string; readonly properties: Readonly<Record<string, unknown>> }[];
}

export class Service {
  private constructor(
    /** Without a slash at its end. */
    readonly url: string,
    /** For files that a test makes; gone with the service. */
    readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts it on the demo, or on the store that is named. */
  static async start(store?: string): Promise<Service> {
    const folder = await mkdtemp(join(tmpdir(), "cercania-page-"));
    const data = store ?? join(folder, "store.gpkg");
    const child = spawn(program, ["serve", "--bind", "127.0.0.1:0", "--data", data, ...(store === undefined ? ["--demo"] : [])], {
      env: { ...process.env, LANG: "es_PE.UTF-8", LC_ALL: "es_PE.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Read on, so that it never waits for its pipe.
    let log = "";
    child.stderr.on("data", (words: Buffer) => (log += words.toString()));
    const url = await new Promise<string>((taken, failed) => {
      setTimeout(() => failed(new Error(`cercania said no address: ${log}`)), PATIENCE_MS).unref();
      child.once("error", failed);
      child.once("exit", () => failed(new Error(`cercania ended: ${log}`)));
      createInterface(child.stdout).once("line", taken);
    });
    return new Service(url.replace(/\/$/u, ""), folder, child);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((done) => this.child.once("exit", done));
      this.child.kill();
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What it answers to a program, which may send something. */
  async json<T>(path: string, sent?: unknown): Promise<T> {
    const body = sent === undefined ? {} : { method: "POST", body: JSON.stringify(sent) };
    const answer = await fetch(this.url + path, { headers: { Accept: "application/json", ...(sent === undefined ? {} : { "Content-Type": "application/json" }) }, ...body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** What it has stored or computed of a layer: `households("id='H-001'")`. */
  items(layer: string, filter?: string): Promise<Features> {
    const query = filter === undefined ? "" : `&filter=${encodeURIComponent(filter)}`;
    return this.json(`/collections/${layer}/items?limit=10000${query}`);
  }

  /** The properties of one row that is stored. */
  async row(layer: string, id: string): Promise<Readonly<Record<string, unknown>>> {
    const { features } = await this.items(layer, `id = '${id}'`);
    if (!features[0]) throw new Error(`no ${id} in ${layer}`);
    return features[0].properties;
  }

  /** The number of the last edit: the same where nothing was written in between. */
  async revision(): Promise<number> {
    return (await this.json<{ revision: number }>("/reports/coverage")).revision;
  }
}
