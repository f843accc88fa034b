/** The households behind a number: sorted, searched, taken away as a file, and on paper. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { Person } from "./browser";
import { pages } from "./paper";
import type { Features } from "./service";
import { expect, test } from "./trial";

type Row = Features["features"][number]["properties"];

const ids = (person: Person): Promise<string[]> => person.panel.getByRole("rowheader").allInnerTexts();
const idsOf = (rows: readonly Row[]): string[] => rows.map((row) => String(row["id"]));

/** The first column of CSV. */
const firstColumn = (csv: string): string[] => csv.replace(/^\uFEFF/u, "").trim().split(/\r?\n/u).map((line) => (line.split(/[,;]/u)[0] ?? "").replaceAll('"', ""));

/** Opens the list of all of a settlement by its number in the table. */
async function listOf(person: Person, name: string, persons: number): Promise<void> {
  await person.open("#panel=coverage");
  const row = person.panel.getByRole("row").filter({ has: person.page.getByRole("button", { name, exact: true }) });
  await person.click(row.getByRole("button", { name: new RegExp(`^${persons}: Todos los hogares`, "u") }));
  await person.panel.getByRole("table").waitFor();
}

test("a number opens its households, which are sorted, searched and taken away to the last one", async ({ trial: { person, service } }) => {
  const rows = (await service.items("households", "settlement_id = 'S-3' AND state IS NOT NULL")).features.map(({ properties }) => properties);
  const name = String((await service.row("settlements", "S-3"))["name"]);
  await listOf(person, name, rows.reduce((sum, row) => sum + Number(row["persons"] ?? 1), 0));
  await expect.poll(() => ids(person)).toEqual(idsOf(rows).toSorted());
  await person.screenshot("households");

  // What is not known comes last either way.
  const far = (way: number) => idsOf(rows.toSorted((a, b) => (a["distance_m"] === null ? 1 : b["distance_m"] === null ? -1 : way * (Number(a["distance_m"]) - Number(b["distance_m"])))));
  const distance = person.panel.getByRole("columnheader", { name: /^Distancia/u });
  await person.click(distance.getByRole("button"));
  await expect.poll(() => ids(person)).toEqual(far(1));
  expect(await distance.getAttribute("aria-sort")).toBe("ascending");
  await person.click(distance.getByRole("button"));
  await expect.poll(() => ids(person)).toEqual(far(-1));

  await person.panel.getByRole("combobox", { name: "Estado" }).selectOption({ label: "demasiado lejos" });
  const left = new Set(idsOf(rows.filter((row) => row["state"] === "too_far")));
  await expect.poll(() => ids(person)).toEqual(far(-1).filter((id) => left.has(id)));
  await person.panel.getByRole("combobox", { name: "Estado" }).selectOption({ label: "Todos los estados" });
  await person.fill(person.panel.getByRole("searchbox"), "octubre dudosa");
  const doubtful = rows.filter((row) => row["kitchen_id"] === "K-3" && row["certainty"] === "uncertain");
  expect(doubtful.length).toBeGreaterThan(0);
  await expect.poll(async () => (await ids(person)).toSorted()).toEqual(idsOf(doubtful).toSorted());
  await expect.poll(() => person.panel.getByRole("status").first().innerText()).toMatch(new RegExp(`^${doubtful.length} hogar[\\s\\S]*de ${rows.length} hogares`, "u"));
  await person.screenshot("households-found");

  // The files are of the list, and say so.
  const csv = await person.download(person.panel.getByRole("link", { name: "CSV" }));
  expect(csv.name).toMatch(/\.csv$/u);
  expect(csv.text.startsWith("\uFEFF")).toBe(true);
  const [head, ...taken] = firstColumn(csv.text);
  expect(head).toBe("id");
  expect(taken.toSorted()).toEqual(idsOf(rows).toSorted());
  const file = await person.download(person.panel.getByRole("link", { name: "GeoPackage" }));
  expect(file.name).toMatch(/\.gpkg$/u);
  const { stdout } = await promisify(execFile)("ogr2ogr", ["-f", "CSV", "-select", "id", "/vsistdout/", file.path, "households"]);
  expect(firstColumn(stdout).slice(1).toSorted()).toEqual(idsOf(rows).toSorted());
});

test("a household of the list is shown on the map", async ({ trial: { person } }) => {
  await person.open("#panel=coverage&list=settlement:S-4");
  await person.panel.getByRole("table").waitFor();
  await person.settled();
  const [first = ""] = await ids(person);
  const before = person.view.get("map");
  await person.click(person.panel.getByRole("button", { name: first, exact: true }));
  await expect.poll(() => person.view.get("map")).not.toBe(before);
  expect(await person.panel.getByRole("button", { name: first, exact: true }).getAttribute("aria-pressed")).toBe("true");
});

test("all rows of a long list are printed, without the map, and with the limit that they are of", async ({ trial: { person, service } }) => {
  const all = (await service.items("households", "state IS NOT NULL")).numberMatched;
  await person.open("#panel=coverage&list=all&limit=300");
  await expect.poll(async () => (await ids(person)).length).toBe(100);
  // What the printer would be given.
  await person.page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", String(document.querySelectorAll(".households tbody tr").length));
  });
  await person.click(person.panel.getByRole("button", { name: "Imprimir" }));
  await expect.poll(() => person.page.locator("body").getAttribute("data-printed")).toBe(String(all));

  await person.page.emulateMedia({ media: "print" });
  for (const part of [person.map, person.page.getByRole("navigation"), person.panel.getByRole("searchbox"), person.panel.getByRole("link", { name: "CSV" })]) {
    expect(await part.isVisible()).toBe(false);
  }
  expect(await person.panel.innerText()).toMatch(/Límite de cobertura: 300 m, en línea recta, no es camino\. Impreso el/u);
  // A hundred rows need more than a page, and far less than ten.
  const paper = await person.page.pdf({ format: "A4" });
  expect(pages(paper)).toBeGreaterThan(1);
  expect(pages(paper)).toBeLessThan(6);
});
