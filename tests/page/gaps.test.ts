import { expect, test } from "./trial";

interface Row {
  readonly row: string;
  readonly settlement_id: string | null;
  readonly name: string;
  readonly persons_served: number;
  readonly persons_too_far: number;
}

test("the gaps of a settlement are found in two clicks, and who lives in one in a third", async ({ trial: { person, service } }) => {
  const { tables } = await service.json<{ tables: { settlements: readonly Row[] } }>("/reports/coverage");
  const [needy] = tables.settlements.filter(({ row }) => row === "settlement").toSorted((one, other) => other.persons_too_far - one.persons_too_far);
  if (!needy) throw new Error("the demo has no settlement");
  await person.open();
  await person.click(person.task("Cobertura"));
  await person.click(person.panel.getByRole("button", { name: needy.name, exact: true }));
  await expect.poll(() => person.view.get("settlement")).toBe(needy.settlement_id);
  const found = person.panel.getByRole("button", { name: /brecha H-/u });
  await expect.poll(() => found.count()).toBeGreaterThan(0);
  expect(person.clicks).toBe(2);

  const shown = (await found.first().textContent()) ?? "";
  const id = /brecha (H-[\w-]+)/u.exec(shown)?.[1] ?? "";
  const [gap] = (await service.items("gaps", `id = '${id}'`)).features;
  expect(shown).toContain(`${gap?.properties["persons"]} persona`);
  expect(shown).toContain(`${gap?.properties["households"]} hogar`);
  await person.screenshot("gaps");
  await person.click(found.first());
  await expect.poll(() => person.panel.getByRole("row").count()).toBe(1 + Number(gap?.properties["households"]));
  expect(person.clicks).toBe(3);
  await person.screenshot("gap");
});

test("the table of settlements is the report's, to the last person", async ({ trial: { person, service } }) => {
  const { tables } = await service.json<{ tables: { settlements: readonly Row[] } }>("/reports/coverage");
  await person.open("#panel=coverage");
  for (const row of tables.settlements.filter(({ row }) => row === "settlement")) {
    const shown = person.panel.getByRole("row").filter({ has: person.page.getByRole("button", { name: row.name, exact: true }) });
    const numbers = ((await shown.innerText()).match(/\d[\d,]*/gu) ?? []).map((digits) => Number(digits.replaceAll(",", "")));
    expect(numbers, row.name).toEqual(expect.arrayContaining([row.persons_served, row.persons_too_far].filter((persons) => persons > 0)));
  }
});

test("another limit is tried without storing it, and the link tells it", async ({ trial: { person, service, other } }) => {
  const before = await service.revision();
  await person.open("#panel=coverage");
  await person.fill(person.panel.getByRole("spinbutton", { name: "Límite de cobertura en metros" }), "200");
  await person.press("Tab");
  await expect.poll(() => person.view.get("limit")).toBe("200");
  const { tables } = await service.json<{ tables: { settlements: readonly Row[] } }>("/reports/coverage?limit_m=200");
  const total = tables.settlements.find(({ row }) => row === "total");
  await expect.poll(() => person.panel.innerText()).toContain(String(total?.persons_served));
  const colleague = await other();
  await colleague.open(new URL(person.page.url()).hash);
  await expect.poll(() => colleague.panel.innerText()).toContain(String(total?.persons_served));
  expect((await service.json<{ coverage_limit_m: number }>("/settings")).coverage_limit_m).toBe(500);
  expect(await service.revision()).toBe(before);
});
