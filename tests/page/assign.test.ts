import { expect, test } from "./trial";

interface Nearest {
  readonly kitchens: readonly { readonly id: string; readonly name: string; readonly distance_m: number }[];
}

test("a household is given its kitchen and registered in four clicks, and that is taken back in one", async ({ trial: { person, service } }) => {
  const nearest = await service.json<Nearest>("/nearest?lon=-76.9506&lat=-12.1307&k=3");
  const [kitchen] = nearest.kitchens;
  const before = (await service.items("households")).numberMatched;
  await person.open();
  await person.click(person.task("Asignar"));
  await person.fill(person.panel.getByRole("textbox", { name: "Coordenadas" }), "-12.1307, -76.9506");
  await person.click(person.panel.getByRole("button", { name: "Buscar" }));
  await expect.poll(() => person.panel.innerText()).toContain(kitchen?.name);
  expect(await person.panel.innerText()).toContain(`${Math.round(kitchen?.distance_m ?? NaN)} m`);
  expect(await person.panel.innerText()).toMatch(/línea recta/u);
  await person.screenshot("assign");
  await person.fill(person.panel.getByRole("spinbutton", { name: "Personas" }), "5");
  await person.click(person.panel.getByRole("button", { name: "Guardar" }));
  const told = person.page.getByText(/Se guardó el hogar/u);
  await told.waitFor();
  expect(person.clicks).toBeLessThanOrEqual(4);

  const id = /hogar ([\w.-]*[\w-])/u.exec((await told.textContent()) ?? "")?.[1] ?? "";
  const [stored] = (await service.items("households", `id = '${id}'`)).features;
  expect(stored?.properties).toMatchObject({ persons: 5, kitchen_id: kitchen?.id, state: "served" });
  expect((await service.items("households")).numberMatched).toBe(before + 1);
  await person.screenshot("assigned");

  await person.click(person.page.getByRole("button", { name: "Deshacer", exact: true }));
  await expect.poll(async () => (await service.items("households")).numberMatched).toBe(before);
});

test("a click on the map asks which kitchen would be the nearest there, and stores nothing", async ({ trial: { person, service } }) => {
  const before = await service.revision();
  await person.open();
  await person.click(person.task("Asignar"));
  await person.panel.getByRole("textbox", { name: "Coordenadas" }).waitFor();
  await person.click(person.map, { position: { x: 300, y: 300 } });
  await expect.poll(() => person.panel.innerText()).toMatch(/\d m/u);
  const typed = await person.panel.getByRole("textbox", { name: "Coordenadas" }).inputValue();
  const [lat, lon] = typed.split(",").map(Number);
  const [kitchen] = (await service.json<Nearest>(`/nearest?lon=${lon}&lat=${lat}`)).kitchens;
  await expect.poll(() => person.panel.innerText()).toContain(kitchen?.name);
  expect(person.clicks).toBe(2);
  expect(await service.revision()).toBe(before);
});

test("coordinates that cannot be understood are told so, beside the field", async ({ trial: { person } }) => {
  await person.open("#panel=assign");
  await person.fill(person.panel.getByRole("textbox", { name: "Coordenadas" }), "cerca del colegio");
  await person.press("Enter");
  await expect.poll(() => person.panel.getByRole("alert").first().innerText()).toMatch(/cerca/u);
});

test("after coordinates that cannot be understood, the place before can no longer be saved", async ({ trial: { person } }) => {
  await person.open("#panel=assign&at=-12.1307,-76.9506");
  const save = person.panel.getByRole("button", { name: "Guardar" });
  await save.waitFor();
  await person.fill(person.panel.getByRole("textbox", { name: "Coordenadas" }), "-12,0097");
  await person.press("Enter");
  await expect.poll(() => person.panel.getByRole("alert").first().innerText()).toMatch(/Falta un número/u);
  expect(await person.panel.getByRole("textbox", { name: "Coordenadas" }).inputValue()).toBe("-12,0097");
  await expect.poll(() => save.count()).toBe(0);
});

test("of a pasted list the good lines are saved, and those to be mended stay", async ({ trial: { person, service } }) => {
  const before = (await service.items("households")).numberMatched;
  await person.open("#panel=assign");
  await person.click(person.panel.getByRole("button", { name: "Una lista" }));
  const box = person.panel.getByRole("textbox", { name: "Pegue un hogar por línea" });
  await person.fill(box, "-12,1307; -76,9506; 4\nManzana B\n12.1307, 76.9506, 2\nF-9; -12.131; -76.951; 3");
  await person.click(person.panel.getByRole("button", { name: "Ver qué cocina les toca" }));
  const bad = person.panel.getByRole("alert");
  await expect.poll(() => bad.innerText()).toMatch(/2 líneas[\s\S]*Línea 2[\s\S]*Línea 3[\s\S]*-12\.1307, -76\.9506/u);
  await person.screenshot("list");
  await person.click(person.panel.getByRole("button", { name: "Guardar los 2 hogares" }));
  await expect.poll(() => box.inputValue()).toBe("Manzana B\n12.1307, 76.9506, 2");
  expect((await service.items("households")).numberMatched).toBe(before + 2);
  expect((await service.items("households", "id = 'F-9'")).features[0]?.properties).toMatchObject({ persons: 3, state: "served" });
});
