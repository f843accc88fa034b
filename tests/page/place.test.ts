/** Saying where a household is: by the device, and by taking the marker elsewhere. */

import type { Person } from "./browser";
import type { Service } from "./service";
import { expect, test } from "./trial";

interface Nearest {
  readonly kitchens: readonly { readonly id: string; readonly name: string; readonly distance_m: number }[];
}

/** That the panel answers for the place and the accuracy in the address as the service does. */
async function answered(person: Person, service: Service): Promise<void> {
  const [lat, lon] = (person.view.get("at") ?? "").split(",");
  const { kitchens } = await service.json<Nearest>(`/nearest?lon=${lon}&lat=${lat}&k=3`);
  for (const { name, distance_m } of kitchens) {
    await expect.poll(async () => (await person.panel.getByRole("listitem").allInnerTexts()).map((words) => words.replaceAll(/\s+/gu, " ")).join("\n"), { message: name }).toMatch(new RegExp(`${name} ${Math.round(distance_m)} m`, "u"));
  }
}

test("the device's position and its accuracy are asked about, and stored with the household", async ({ trial: { person, service } }) => {
  const before = (await service.items("households")).numberMatched;
  await person.allowLocation({ latitude: -12.1302, longitude: -76.9515, accuracy: 18 });
  await person.open("#panel=assign");
  await person.click(person.panel.getByRole("button", { name: "Mi ubicación" }));
  await expect.poll(() => person.panel.getByRole("textbox", { name: "Coordenadas" }).inputValue()).toBe("-12.130200, -76.951500");
  expect(await person.panel.getByRole("spinbutton", { name: "Precisión" }).inputValue()).toBe("18");
  await answered(person, service);
  await person.screenshot("device");
  await person.fill(person.panel.getByRole("spinbutton", { name: "Personas" }), "3");
  await person.click(person.panel.getByRole("button", { name: "Guardar" }));
  await expect.poll(async () => (await service.items("households")).numberMatched).toBe(before + 1);
  const stored = (await service.items("households", "accuracy_m = 18 AND persons = 3")).features;
  expect(stored.some(({ properties }) => properties["declared_settlement_id"] === null && properties["code"] === null)).toBe(true);
});

test("where the device may not tell its position, the panel says why and a click on the map does", async ({ trial: { person, service } }) => {
  await person.open("#panel=assign&map=17/-12.1302/-76.9515");
  await person.click(person.panel.getByRole("button", { name: "Mi ubicación" }));
  await expect.poll(() => person.panel.getByRole("alert").first().innerText()).toMatch(/no tiene permiso[\s\S]*Permítalo[\s\S]*haga clic en el mapa/u);
  await person.screenshot("device-refused");
  const { x, y } = await person.spot(-76.9512, -12.1305);
  await person.page.mouse.click(x, y);
  await expect.poll(() => person.view.get("at")).toMatch(/^-12\.130\d*,-76\.951\d*$/u);
  await answered(person, service);
  expect(await person.panel.innerText()).not.toMatch(/no tiene permiso/u);
});

test("the marker taken elsewhere asks anew, by mouse and by keys, and stores nothing", async ({ trial: { person, service } }) => {
  const revision = await service.revision();
  await person.open("#panel=assign&at=-12.1307,-76.9506&accuracy=10&map=17/-12.1290/-76.9506");
  await answered(person, service);
  const marker = person.map.getByRole("button", { name: /^Ubicación del hogar/u });
  const from = await person.middle(marker);
  await person.drag(from, { x: from.x - 120, y: from.y - 90 });
  await expect.poll(() => person.view.get("at")).not.toBe("-12.1307,-76.9506");
  const [lat = NaN, lon = NaN] = (person.view.get("at") ?? "").split(",").map(Number);
  const to = await person.spot(lon, lat);
  const was = await person.spot(-76.9506, -12.1307);
  // As far as the hand went.
  expect(to.x - was.x).toBeCloseTo(-120, -0.5);
  expect(to.y - was.y).toBeCloseTo(-90, -0.5);
  expect(await person.panel.getByRole("textbox", { name: "Coordenadas" }).inputValue()).toBe(person.view.get("at")?.replace(",", ", "));
  await answered(person, service);
  await person.screenshot("dragged");

  await marker.focus();
  await person.press("ArrowUp");
  await expect.poll(() => Number(person.view.get("at")?.split(",")[0])).toBeGreaterThan(lat);
  await answered(person, service);
  expect(await service.revision()).toBe(revision);
});
