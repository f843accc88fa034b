import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Locator } from "playwright-core";

import { barriers } from "./accessibility";
import type { Person } from "./browser";
import type { Service } from "./service";
import { expect, test } from "./trial";

const status = async (service: Service): Promise<unknown> => (await service.items("kitchens", "id = 'K-4'")).features[0]?.properties["status"];

/** Writes as another page of the service would. */
async function write(service: Service, method: string, path: string, body: unknown): Promise<{ readonly revision: number }> {
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/geo+json";
  const answer = await fetch(service.url + path, { method, headers: { "Content-Type": type, Accept: "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { revision: number };
}

const household = (id: string, persons: number) => ({ type: "Feature", id, geometry: { type: "Point", coordinates: [-76.9506, -12.1307] }, properties: { persons } });

async function openList(person: Person): Promise<Locator> {
  await person.click(person.page.getByRole("button", { name: "Últimos cambios" }));
  const dialog = person.page.getByRole("dialog", { name: "Últimos cambios" });
  await dialog.getByRole("listitem").first().waitFor();
  return dialog;
}

test("an edit whose notice was closed is taken back from the list of changes in three clicks, and redone", async ({ trial: { person, service } }) => {
  const name = String((await service.items("kitchens", "id = 'K-4'")).features[0]?.properties["name"]);
  const mine = (await service.items("households", "kitchen_id = 'K-4'")).numberMatched;
  await person.open("#panel=what-if&what-if=K-4:closed");
  await person.click(person.panel.getByRole("button", { name: "Aplicar estos cambios" }));
  await person.click(person.page.getByRole("button", { name: "Aplicar", exact: true }));
  await expect.poll(() => status(service)).toBe("closed");
  await person.click(person.page.getByRole("status").getByRole("button", { name: "Cerrar", exact: true }));
  await expect.poll(() => person.page.getByRole("button", { name: "Deshacer", exact: true }).count()).toBe(0);

  const closed = await service.revision();
  const before = person.clicks;
  const dialog = await openList(person);
  const entry = dialog.getByRole("listitem", { name: "1 cocina cambiada", exact: true });
  await expect.poll(() => entry.innerText()).toContain(`${name} (K-4): se cerró`);
  expect(await entry.innerText()).toMatch(/hoy, \d+:\d\d/u);
  await person.screenshot("latest-changes");
  await person.click(dialog.getByRole("button", { name: `Deshacer la edición ${closed}: 1 cocina cambiada` }));
  await dialog.getByText(new RegExp(`${mine} hogares cambian de cocina`, "u")).waitFor();
  expect(await service.revision(), "a look stores nothing").toBe(closed);
  await person.screenshot("latest-changes-before");
  await person.click(dialog.getByRole("button", { name: "Deshacer ahora" }));
  await dialog.getByText(`Se deshizo la edición ${closed}.`).waitFor();
  expect(person.clicks).toBe(before + 3);
  expect(await status(service)).toBe("open");
  expect((await service.items("households", "kitchen_id = 'K-4'")).numberMatched).toBe(mine);
  await expect.poll(() => entry.innerText()).toContain(`Deshecha por la edición ${closed + 1}`);
  await person.screenshot("latest-changes-after");

  await person.click(dialog.getByRole("button", { name: new RegExp(`^Rehacer lo que deshizo la edición ${closed + 1}`, "u") }));
  await person.click(dialog.getByRole("button", { name: "Rehacer ahora" }));
  await expect.poll(() => status(service)).toBe("closed");
  await expect.poll(() => entry.innerText()).toContain(`Deshecha por la edición ${closed + 1} y hecha de nuevo por la ${closed + 2}`);
});

test("what was changed since is not taken back, and is named", async ({ trial: { person, service } }) => {
  const { revision } = await write(service, "POST", "/collections/households/items", { type: "FeatureCollection", features: [household("N-1", 2), household("N-2", 3)] });
  const changed = await write(service, "PATCH", "/collections/households/items/N-2", { properties: { persons: 7 } });
  await person.open();
  const dialog = await openList(person);
  await expect.poll(() => dialog.innerText()).toContain("hogar N-2: personas, de 3 a 7");
  person.refused(new RegExp(`/edits/${revision}/undo`, "u"));
  await person.click(dialog.getByRole("button", { name: `Deshacer la edición ${revision}: 2 hogares agregados` }));
  const refusal = dialog.getByRole("alert");
  await expect.poll(() => refusal.innerText()).toMatch(new RegExp(`1 de sus filas cambió después[\\s\\S]*hogar N-2: .*edición ${changed.revision}`, "u"));
  expect(await refusal.innerText()).not.toContain("N-1");
  expect((await service.items("households", "id = 'N-1'")).numberMatched).toBe(1);
  await person.screenshot("latest-changes-refused");

  // The other way round it goes.
  for (const [at, words] of [[changed.revision, "1 hogar cambiado"], [revision, "2 hogares agregados"]] as const) {
    await person.click(dialog.getByRole("button", { name: `Deshacer la edición ${at}: ${words}` }));
    await person.click(dialog.getByRole("button", { name: "Deshacer ahora" }));
    await dialog.getByText(`Se deshizo la edición ${at}.`).waitFor();
  }
  expect((await service.items("households", "id IN ('N-1', 'N-2')")).numberMatched).toBe(0);
});

test("by keys alone a change is taken back, and the keyboard is where it was before", async ({ trial: { person, service } }) => {
  await write(service, "PATCH", "/collections/kitchens/items/K-4", { properties: { status: "closed" } });
  await person.open();
  const opener = person.page.getByRole("button", { name: "Últimos cambios" });
  await opener.focus();
  await person.press("Enter");
  const dialog = person.page.getByRole("dialog", { name: "Últimos cambios" });
  await dialog.getByRole("button", { name: /^Deshacer la edición/u }).first().waitFor();
  const at = (): Promise<string> => person.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? "");
  const tabTo = async (words: RegExp): Promise<void> => {
    for (let step = 0; step < 20 && !words.test(await at()); step += 1) await person.press("Tab");
    expect(await at()).toMatch(words);
  };
  await tabTo(/^Deshacer la edición \d+: 1 cocina cambiada/u);
  await person.press("Enter");
  await expect.poll(at).toBe("Antes de deshacer");
  await tabTo(/^Deshacer ahora/u);
  await person.press("Enter");
  await expect.poll(at).toMatch(/^Se deshizo la edición/u);
  expect(await status(service)).toBe("open");
  await person.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(person.clicks).toBe(0);
});

for (const size of ["laptop", "phone"] as const) {
  test(`the list of changes has no barrier and fits on a ${size}`, async ({ trial: { other } }) => {
    const person = await other(size);
    await person.open();
    const dialog = await openList(person);
    expect(await barriers(person.page)).toEqual([]);
    const box = await dialog.boundingBox();
    const view = person.page.viewportSize();
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? Infinity) <= (view?.width ?? 0) && (box?.height ?? Infinity) <= (view?.height ?? 0)).toBe(true);
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("a list of changes that does not come is told, and asked for again", async ({ trial: { person, service } }) => {
  await person.open();
  await person.page.route(`${service.url}/edits?*`, (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ detail: "el servicio está ocupado" }) }), { times: 1 });
  person.refused(/\/edits\?/u);
  await person.click(person.page.getByRole("button", { name: "Últimos cambios" }));
  const dialog = person.page.getByRole("dialog", { name: "Últimos cambios" });
  await expect.poll(() => dialog.getByRole("alert").innerText()).toMatch(/ocupado/u);
  await person.click(dialog.getByRole("button", { name: "Volver a intentar" }));
  await dialog.getByRole("listitem").first().waitFor();
});

