/** Begins what the first view waits for, and then the page, which takes longer to read. */

import { askAhead } from "./api/ahead";
import { EXTENT, STYLE } from "./map/first-questions";
import { askTilesAhead } from "./map/tile-worker";
import { firstLocale } from "./words/locale";

for (const address of [EXTENT, STYLE]) askAhead(address, firstLocale());
// A view in the address may be of another place, or another limit.
const map = location.hash === "" ? document.querySelector(".map") : null;
if (map) askTilesAhead({ width: map.clientWidth, height: map.clientHeight });
void import("./main").then(async ({ begin }) => {
  // The worker asks the page for its first paper, and must have a turn for it before the page is at work for long.
  await new Promise((done) => setTimeout(done));
  begin();
});
