import { expect, test } from "./trial";

test("the page opens on the map, in Spanish, with every layer", async ({ trial: { person } }) => {
  await person.open();
  await expect.poll(() => person.page.title()).toMatch(/cercania/u);
  expect(await person.page.locator("html").getAttribute("lang")).toBe("es");
  for (const layer of ["Asentamientos", "Zonas de atención", "Hogares", "Brechas", "Cocinas"]) {
    expect(await person.panel.getByRole("checkbox", { name: layer }).isChecked(), layer).toBe(true);
  }
  await person.screenshot("first-view");
});
