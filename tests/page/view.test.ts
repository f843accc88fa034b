import { SIZES, type Size } from "./browser";
import { expect, test } from "./trial";

test("the address holds the view: a reload, or a colleague with the link, sees the same", async ({ trial: { person, other } }) => {
  await person.open();
  await person.click(person.page.getByRole("button", { name: "English" }));
  await person.click(person.panel.getByRole("checkbox", { name: "Households", exact: true }));
  await person.click(person.page.getByRole("button", { name: "Zoom in" }));
  await expect.poll(() => person.view.get("map")).toMatch(/^\d+\/-12\.\d+\/-76\.\d+$/u);
  await person.settled();
  const view = person.view.toString();
  expect(person.view.get("lang")).toBe("en");
  expect(person.view.get("layers")).not.toMatch(/households/u);
  await person.page.reload();
  await person.settled();
  expect(person.view.toString()).toBe(view);
  expect(await person.panel.getByRole("checkbox", { name: "Households", exact: true }).isChecked()).toBe(false);

  const colleague = await other("phone");
  await colleague.open(new URL(person.page.url()).hash);
  expect(await colleague.page.locator("html").getAttribute("lang")).toBe("en");
  expect(await colleague.panel.getByRole("checkbox", { name: "Households", exact: true }).isChecked()).toBe(false);
  const [zoom, lat, lon] = (colleague.view.get("map") ?? "").split("/").map(Number);
  const [zoomed, north, east] = (person.view.get("map") ?? "").split("/").map(Number);
  expect(zoom).toBe(zoomed);
  // The address has five decimals, about a metre.
  expect(lat).toBeCloseTo(north ?? NaN, 4);
  expect(lon).toBeCloseTo(east ?? NaN, 4);
});

test("one click changes the language of all that is read", async ({ trial: { person } }) => {
  await person.open();
  const spanish = await person.page.title();
  await person.click(person.page.getByRole("button", { name: "English" }));
  await expect.poll(() => person.page.locator("html").getAttribute("lang")).toBe("en");
  expect(await person.page.title()).not.toBe(spanish);
  await expect.poll(() => person.panel.innerText()).toMatch(/Kitchens/u);
  expect(await person.page.locator("body").innerText()).not.toMatch(/Cocinas|Asentamientos|Zonas de atención|Brechas/u);
  await person.click(person.page.getByRole("button", { name: "Español" }));
  await expect.poll(() => person.page.title()).toBe(spanish);
  expect(person.clicks).toBe(2);
});

test("a browser that asks for English gets it", async ({ trial: { other } }) => {
  const person = await other("laptop", "en-GB");
  await person.open();
  expect(await person.page.locator("html").getAttribute("lang")).toBe("en");
});

test("a link that nobody wrote opens the map all the same", async ({ trial: { person } }) => {
  await person.open("#map=99/x/&layers=,,&panel=nothing&limit=-1&lang=qq&settlement=%00");
  await expect.poll(() => person.page.getByRole("heading", { level: 2 }).first().isVisible()).toBe(true);
});

for (const size of Object.keys(SIZES) as Size[]) {
  test(`what is asked for before the page is read is what the first view shows, each tile once, on a ${size}`, async ({ trial: { other } }) => {
    const person = await other(size);
    const asked: string[] = [];
    person.page.on("request", (request) => {
      const tile = /WebMercatorQuad\/[\d/]+$/u.exec(request.url());
      if (tile) asked.push(tile[0]);
    });
    await person.open();
    const shown = await person.page.locator(".leaflet-tile").count();
    expect(shown).toBeGreaterThan(0);
    expect(asked).toHaveLength(shown);
    expect(new Set(asked).size).toBe(shown);
  });
}
