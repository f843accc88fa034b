import type { Page } from "playwright-core";

import { expect, test } from "./trial";

/** What has the keyboard: its part of the page, its words, and whether one sees that it has it. */
function focused(page: Page): Promise<{ where: string; words: string; seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { where: "", words: "", seen: true };
    const where = element.closest("nav, [role=application], aside, header, footer, main")?.tagName.toLowerCase() ?? "";
    const style = getComputedStyle(element);
    return {
      where: element.closest("[role=application]") ? "map" : where,
      words: element.ariaLabel ?? (element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? "") : (element.textContent ?? "")),
      seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    };
  });
}

test("Tab alone reaches the tasks, the languages, the map and the panel, and one sees where one is", async ({ trial: { person } }) => {
  await person.open();
  const reached = new Set<string>();
  const words: string[] = [];
  const hidden: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await person.press("Tab");
    const at = await focused(person.page);
    if (at.where === "") break;
    reached.add(at.where);
    words.push(at.words);
    if (!at.seen) hidden.push(`${at.where}: ${at.words}`);
  }
  for (const part of ["nav", "map", "aside"]) expect([...reached], part).toContain(part);
  for (const task of ["Mapa", "Cobertura", "Importar", "English"]) expect(words.some((named) => named.includes(task)), task).toBe(true);
  expect(hidden).toEqual([]);
  expect(person.clicks).toBe(0);
});

test("keys open a task, and move and zoom the map", async ({ trial: { person } }) => {
  await person.open();
  await person.task("Cobertura").focus();
  await person.press("Enter");
  await expect.poll(() => person.view.get("panel")).toBe("coverage");
  await person.map.focus();
  await person.press("+");
  await expect.poll(() => person.view.get("map")).not.toBeNull();
  await person.settled();
  const before = person.view.get("map");
  await person.press("ArrowRight");
  await expect.poll(() => person.view.get("map")).not.toBe(before);
  expect(person.clicks).toBe(0);
});
