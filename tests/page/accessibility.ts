/** What axe finds wrong with what is on the screen. */

import axe from "axe-core";
import type { Page } from "playwright-core";

const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A line for each: the rule, where, and what is wrong. */
export async function barriers(page: Page): Promise<string[]> {
  // As the browser's own tools run it: not a script of the page, which the page would refuse.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: "tag", values: tags },
        rules: { "target-size": { enabled: true } },
        resultTypes: ["violations"],
      }),
    WCAG_2_2_AA,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary?.replaceAll(/\s+/gu, " ") ?? ""}`));
}
