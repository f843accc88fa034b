/** On a phone, by touch. */

import { SIZES } from "./browser";
import { expect, test } from "./trial";

test("a tap on a household opens its card, and it is fixed to another kitchen by touch alone", async ({ trial: { other, service } }) => {
  const person = await other("phone");
  const { id, kitchen_id } = await service.row("households", "H-001");
  const kitchen = String((await service.row("kitchens", String(kitchen_id)))["name"]);
  await person.open("#map=19/-12.118648/-76.949865");
  await person.tap(await person.spot(-76.949865, -12.118648));
  const card = person.page.getByRole("dialog");
  await expect.poll(() => card.innerText()).toContain(`Hogar ${id}`);
  expect(await card.innerText()).toContain(kitchen);
  expect(person.clicks).toBe(1);
  // Whole, and the household beside it is seen.
  const box = await card.boundingBox();
  if (!box) throw new Error("no card");
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(SIZES.phone.width);
  await expect.poll(async () => (await person.spot(-76.949865, -12.118648)).y).toBeLessThan(box.y);

  const change = card.getByRole("button", { name: "Cambiar de cocina" });
  expect(await person.sees(change)).toBe(true);
  await person.tap(await person.middle(change));
  await expect.poll(() => person.panel.innerText()).toContain(`Hogar ${id}`);
  const panel = await person.panel.boundingBox();
  expect(panel?.height).toBeGreaterThan(SIZES.phone.height / 3);
  // What comes below is brought into view, and answers to a finger.
  const radio = person.panel.getByRole("radio").last();
  await radio.scrollIntoViewIfNeeded();
  await person.tap(await person.middle(radio));
  expect(await radio.isChecked()).toBe(true);
  const fix = person.panel.getByRole("button", { name: /^Fijar /u });
  await expect.poll(() => person.sees(fix)).toBe(true);
  await person.fill(person.panel.getByLabel("Motivo"), "está en la lista de otra cocina");
  await fix.scrollIntoViewIfNeeded();
  await person.tap(await person.middle(fix));
  await expect.poll(async () => (await service.row("households", "H-001"))["fixed_reason"]).toBe("está en la lista de otra cocina");
  // What was done is told across the screen, not in a narrow column.
  const told = await person.page.getByText(/^El hogar H-001 quedó fijo/u).boundingBox();
  expect(told?.width).toBeGreaterThan(SIZES.phone.width / 2);
  await person.tap(await person.middle(person.page.getByRole("button", { name: "Deshacer", exact: true })));
  await expect.poll(async () => (await service.row("households", "H-001"))["fixed_reason"]).toBeNull();
});

test("the limit's slider and a settlement's number answer to a finger", async ({ trial: { other } }) => {
  const person = await other("phone");
  await person.open("#panel=coverage");
  const slider = person.panel.getByRole("slider", { name: "Límite de cobertura" });
  await slider.scrollIntoViewIfNeeded();
  const { x, y } = await person.middle(slider);
  await person.tap({ x, y });
  await expect.poll(() => Number(person.view.get("limit"))).toBeGreaterThan(500);
  const number = person.panel.getByRole("button", { name: /: Hogares atendidos/u }).first();
  await number.scrollIntoViewIfNeeded();
  await person.tap(await person.middle(number));
  await expect.poll(() => person.view.get("list")).toMatch(/state:served/u);
  await expect.poll(() => person.panel.getByRole("rowheader").count()).toBeGreaterThan(0);
  expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
