import { describe, expect, it } from "vitest";

import { lines } from "./list";

async function one(text: string): Promise<unknown[]> {
  const { good, bad } = await lines(text);
  expect(bad.map((line) => [line.text, line.error.code])).toEqual([]);
  return good.map(({ id, lat, lon, persons, note }) => [id, Number(lat.toFixed(4)), Number(lon.toFixed(4)), persons, note]);
}

describe("a line of a list", () => {
  it.each([
    ["-12.1307, -76.9506", [null, -12.1307, -76.9506, null, ""]],
    ["-12.1307, -76.9506, 4", [null, -12.1307, -76.9506, 4, ""]],
    ["-12.1307, -76.9506, 4, casa azul, arriba", [null, -12.1307, -76.9506, 4, "casa azul, arriba"]],
    ["-12.1307, -76.9506, casa azul", [null, -12.1307, -76.9506, null, "casa azul"]],
    ["-12,1307 -76,9506, 4", [null, -12.1307, -76.9506, 4, ""]],
    ["-12.1307 -76.9506, 4", [null, -12.1307, -76.9506, 4, ""]],
    ["12.1307 S 76.9506 O, 3", [null, -12.1307, -76.9506, 3, ""]],
    ["F-7; -12.1307, -76.9506; 4; nota", ["F-7", -12.1307, -76.9506, 4, "nota"]],
    ["-12.1307, -76.9506; 4; nota", [null, -12.1307, -76.9506, 4, "nota"]],
    ["F-7; -12.1307; -76.9506; 4", ["F-7", -12.1307, -76.9506, 4, ""]],
    ["7; -12.1307; -76.9506; 4", ["7", -12.1307, -76.9506, 4, ""]],
    ["-12,1307; -76,9506; 4", [null, -12.1307, -76.9506, 4, ""]],
    ["-12,0097; -76,95; 4", [null, -12.0097, -76.95, 4, ""]],
    ["-12,0097\t-76,9506", [null, -12.0097, -76.9506, null, ""]],
    ["H-1;-12,0097;-76,9506;5", ["H-1", -12.0097, -76.9506, 5, ""]],
    ["7; -12,0097; -76,9506; 4", ["7", -12.0097, -76.9506, 4, ""]],
    ["-12,0097, -76,9506, 4", [null, -12.0097, -76.9506, 4, ""]],
    ["12°07,8'S 76°57,1'O; 3", [null, -12.13, -76.9517, 3, ""]],
    ["287795; 8659568; 5", [null, -12.1186, -76.9499, 5, ""]],
    ["F-7\t-12.1307\t-76.9506\t4", ["F-7", -12.1307, -76.9506, 4, ""]],
    ["18L 287795.1 8659568.2, 5", [null, -12.1186, -76.9499, 5, ""]],
    ["287795.1; 8659568.2; 5", [null, -12.1186, -76.9499, 5, ""]],
    ["geo:-12.1307,-76.9506;u=5", [null, -12.1307, -76.9506, null, ""]],
  ])("%s", async (text, expected) => expect(await one(text)).toEqual([expected]));
});

describe("a list", () => {
  it("passes over empty lines and a heading, and names the lines that are not understood", async () => {
    const { good, bad } = await lines("posición; personas\n\n-12.13, -76.95, 2\r\nManzana B\n-12.14, -76.95");
    expect(good.map((line) => line.line)).toEqual([3, 5]);
    expect(bad.map(({ line, text, error }) => [line, text, error.code])).toEqual([[4, "Manzana B", "word"]]);
  });

  it("takes no row that may be on another continent, and says what was meant", async () => {
    const { good, bad } = await lines("12.0097, 76.95, 4\nF-1; 12.0097; 76.95; 4");
    expect(good).toEqual([]);
    expect(bad.map(({ error }) => [error.code, error.part])).toEqual([["signs", "-12.0097, -76.95"], ["signs", "-12.0097, -76.95"]]);
  });

  it("may be empty", async () => expect(await lines(" \n")).toEqual({ good: [], bad: [] }));
});
