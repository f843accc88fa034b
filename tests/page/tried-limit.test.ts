import { expect, test } from "./trial";

const TOLD = "Se prueba un límite de 200 m; el de la oficina es 500 m.";

for (const task of ["map", "assign", "what-if", "import"]) {
  test(`a limit that is tried out is told in ${task}, and one click goes back to the office's`, async ({ trial: { person } }) => {
    await person.open(`#panel=${task}`);
    expect(await person.panel.innerText()).not.toContain("Se prueba");
    await person.open(`#panel=${task}&limit=200`);
    await person.panel.getByText(TOLD).waitFor();
    await person.click(person.panel.getByRole("button", { name: "Volver a 500 m, el de la oficina" }));
    await expect.poll(() => person.view.has("limit")).toBe(false);
    await expect.poll(() => person.panel.getByText(TOLD).count()).toBe(0);
  });
}

test("what a task answers follows the limit: a place, a pasted list and a registered household", async ({ trial: { person, service } }) => {
  // 207 m from its kitchen.
  await person.open("#panel=assign&at=-12.1307,-76.9506&limit=200");
  await person.panel.getByText(/Demasiado lejos: .*El límite es 200 m/u).waitFor();
  await person.screenshot("tried-limit");
  await person.click(person.panel.getByRole("button", { name: /^Volver a 500 m/u }));
  await person.panel.getByText(/^. Atendido: /u).waitFor();

  await person.open("#panel=assign&assign=list&limit=200");
  await person.fill(person.panel.getByRole("textbox", { name: "Pegue un hogar por línea" }), "-12.1307, -76.9506, 4");
  await person.click(person.panel.getByRole("button", { name: "Ver qué cocina les toca" }));
  await person.panel.getByText("1 hogar: atendidos 0, no atendidos 1.").waitFor();
  await person.click(person.panel.getByRole("button", { name: /^Volver a 500 m/u }));
  await person.panel.getByText("1 hogar: atendidos 1, no atendidos 0.").waitFor();

  const [near] = (await service.items("households", "state = 'served' AND distance_m > 200")).features;
  await person.open(`#panel=assign&household=${near?.id}&limit=200`);
  await person.panel.getByText(/en línea recta: demasiado lejos/u).waitFor();
  await person.click(person.panel.getByRole("button", { name: /^Volver a 500 m/u }));
  await person.panel.getByText(/en línea recta: atendido/u).waitFor();
});

test("that the map's catchments are today's is said while changes are tried, and only then", async ({ trial: { person } }) => {
  const said = person.panel.getByText("En el mapa, las zonas de atención siguen siendo las de hoy.");
  await person.open("#panel=what-if&limit=200");
  expect(await said.count()).toBe(0);
  await person.click(person.panel.getByRole("button", { name: /^Cerrar / }).first());
  await said.waitFor();
  await person.screenshot("what-if-limit");
  await person.click(person.panel.getByRole("button", { name: "Descartar" }));
  await expect.poll(() => said.count()).toBe(0);
});

test("without settlements the table of coverage says so, and where they come from", async ({ trial: { person, service } }) => {
  for (const { id } of (await service.items("settlements")).features) {
    const answer = await fetch(`${service.url}/collections/settlements/items/${id}`, { method: "DELETE" });
    expect(answer.ok).toBe(true);
  }
  await person.open("#panel=coverage");
  await person.panel.getByText(/Todavía no hay asentamientos en el registro/u).waitFor();
  expect(await person.panel.innerText()).not.toContain("Ninguno se llama así");
  await person.screenshot("no-settlements");
  await person.click(person.panel.getByRole("button", { name: "Importar asentamientos" }));
  await person.panel.getByLabel("Elegir un archivo").waitFor();
});
