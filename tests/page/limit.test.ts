/** Trying another coverage limit. */

import { expect, test } from "./trial";
import type { Person } from "./browser";
import type { Service } from "./service";

interface Row {
  readonly row: string;
  readonly persons: number;
  readonly persons_served: number;
}

/** As the page writes numbers. */
const said = (number = NaN): string => number.toLocaleString("es-PE");

/** That the panel shows the coverage of the limit that is in the address. */
async function shown(person: Person, service: Service): Promise<number> {
  const limit = person.view.get("limit");
  const { tables } = await service.json<{ tables: { settlements: readonly Row[] } }>(`/reports/coverage${limit === null ? "" : `?limit_m=${limit}`}`);
  const total = tables.settlements.find(({ row }) => row === "total");
  await expect.poll(() => person.panel.getByRole("status").first().innerText()).toContain(`${said(total?.persons_served)} de ${said(total?.persons)} personas`);
  return total?.persons_served ?? NaN;
}

test("the limit is tried with the mouse and with keys, and one click goes back to the office's", async ({ trial: { person, service } }) => {
  const revision = await service.revision();
  await person.open("#panel=coverage");
  const slider = person.panel.getByRole("slider", { name: "Límite de cobertura" });
  const all = await shown(person, service);
  const box = await slider.boundingBox();
  if (!box) throw new Error("no slider");
  const at = (share: number) => ({ x: box.x + box.width * share, y: box.y + box.height / 2 });
  await person.drag(at((500 - 50) / 1950), at(0.05));
  await expect.poll(() => Number(person.view.get("limit"))).toBeGreaterThanOrEqual(50);
  const tried = Number(person.view.get("limit"));
  expect(tried).toBeLessThan(250);
  expect(await slider.inputValue()).toBe(String(tried));
  expect(await shown(person, service)).toBeLessThan(all);
  await expect.poll(() => person.panel.innerText()).toContain(`Está probando ${tried} m; no se guarda nada.`);
  await person.screenshot("limit");

  await slider.focus();
  await person.press("ArrowRight");
  await person.press("ArrowRight");
  await expect.poll(() => person.view.get("limit")).toBe(String(tried + 20));
  await shown(person, service);
  await person.press("End");
  await expect.poll(() => person.view.get("limit")).toBe("2000");
  await shown(person, service);

  await person.click(person.panel.getByRole("button", { name: "Volver a 500 m, el de la oficina" }));
  await expect.poll(() => person.view.has("limit")).toBe(false);
  expect(await shown(person, service)).toBe(all);
  expect(await service.revision()).toBe(revision);
});
