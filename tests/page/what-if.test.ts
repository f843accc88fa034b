import { expect, test } from "./trial";

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
