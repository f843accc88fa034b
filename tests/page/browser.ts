/** Debian's Chromium, and a person in front of it whose steps are counted. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Request } from "playwright-core";

/** An old laptop, and a phone. */
export const SIZES = { laptop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof SIZES;

/** A place of the screen, CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Nothing but what the page asks for goes over the network. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ARGUMENTS });
}

/** How long a person waits for what they asked for. */
const PATIENCE_MS = 10_000;

/** A person with a browser of their own, who has never seen the page. */
export class Person {
  /** Clicks on the page and on the map; choosing a file is one. */
  clicks = 0;
  /** Keys that were pressed. */
  keys = 0;
  /** Fields that were filled in. */
  fields = 0;
  /** What went wrong that nobody in front of the screen sees: errors in the console, and requests to others than the service. */
  readonly faults: string[] = [];
  private answers: Request[] = [];
  private refusals: RegExp[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly url: string,
  ) {}

  static async with(browser: Browser, url: string, size: Size = "laptop", locale = "es-PE"): Promise<Person> {
    const context = await browser.newContext({ viewport: SIZES[size], locale, hasTouch: size === "phone" });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const person = new Person(page, context, url);
    await context.route(
      (asked) => asked.origin !== url && asked.protocol.startsWith("http"),
      (route) => {
        person.faults.push(`asked somebody else: ${route.request().url()}`);
        return route.abort();
      },
    );
    page.on("requestfinished", (request) => person.answers.push(request));
    page.on("websocket", (socket) => person.faults.push(`opened a socket: ${socket.url()}`));
    page.on("pageerror", (error) => person.faults.push(`${error.message}\n${error.stack ?? ""}`));
    page.on("console", (said) => {
      // The browser itself tells of every answer that is not a success.
      if (said.text().startsWith("Failed to load resource") && person.refusals.some((address) => address.test(said.location().url))) return;
      if (said.type() === "error" || said.type() === "warning") person.faults.push(`console: ${said.text()} (${said.location().url})`);
    });
    return person;
  }

  /** The service will refuse something at such an address, as it should. */
  refused(address: RegExp): void {
    this.refusals.push(address);
  }

  /** Opens the page, as from a link: with a view after `#`. */
  async open(view = ""): Promise<void> {
    // To be on the page already would be a step within it, not a cold start.
    await this.page.goto("about:blank");
    this.answers = [];
    await this.page.goto(`${this.url}/${view}`);
    await this.settled();
  }

  /** Nothing is being asked for and what came is on the screen. */
  async settled(): Promise<void> {
    await this.map.waitFor();
    await this.page.waitForLoadState("networkidle");
    await this.page.waitForFunction(() => [...document.querySelectorAll(".leaflet-tile")].every((tile) => tile.classList.contains("leaflet-tile-loaded")));
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async click(what: Locator, options: Parameters<Locator["click"]>[0] = {}): Promise<void> {
    this.clicks += 1;
    await what.click(options);
  }

  async fill(what: Locator, words: string): Promise<void> {
    this.fields += 1;
    await what.fill(words);
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  /** Holds what is at a place of the screen, takes it elsewhere and lets go. */
  async drag(from: Spot, to: Spot): Promise<void> {
    this.clicks += 1;
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 5 });
    await mouse.up();
  }

  /** Touches a place of the screen. */
  async tap({ x, y }: Spot): Promise<void> {
    this.clicks += 1;
    await this.page.touchscreen.tap(x, y);
  }

  /** The browser will tell the page where the device is; unless that was allowed, it refuses. */
  async allowLocation(at: { readonly latitude: number; readonly longitude: number; readonly accuracy: number }): Promise<void> {
    await this.context.grantPermissions(["geolocation"], { origin: this.url });
    await this.context.setGeolocation(at);
  }

  /** Clicks on a link to a file, and reads what was saved. */
  async download(link: Locator): Promise<{ readonly path: string; readonly name: string; readonly text: string }> {
    const [saved] = await Promise.all([this.page.waitForEvent("download"), this.click(link)]);
    const path = await saved.path();
    return { path, name: saved.suggestedFilename(), text: await readFile(path, "utf8") };
  }

  /** Opens what chooses a file and takes one. */
  async choose(what: Locator, file: string): Promise<void> {
    this.clicks += 1;
    await what.setInputFiles(file);
  }

  /** The map, as programs that read the screen aloud find it. */
  get map(): Locator {
    return this.page.getByRole("application", { name: /Mapa|Map/u });
  }

  /** Where a place is on the screen, while the address says where the map is. */
  async spot(lon: number, lat: number): Promise<Spot> {
    const [zoom = NaN, north = NaN, east = NaN] = (this.view.get("map") ?? "").split("/").map(Number);
    const box = await this.map.boundingBox();
    if (!box) throw new Error("the map is not on the screen");
    const world = 256 * 2 ** zoom;
    const down = (degrees: number): number => -Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI);
    return { x: box.x + box.width / 2 + ((lon - east) / 360) * world, y: box.y + box.height / 2 + (down(lat) - down(north)) * world };
  }

  /** The middle of something that is on the screen. */
  async middle(what: Locator): Promise<Spot> {
    const box = await what.boundingBox();
    if (!box) throw new Error("it is not on the screen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Whether its middle is on the screen, with nothing over it. */
  sees(what: Locator): Promise<boolean> {
    return what.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      return there !== null && element.contains(there);
    });
  }

  /** How much of the map's canvases is not empty, as a share of their pixels. */
  painted(): Promise<number> {
    return this.page.evaluate(() => {
      const side = 64;
      let full = 0;
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>(".leaflet-container canvas")].filter(({ width, height }) => width * height > 0);
      for (const canvas of canvases) {
        const small = new OffscreenCanvas(side, side).getContext("2d");
        if (!small) throw new Error("this browser has no canvas");
        small.drawImage(canvas, 0, 0, side, side);
        const { data } = small.getImageData(0, 0, side, side);
        for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) full += 1;
      }
      return full / (side * side * Math.max(1, canvases.length));
    });
  }

  /** Bytes that came over the network since {@link open}, headers and all, as they were sent. */
  async weight(): Promise<number> {
    const sizes = await Promise.all(this.answers.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0);
  }

  /** The button of a task, by its name. */
  task(name: string): Locator {
    return this.page.getByRole("navigation", { name: /Tareas|Tasks/u }).getByRole("button", { name, exact: true });
  }

  get panel(): Locator {
    return this.page.getByRole("complementary");
  }

  /** What is written after `#`. */
  get view(): URLSearchParams {
    return new URLSearchParams(new URL(this.page.url()).hash.slice(1));
  }

  /** Writes output/NAME-1366x768.png and output/NAME-390x844.png, for people to look at. */
  async screenshot(name: string): Promise<void> {
    const before = this.page.viewportSize();
    for (const size of Object.values(SIZES)) {
      await this.page.setViewportSize(size);
      await this.settled();
      await this.page.screenshot({ path: join(import.meta.dirname, "output", `${name}-${size.width}x${size.height}.png`) });
    }
    if (before) await this.page.setViewportSize(before);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
