import type { Locator } from "playwright-core";

import type { Person } from "./browser";
import type { Service } from "./service";
import { expect, test } from "./trial";

interface Covered {
  readonly persons: number;
  readonly persons_served: number;
}
interface Done {
  readonly households: readonly { readonly id: string; readonly from: string | null; readonly to: string | null }[];
  readonly coverage: readonly { readonly settlement_id: string | null; readonly before: Covered; readonly after: Covered }[];
}

const marker = (person: Person, name: string): Locator => person.map.getByRole("button", { name: new RegExp(`^${name}, `, "u") });

/** That the panel says of these changes what the service says. */
async function saysTheSame(person: Person, service: Service, kitchens: readonly object[]): Promise<Done> {
  const done = await service.json<Done>("/what-if", { kitchens });
  const moved = done.households.filter(({ from, to }) => from !== to).length;
  await expect.poll(() => person.panel.innerText()).toMatch(new RegExp(`(?:${moved}|${moved === 0 ? "Ningún" : moved}) hogar(?:es)? cambian? de cocina`, "u"));
  const table = person.panel.getByRole("region", { name: "Personas atendidas" });
  for (const { settlement_id: id, before, after } of done.coverage) {
    const name = id === null ? "Fuera de todo asentamiento" : String((await service.row("settlements", id))["name"]);
    const row = table.getByRole("row").filter({ hasText: name });
    await expect.poll(() => row.innerText(), { message: name }).toMatch(new RegExp(`${before.persons_served} de ${before.persons}\\s+${after.persons_served} de ${after.persons}`, "u"));
  }
  expect(await table.getByRole("row").count()).toBe(done.coverage.length === 0 ? 0 : done.coverage.length + 1);
  return done;
}

test("closing a kitchen is tried in two clicks, kept in two more, and taken back in one", async ({ trial: { person, service } }) => {
  const [kitchen] = (await service.items("kitchens", "id = 'K-4'")).features;
  const name = String(kitchen?.properties["name"]);
  const status = async (): Promise<unknown> => (await service.items("kitchens", "id = 'K-4'")).features[0]?.properties["status"];
  const mine = (await service.items("households", "kitchen_id = 'K-4'")).numberMatched;
  const before = await service.revision();
  await person.open();
  await person.click(person.task("¿Y si…?"));
  await person.click(person.panel.getByRole("button", { name: `Cerrar ${name}` }));
  await expect.poll(() => person.panel.innerText()).toContain(`${mine} hogar`);
  expect(person.clicks).toBe(2);
  expect(await service.revision()).toBe(before);
  expect(await status()).toBe("open");
  await person.screenshot("what-if");

  await person.click(person.panel.getByRole("button", { name: "Aplicar estos cambios" }));
  await person.click(person.panel.getByRole("button", { name: "Aplicar", exact: true }));
  await expect.poll(status).toBe("closed");
  expect(person.clicks).toBe(4);
  expect((await service.items("households", "kitchen_id = 'K-4'")).numberMatched).toBe(0);
  await person.screenshot("what-if-kept");

  await person.click(person.page.getByRole("button", { name: "Deshacer", exact: true }));
  await expect.poll(status).toBe("open");
  expect((await service.items("households", "kitchen_id = 'K-4'")).numberMatched).toBe(mine);
});

test("a trial is in its link: a colleague sees the same, and nothing is stored", async ({ trial: { person, service, other } }) => {
  const [kitchen] = (await service.items("kitchens", "id = 'K-2'")).features;
  const before = await service.revision();
  await person.open("#panel=what-if");
  await person.click(person.panel.getByRole("button", { name: `Cerrar ${String(kitchen?.properties["name"])}` }));
  await expect.poll(() => person.panel.innerText()).toMatch(/hogar(?:es)? cambian? de cocina/u);
  const said = /\d+ hogar(?:es)? cambian? de cocina/u.exec(await person.panel.innerText())?.[0];
  const colleague = await other();
  await colleague.open(new URL(person.page.url()).hash);
  await expect.poll(() => colleague.panel.innerText()).toContain(said);
  expect(await service.revision()).toBe(before);
});

