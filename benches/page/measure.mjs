/**
 * How long the map page takes, in a real browser: `node measure.mjs first-view URL` or `node measure.mjs moving URL`.
 * Prints the milliseconds of every run as JSON. What it imports is what the page's tests are run with.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
const tests = createRequire(join(import.meta.dirname, "../../tests/page/package.json"));
const { chromium } = tests("playwright-core");
const RUNS = 5;
/** An old laptop beside this machine. */
const SLOWER = 4;
const VIEW = { width: 1366, height: 768 };
/** How long the map is moved, milliseconds. */
const MOVING_MS = 10_000;
/** Whether every tile of the view has come, and something is drawn in them. Runs in the page. */
const drawn = () => {
  const tiles = [...document.querySelectorAll(".leaflet-tile")];
  if (tiles.length === 0 || !tiles.every((tile) => tile.classList.contains("leaflet-tile-loaded")))
    return false;
  return [...document.querySelectorAll(".leaflet-tile canvas")].some((paper) => {
    const pen = new OffscreenCanvas(16, 16).getContext("2d");
    if (!pen || paper.width === 0)
      return false;
    pen.drawImage(paper, 0, 0, 16, 16);
    return pen.getImageData(0, 0, 16, 16).data.some((value) => value > 0);
  });
};
/** From the request to: the layers are drawn, a click on a tab was made, and its panel is there. */
async function firstView(browser, url) {
  const context = await browser.newContext({ viewport: VIEW, locale: "es-PE" });
  const page = await context.newPage();
  // Told by what changes: to look at every frame would have the browser make frames that nobody needs.
  await page.addInitScript(`addEventListener("DOMContentLoaded", () => {
  const drawn = ${drawn.toString()};
  const heading = () => document.querySelector("aside h2")?.textContent;
  let before;
  const watch = new MutationObserver(() => {
    if (before === undefined) {
      if (!drawn()) return;
      before = heading();
      document.querySelector("nav button:not([aria-current])").click();
    }
    if (heading() === before) return;
    watch.disconnect();
    requestAnimationFrame(() => console.info("interactive after", performance.now()));
  });
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class"] });
  });`);
  const browserSide = await context.newCDPSession(page);
  await browserSide.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  // The page says it on its own: to ask it again and again would slow it down.
  const said = page.waitForEvent("console", { predicate: (message) => message.text().startsWith("interactive after"), timeout: 60_000 });
  await page.goto(url, { waitUntil: "commit" });
  const milliseconds = Number((await said).text().split(" ").at(-1));
  await context.close();
  return milliseconds;
}
/** Drags and wheels over the map; the times between the frames that were shown meanwhile. */
async function moving(browser, url) {
  const context = await browser.newContext({ viewport: VIEW, locale: "es-PE" });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(drawn, undefined, { timeout: 60_000 });
  await browser.startTracing(page, { categories: ["benchmark", "cc", "devtools.timeline", "disabled-by-default-devtools.timeline.frame"] });
  await move(page);
  const trace = JSON.parse((await browser.stopTracing()).toString());
  await context.close();
  return frames(trace.traceEvents);
}
async function move(page) {
  const box = await page.locator(".leaflet-container").boundingBox();
  if (!box)
    throw new Error("there is no map");
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const end = Date.now() + MOVING_MS;
  for (let round = 0; Date.now() < end; round += 1) {
    const side = round % 2 === 0 ? 1 : -1;
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let step = 1; step <= 30; step += 1) {
      await page.mouse.move(middle.x + side * step * 8, middle.y + side * step * 4);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
    for (let notch = 0; notch < 3; notch += 1) {
      await page.mouse.wheel(0, side * -120);
      await page.waitForTimeout(250);
    }
  }
}
/**
 * Milliseconds from each frame on the screen to the next, while there was one to show: Chromium's DrawFrame, and DroppedFrame where
 * it had nothing in time. A still map asks for no frames, so that a pause is no slow frame: BeginFrame without a change is IdleFrame.
 */
function frames(events) {
  const named = (name) => events.filter((event) => event.name === name);
  const shown = named("DrawFrame");
  const pages = new Map();
  for (const { pid } of shown)
    pages.set(pid, (pages.get(pid) ?? 0) + 1);
  const [[page] = [undefined]] = [...pages].sort(([, one], [, other]) => other - one);
  const times = [...shown, ...named("BeginMainThreadFrame"), ...named("NeedsBeginFrameChanged")].filter(({ pid }) => pid === page).sort((one, other) => one.ts - other.ts);
  const spans = [];
  let last = null;
  for (const event of times) {
    if (event.name === "NeedsBeginFrameChanged") {
      // It stops asking for frames, or asks again: what lies between is rest.
      const { data } = (event.args ?? {});
      last = data?.needsBeginFrame ? event.ts : null;
    }
    else if (event.name === "DrawFrame") {
      if (last !== null)
        spans.push((event.ts - last) / 1000);
      last = event.ts;
    }
  }
  return spans;
}
const percentile = (values, share) => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
};
const [what, url] = process.argv.slice(2);
if ((what !== "first-view" && what !== "moving") || url === undefined)
  throw new Error("node measure.mjs first-view|moving URL");
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const results = [];
for (let run = 0; run < RUNS; run += 1) {
  if (what === "first-view") {
    results.push({ milliseconds: await firstView(browser, url) });
  }
  else {
    const spans = await moving(browser, url);
    if (spans.length === 0)
      throw new Error("the trace has no frames");
    results.push({ milliseconds: percentile(spans, 0.95), frames: spans.length });
  }
}
await browser.close();
console.log(JSON.stringify(results));
