/** Begins what the first view waits for, and then the page, which takes longer to read. */

import { askAhead } from "./api/ahead";
import { EXTENT, READY, STYLE } from "./map/first-questions";
import { askTilesAhead, workerReady } from "./map/tile-worker";
import { firstLocale } from "./words/locale";

// The revision first: what is written after that answer is noticed, whatever the others show.
for (const address of [READY, EXTENT, STYLE]) askAhead(address, firstLocale());
// A view in the address may be of another place, or another limit.
const map = location.hash === "" ? document.querySelector(".map") : null;
if (map) askTilesAhead({ width: map.clientWidth, height: map.clientHeight });
// The worker needs turns of the page to start. Meanwhile the page's script can be read through, but must not run.
for (const { href } of document.querySelectorAll<HTMLLinkElement>("link[rel=preload][as=script]")) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
}
void workerReady
  .then(() => import("./main"))
  .then(
    ({ begin }) => begin(),
    () => document.getElementById("page-missing")?.removeAttribute("hidden"),
  );
