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
