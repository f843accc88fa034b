import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { barriers } from "./accessibility";
import { type Person, SIZES, type Size } from "./browser";
import type { Service } from "./service";
import { expect, test } from "./trial";

const TASKS = ["map", "coverage", "assign", "what-if", "import"];

/** Nothing is in the way of anybody, and nothing is beyond the edge of the screen. */
async function open(person: Person, what: string): Promise<void> {
  expect(await barriers(person.page), what).toEqual([]);
  expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what).toBeLessThanOrEqual(0);
}

/** What comes while a task is done, each with the view it begins at and what opens it. */
const STATES: Readonly<Record<string, readonly [view: string, reach: (person: Person, service: Service) => Promise<void>]>> = {
  "a household's card": ["#card=households/H-001", (person) => person.page.getByRole("dialog").getByRole("heading").waitFor()],
  "a settlement's coverage": ["#panel=coverage&settlement=S-2", (person) => person.panel.getByRole("table").first().waitFor()],
  "a list": ["#panel=coverage&list=settlement:S-3", (person) => person.panel.getByRole("table").waitFor()],
  "a household of a list": [
    "#panel=coverage&list=settlement:S-3",
    (person) => person.click(person.panel.getByRole("rowheader").first().getByRole("button")),
  ],
  "an answer for a place": ["#panel=assign&at=-12.1307,-76.9506", (person) => person.panel.getByRole("button", { name: "Guardar" }).waitFor()],
  "a kitchen to be fixed": [
    "#panel=assign&household=H-001",
    async (person) => {
      await person.click(person.panel.getByRole("radio").nth(1));
      await person.panel.getByLabel("Motivo").waitFor();
      await expect.poll(() => person.panel.innerText()).toMatch(/Con este cambio/u);
    },
  ],
  "a trial to be kept": [
    "#panel=what-if&what-if=K-4:closed;%2B-12.12000,-76.95000,",
    async (person) => {
      await person.click(person.panel.getByRole("button", { name: "Aplicar estos cambios" }));
      await person.page.getByRole("dialog").getByLabel("Nombre").waitFor();
    },
  ],
  "a file looked at": [
    "#panel=import",
    async (person, service) => {
      const file = join(service.folder, "hogares.csv");
      await writeFile(file, "id,lon,lat,persons\nN-1,-76.9506,-12.1307,4\nN-2,-76.95,-95.2,3\n");
      await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
      await person.panel.getByRole("button", { name: /^Importar 1 hogar$/u }).waitFor();
    },
  ],
  "a file that is not understood": [
    "#panel=import",
    async (person, service) => {
      const file = join(service.folder, "puntos.csv");
      await writeFile(file, "id,uno,dos\nN-1,a,b\n");
      person.refused(/\/imports/u);
      await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
      await person.panel.getByRole("alert").first().waitFor();
    },
  ],
};

for (const size of Object.keys(SIZES) as Size[]) {
  test(`no task has a barrier of WCAG 2.2 AA on a ${size}`, { timeout: 120_000 }, async ({ trial: { other } }) => {
    const person = await other(size);
    for (const task of TASKS) {
      await person.open(`#panel=${task}`);
      await person.panel.getByRole("heading", { level: 2 }).waitFor();
      await open(person, task);
    }
  });
}

test("nothing that comes while a task is done has one, on a laptop nor on a phone", { timeout: 120_000 }, async ({ trial: { person, service } }) => {
  for (const [what, [view, reach]] of Object.entries(STATES)) {
    await person.page.setViewportSize(SIZES.laptop);
    await person.open(view);
    await reach(person, service);
    for (const [size, screen] of Object.entries(SIZES)) {
      await person.page.setViewportSize(screen);
      await person.settled();
      await open(person, `${what} on a ${size}`);
    }
  }
});
