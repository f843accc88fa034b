import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "./trial";

/** As KoboToolbox writes it; made up. */
const KOBO = `start;ubicacion;_ubicacion_latitude;_ubicacion_longitude;_ubicacion_altitude;_ubicacion_precision;grupo/integrantes;_id;_uuid;meta/rootUuid
2026-11-20T10:00;-12.1307 -76.9506 310 4.5;-12.1307;-76.9506;310;4.5;5;101;u-1;uuid:0a1b
2026-11-20T10:05;-12.1311 -76.9509 311 6;-12.1311;-76.9509;311;6;3;102;u-2;uuid:0a1c
2026-11-20T10:09;-12.1302 -76.9503 309 8;-12.1302;-76.9503;309;8;2;103;u-3;uuid:0a1d
`;

test("a Kobo export is imported in three clicks, and taken back in one", async ({ trial: { person, service } }) => {
  const file = join(service.folder, "kobo.csv");
  await writeFile(file, KOBO);
  const before = (await service.items("households")).numberMatched;
  const revision = await service.revision();
  await person.open();
  await person.click(person.task("Importar"));
  await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
  const commit = person.panel.getByRole("button", { name: /^Importar 3 hogares/u });
  await commit.waitFor();
  expect(await person.panel.innerText()).toMatch(/3 filas buenas/u);
  expect(await service.revision(), "a look at a file stores nothing").toBe(revision);
  await person.screenshot("import");
  await person.click(commit);
  await person.panel.getByText(/Importación hecha: 3 hogares/u).waitFor();
  expect(person.clicks).toBe(3);
  expect((await service.items("households")).numberMatched).toBe(before + 3);
  const [stored] = (await service.items("households", "id = '0a1b'")).features;
  expect(stored?.properties).toMatchObject({ persons: 5, accuracy_m: 4.5, state: "served" });
  await person.screenshot("imported");

  await person.click(person.panel.getByRole("button", { name: "Deshacer la importación" }));
  await person.panel.getByText(/Se deshizo la importación/u).waitFor();
  expect((await service.items("households")).numberMatched).toBe(before);
});

test("a bad row is told with its number and reason, and the good ones are imported without it", async ({ trial: { person, service } }) => {
  const file = join(service.folder, "hogares.csv");
  await writeFile(file, "id,lon,lat,persons\nN-1,-76.9506,-12.1307,4\nN-2,-76.95,-95.2,3\n");
  await person.open("#panel=import");
  await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
  await expect.poll(() => person.panel.innerText()).toMatch(/1 fila buena[\s\S]*1 fila rechazada/u);
  expect(await person.panel.innerText()).toMatch(/95\.2/u);
  await person.click(person.panel.getByRole("checkbox", { name: /dejar fuera la mala/u }));
  await person.click(person.panel.getByRole("button", { name: /^Importar 1 hogar$/u }));
  await person.panel.getByText(/Importación hecha: 1 hogar/u).waitFor();
  expect(person.clicks).toBe(3);
  expect((await service.items("households", "id = 'N-1'")).numberMatched).toBe(1);
  expect((await service.items("households", "id = 'N-2'")).numberMatched).toBe(0);
});

test("settlements and kitchens are imported as easily", async ({ trial: { person, service } }) => {
  const file = join(service.folder, "cocinas.csv");
  await writeFile(file, "id,nombre,este,norte,raciones\nK-9,Olla Nueva,287750,8658100,80\n");
  await person.open("#panel=import");
  await person.click(person.panel.getByRole("radio", { name: "Cocinas" }));
  person.refused(/\/imports/u);
  await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
  // The file does not say in which of the country's zones its metres are.
  await person.click(person.panel.getByRole("button", { name: /UTM 18S/u }).first());
  const commit = person.panel.getByRole("button", { name: /^Importar 1 cocina$/u });
  await commit.waitFor();
  await person.click(commit);
  await expect.poll(async () => (await service.items("kitchens", "id = 'K-9'")).numberMatched).toBe(1);
  expect(person.clicks).toBe(4);
});

test("a list from the field is mended by hand: its system, a column, its bad rows; it is written, and taken back", async ({ trial: { person, service } }) => {
  const file = join(service.folder, "lista.csv");
  const lines = ["F-1,287750,8658100,4,Mz A", "F-2,287760,8658120,dos,Mz B", "F-3,287770,8658130,2,Mz C", "F-4,287775,falta,3,Mz D", "F-5,287780,8658140,6,Mz E"];
  await writeFile(file, `ficha,este,norte,bocas,lote\n${lines.join("\n")}\n`);
  const revision = await service.revision();
  const before = (await service.items("households")).numberMatched;
  await person.open("#panel=import");
  person.refused(/\/imports/u);
  await person.choose(person.panel.getByLabel("Elegir un archivo"), file);
  await expect.poll(() => person.panel.getByRole("alert").first().innerText()).toMatch(/«este» y «norte» son metros de un sistema UTM/u);
  await person.screenshot("import-system");
  await person.panel.getByRole("combobox", { name: "Coordenadas en" }).selectOption({ label: "UTM 18S (WGS 84): Lima" });
  await expect.poll(() => person.panel.innerText()).toMatch(/Se leyó como UTM 18S/u);
  expect(await person.panel.innerText()).toMatch(/No se guardan[^.]*bocas/u);

  await person.panel.getByRole("combobox", { name: "Personas" }).selectOption("bocas");
  await expect.poll(() => person.panel.innerText()).toMatch(/3 filas buenas[\s\S]*2 filas rechazadas/u);
  await person.panel.getByRole("combobox", { name: "Dirección" }).selectOption("lote");
  await expect.poll(() => person.panel.innerText()).toMatch(/No se guardan 1 columna: ficha/u);
  await person.panel.getByRole("combobox", { name: "Identificador" }).selectOption("ficha");
  await expect.poll(() => person.panel.innerText()).toMatch(/Se usan todas las columnas/u);
  // Each bad row: its number in the file, the column, the value, and why.
  const rejected = person.panel.locator("section").filter({ has: person.page.getByRole("heading", { name: "Filas rechazadas" }) });
  await expect.poll(() => rejected.innerText()).toMatch(/Fila 2[\s\S]*bocas: «dos»[\s\S]*Fila 4[\s\S]*norte: «falta»/u);
  await person.screenshot("import-mended");
  const { text } = await person.download(rejected.getByRole("link"));
  expect(text).toContain("F-2");
  expect(text).toContain("F-4");
  expect(text).not.toMatch(/F-[135]/u);
  expect(await service.revision(), "nothing is stored before it is confirmed").toBe(revision);

  const commit = person.panel.getByRole("button", { name: "Importar 3 hogares" });
  expect(await commit.isDisabled()).toBe(true);
  await person.click(person.panel.getByRole("checkbox", { name: /dejar fuera las 2 malas/u }));
  await person.click(commit);
  await person.panel.getByText(/Importación hecha: 3 hogares/u).waitFor();
  expect(await person.panel.innerText()).toContain("2 filas quedaron fuera.");
  expect(await service.row("households", "F-5")).toMatchObject({ persons: 6, address: "Mz E", state: "served" });
  expect((await service.items("households")).numberMatched).toBe(before + 3);
  expect(await service.revision()).toBe(revision + 1);
  await person.screenshot("import-mended-done");
  await person.click(person.panel.getByRole("button", { name: "Deshacer la importación" }));
  await expect.poll(async () => (await service.items("households")).numberMatched).toBe(before);
});
