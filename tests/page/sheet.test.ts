/** The sheet of a settlement that is printed and carried to the office. */

import { join } from "node:path";

import { pages } from "./paper";
import { expect, test } from "./trial";

test("a settlement's sheet is one page of A4, and says of no household who or where it is", async ({ trial: { person, service } }) => {
  const { name } = await service.row("settlements", "S-1");
  await person.open("#panel=coverage");
  await person.click(person.panel.getByRole("button", { name: String(name), exact: true }));
  const [sheet] = await Promise.all([person.page.context().waitForEvent("page"), person.click(person.panel.getByRole("link", { name: /^Hoja del asentamiento/u }))]);
  await sheet.waitForLoadState("load");
  expect(new URL(sheet.url()).pathname).toBe("/reports/settlements/S-1");
  expect(person.clicks).toBe(2);

  const paper = await sheet.pdf({ format: "A4", path: join(import.meta.dirname, "output", "sheet.pdf") });
  expect(pages(paper)).toBe(1);
  await sheet.emulateMedia({ media: "print" });
  const words = await sheet.locator("body").innerText();
  expect(words).toContain(String(name));
  expect(words).toMatch(/línea recta/u);
  const html = await sheet.content();
  const households = (await service.items("households", "settlement_id = 'S-1'")).features;
  const secrets = households.flatMap(({ properties }) => [properties["code"], properties["address"]]).filter((said) => typeof said === "string");
  expect(secrets.length).toBeGreaterThan(households.length);
  expect(secrets.filter((said) => html.includes(said))).toEqual([]);
  await sheet.screenshot({ path: join(import.meta.dirname, "output", "sheet.png"), fullPage: true });
});
