import { barriers } from "./accessibility";
import { SIZES, type Size } from "./browser";
import { expect, test } from "./trial";

const TASKS = ["map", "coverage", "assign", "what-if", "import"];

for (const size of Object.keys(SIZES) as Size[]) {
  test(`no task has a barrier of WCAG 2.2 AA on a ${size}`, { timeout: 120_000 }, async ({ trial: { other } }) => {
    const person = await other(size);
    for (const task of TASKS) {
      await person.open(`#panel=${task}`);
      await person.panel.getByRole("heading", { level: 2 }).waitFor();
      expect(await barriers(person.page), task).toEqual([]);
      // Nothing is beyond the edge of the screen.
      expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), task).toBeLessThanOrEqual(0);
    }
  });
}
