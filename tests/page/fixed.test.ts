/** A household whose kitchen is another than its nearest. */

import { expect, test } from "./trial";

test("a household on the map that is too far is fixed to another kitchen with the reason, and that is taken back in one click", async ({ trial: { person, service } }) => {
  const before = await service.row("households", "H-001");
  const kitchens = (await service.items("kitchens")).features.map(({ properties }) => properties);
  const other = kitchens.find(({ id }) => id !== before["kitchen_id"]);
  const own = String(kitchens.find(({ id }) => id === before["kitchen_id"])?.["name"]);
  const next = String(other?.["name"]);
  const revision = await service.revision();
  await person.open("#map=19/-12.118648/-76.949865");
  const { x, y } = await person.spot(-76.949865, -12.118648);
  person.clicks += 1;
  await person.page.mouse.click(x, y);
  const card = person.page.getByRole("dialog");
  await expect.poll(() => card.innerText()).toMatch(/Hogar H-001[\s\S]*No atendido/u);
  expect(await card.innerText()).toContain(own);
  await person.screenshot("household-card");
  await person.click(card.getByRole("button", { name: "Cambiar de cocina" }));
  await expect.poll(() => person.panel.innerText()).toContain(`Hoy le toca ${own}`);
  await person.click(person.panel.getByRole("radio", { name: next }));
  await expect.poll(() => person.panel.innerText()).toContain(`Con este cambio pasa de ${own} a ${next}.`);
  expect(await person.panel.innerText()).toContain("Su estado pasa de «demasiado lejos» a «atendido».");

  // Without a reason nothing is written.
  await person.click(person.panel.getByRole("button", { name: `Fijar ${next}` }));
  expect(await service.revision()).toBe(revision);
  await person.fill(person.panel.getByLabel("Motivo"), "hay un muro en medio");
  await person.screenshot("fix");
  await person.click(person.panel.getByRole("button", { name: `Fijar ${next}` }));
  await expect.poll(() => service.row("households", "H-001")).toMatchObject({
    fixed_kitchen_id: other?.["id"],
    fixed_reason: "hay un muro en medio",
    kitchen_id: other?.["id"],
    state: "served",
  });
  expect(await service.revision()).toBe(revision + 1);
  await expect.poll(() => person.panel.innerText()).toContain(`Asignación fija a ${next}. Motivo: hay un muro en medio.`);
  await person.screenshot("fixed");

  await person.click(person.page.getByRole("button", { name: "Deshacer", exact: true }));
  await expect.poll(() => service.row("households", "H-001")).toEqual(before);
  await expect.poll(() => person.panel.innerText()).toContain(`Hoy le toca ${own}`);
});

test("a fixed household found by its code is given its nearest again, and the reason comes back with an undo", async ({ trial: { person, service } }) => {
  const before = await service.row("households", "H-141");
  expect(before["fixed_kitchen_id"]).toBe(before["kitchen_id"]);
  await person.open("#panel=assign");
  await person.click(person.panel.getByRole("button", { name: "Cambiar cocina" }));
  await person.fill(person.panel.getByRole("textbox", { name: /^Hogar/u }), String(before["code"]));
  await person.press("Enter");
  await expect.poll(() => person.panel.innerText()).toContain(String(before["fixed_reason"]));
  await person.click(person.panel.getByRole("button", { name: "Quitar la asignación fija" }));
  const sure = person.panel.locator("form").getByRole("button", { name: "Quitar la asignación fija" });
  await sure.waitFor();
  await expect.poll(() => person.sees(sure)).toBe(true);
  await person.screenshot("unfix");
  await person.click(sure);
  await expect.poll(() => service.row("households", "H-141")).toMatchObject({ fixed_kitchen_id: null, fixed_reason: null });
  const { kitchens } = await service.json<{ kitchens: readonly { id: string }[] }>("/nearest?lon=-76.953222&lat=-12.124161");
  expect((await service.row("households", "H-141"))["kitchen_id"]).toBe(kitchens[0]?.id);
  await person.click(person.page.getByRole("button", { name: "Deshacer", exact: true }));
  await expect.poll(() => service.row("households", "H-141")).toEqual(before);
});

test("a household that nobody has is said not to be there", async ({ trial: { person } }) => {
  await person.open("#panel=assign&assign=fix");
  await person.fill(person.panel.getByRole("textbox", { name: /^Hogar/u }), "H-999");
  await person.press("Enter");
  await expect.poll(() => person.panel.getByRole("alert").first().innerText()).toMatch(/No hay un hogar «H-999»/u);
});