test("a kitchen dragged on the map shows who changes; discarding it writes nothing, and it can be brought back", async ({ trial: { person, service } }) => {
  const [revision, before] = [await service.revision(), (await service.items("kitchens")).features];
  await person.open("#panel=what-if&map=16/-12.12646/-76.95323");
  const kitchen = marker(person, "Señor de los Milagros");
  const from = await person.middle(kitchen);
  await person.drag(from, { x: from.x + 40, y: from.y - 160 });
  await expect.poll(() => person.view.get("what-if")).toMatch(/^K-2@-12\.\d{5},-76\.\d{5}~-12\.12646,-76\.95323$/u);
  const [lat, lon] = (/@([^~]+)~/u.exec(person.view.get("what-if") ?? "")?.[1] ?? "").split(",").map(Number);
  expect(lat).toBeGreaterThan(-12.1264);
  expect(lon).toBeGreaterThan(-76.9532);
  // The map stays where it was.
  expect(person.view.get("map")).toBe("16/-12.12646/-76.95323");
  const done = await saysTheSame(person, service, [{ id: "K-2", lat, lon }]);
  expect(done.households.length).toBeGreaterThan(0);
  expect(done.coverage.length).toBeGreaterThan(0);
  expect(person.clicks).toBe(1);
  // What lies below the kitchen is not told over it.
  expect((await person.map.getByRole("tooltip").allInnerTexts()).join()).not.toMatch(/Hogar|Zona/u);
  await person.screenshot("what-if-dragged");

  await person.click(person.panel.getByRole("button", { name: "Descartar" }));
  await expect.poll(() => person.view.has("what-if")).toBe(false);
  await expect.poll(() => person.panel.innerText()).not.toMatch(/cambian? de cocina/u);
  expect(await person.middle(kitchen)).toEqual(from);
  await person.screenshot("what-if-discarded");
  await person.click(person.panel.getByRole("button", { name: "Volver a ponerlo" }));
  await saysTheSame(person, service, [{ id: "K-2", lat, lon }]);
  expect(await service.revision()).toBe(revision);
  expect((await service.items("kitchens")).features).toEqual(before);
});

test("one kitchen moved, one closed and one added are kept as one edit, shared by a link before, and taken back together", async ({ trial: { person, service, other } }) => {
  const [revision, before] = [await service.revision(), (await service.items("kitchens")).features.map(({ properties }) => properties)];
  await person.open("#panel=what-if&map=16/-12.12646/-76.95323");
  const kitchen = marker(person, "Virgen de la Puerta");
  const from = await person.middle(kitchen);
  await person.drag(from, { x: from.x + 90, y: from.y });
  await person.click(person.panel.getByRole("button", { name: "Cerrar Manuel Seoane" }));
  await expect.poll(() => person.panel.innerText()).toMatch(/pierden la atención\s*:\s*[1-9]/u);
  await person.click(person.panel.getByRole("button", { name: "Agregar una cocina" }));
  await person.screenshot("what-if-adding");
  const { x, y } = await person.spot(-76.956, -12.1215);
  await person.page.mouse.click(x, y);
  await expect.poll(() => person.view.get("what-if")).toMatch(/^K-1@[^;]+;K-4:closed;\+-12\.121\d\d,-76\.95[56]\d\d,$/u);
  const [, lat, lon, north, east] = (/^K-1@([^,]+),([^~]+)~[^;]+;K-4:closed;\+([^,]+),([^,]+),$/u.exec(person.view.get("what-if") ?? "") ?? []).map(Number);
  const tried = [{ id: "K-1", lat, lon }, { id: "K-4", status: "closed" }, { lat: north, lon: east, name: "Nueva" }];
  await saysTheSame(person, service, tried);

  await person.click(person.panel.getByRole("button", { name: "Copiar enlace" }));
  const link = person.panel.getByRole("textbox", { name: "Enlace de esta prueba" });
  await expect.poll(async () => (await link.count()) > 0 || /Enlace copiado/u.test(await person.panel.innerText())).toBe(true);
  const colleague = await other("phone");
  await colleague.open(new URL((await link.count()) > 0 ? await link.inputValue() : person.page.url()).hash);
  await saysTheSame(colleague, service, tried);
  expect(await service.revision()).toBe(revision);

  await person.click(person.panel.getByRole("button", { name: "Aplicar estos cambios" }));
  const dialog = person.page.getByRole("dialog");
  await dialog.waitFor();
  await person.screenshot("what-if-keep");
  // A kitchen has a name and a kind.
  await person.click(dialog.getByRole("button", { name: "Aplicar", exact: true }));
  expect(await service.revision()).toBe(revision);
  await person.fill(dialog.getByLabel("Nombre"), "Olla San Martín");
  await person.click(dialog.getByRole("radio", { name: "Olla común" }));
  await person.click(dialog.getByRole("button", { name: "Aplicar", exact: true }));
  await expect.poll(() => service.revision()).toBe(revision + 1);
  const after = (await service.items("kitchens")).features.map(({ properties }) => properties);
  expect(after).toHaveLength(before.length + 1);
  expect(after.find(({ name }) => name === "Olla San Martín")).toMatchObject({ kind: "olla_comun", status: "open" });
  expect(after.find(({ id }) => id === "K-4")).toMatchObject({ status: "closed" });
  await person.page.getByText("Se aplicaron 3 cambios de cocinas.").waitFor();

  await person.click(person.page.getByRole("button", { name: "Deshacer", exact: true }));
  await expect.poll(async () => (await service.items("kitchens")).features.map(({ properties }) => properties)).toEqual(before);
});
