/** Begins what the first view waits for, and then the page, which takes longer to read. */

import { askAhead } from "./api/ahead";
import { EXTENT, STYLE } from "./map/first-questions";
import { firstPaper } from "./map/tile-worker";
import { firstLocale } from "./words/locale";

for (const address of [EXTENT, STYLE]) askAhead(address, firstLocale());
void import("./main").then(async ({ begin }) => {
  await firstPaper;
  begin();
});
