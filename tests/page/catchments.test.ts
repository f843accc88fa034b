import { expect, test } from "./trial";

test("the first view shows the catchments, and which colour is whose", async ({ trial: { person, service } }) => {
  await person.open();
  await expect.poll(() => person.page.title()).toMatch(/cercan/iu);
  expect(await person.page.locator("html").getAttribute("lang")).toBe("es");
  await expect.poll(() => person.painted()).toBeGreaterThan(0.05);
  const { features } = await service.items("kitchens");
  expect(features).toHaveLength(4);
  for (const { properties } of features) {
    await expect.poll(() => person.panel.getByText(String(properties["name"])).first().isVisible(), { message: String(properties["name"]) }).toBe(true);
  }
  expect(await person.page.getByText(/línea recta/u).first().isVisible()).toBe(true);
  expect(person.clicks).toBe(0);
  await person.screenshot("catchments");
});

test("one click takes a layer off the map, and another puts it back as it was", async ({ trial: { person } }) => {
  await person.open();
  const catchments = person.panel.getByRole("checkbox", { name: "Zonas de atención" });
  expect(await catchments.isChecked()).toBe(true);
  await expect.poll(() => person.painted()).toBeGreaterThan(0.05);
  const picture = async (): Promise<string> => {
    await person.settled();
    return (await person.map.screenshot()).toString("base64");
  };
  // The read-out of coordinates lies over the map, and comes after it.
  await person.page.getByText(/UTM 18S/u).waitFor();
  const before = await picture();
  await person.click(catchments);
  await expect.poll(async () => (await picture()) === before).toBe(false);
  expect(person.view.get("layers")).not.toMatch(/catchments/u);
  await person.click(catchments);
  await expect.poll(async () => (await picture()) === before).toBe(true);
  expect(person.view.has("layers")).toBe(false);
  expect(person.clicks).toBe(2);
});