test("an import that was taken back and redone from the list is there again where it was made", async ({ trial: { person, service } }) => {
  const file = join(service.folder, "hogares.csv");
  await writeFile(file, "id,lon,lat,persons\nN-1,-76.9506,-12.1307,4\n");
  await person.open("#panel=import");
  await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
  await person.click(person.panel.getByRole("button", { name: /^Importar 1 hogar$/u }));
  await person.panel.getByText(/Importación hecha: 1 hogar/u).waitFor();
  const dialog = await openList(person);
  await person.click(dialog.getByRole("button", { name: /^Deshacer la edición \d+: 1 hogar agregado/u }));
  await person.click(dialog.getByRole("button", { name: "Deshacer ahora" }));
  await dialog.getByText(/^Se deshizo la edición/u).waitFor();
  await person.panel.getByText(/Se deshizo la importación/u).waitFor({ state: "attached" });
  await person.click(dialog.getByRole("button", { name: /^Rehacer lo que deshizo/u }));
  await person.click(dialog.getByRole("button", { name: "Rehacer ahora" }));
  await dialog.getByText(/^Se rehízo/u).waitFor();
  expect((await service.items("households", "id = 'N-1'")).numberMatched).toBe(1);
  await person.press("Escape");
  await person.panel.getByText(/Importación hecha: 1 hogar/u).waitFor();
  // Once more, and it is gone again: an edit that redoes is taken back like any other.
  const again = await openList(person);
  await person.click(again.getByRole("button", { name: /^Rehacer lo que deshizo/u }).first());
  await person.click(again.getByRole("button", { name: "Rehacer ahora" }));
  await expect.poll(async () => (await service.items("households", "id = 'N-1'")).numberMatched).toBe(0);
  await person.press("Escape");
  await person.panel.getByText(/Se deshizo la importación/u).waitFor();
});
