import { beforeEach, describe, expect, it } from "vitest";

import type { Edit, EditedRow } from "../api/history";
import { locale } from "../words/words";
import { became, counted, titled, when } from "./what";

const NONE = { added: 0, updated: 0, removed: 0 };

const edit = (some: Partial<Edit>): Edit => ({
  revision: 7, time: "2026-11-20T15:05:00Z", author: "ana", action: "edit", undoes: null, undone_by: null,
  settlements: NONE, kitchens: NONE, households: NONE, settings: false, ...some,
});
const row = (some: Partial<EditedRow>): EditedRow => ({ layer: "kitchens", id: "K-4", before: null, after: null, changed: [], ...some });
const version = (properties: Readonly<Record<string, unknown>>) => ({ properties: { name: "Manuel Seoane", ...properties } });

beforeEach(() => {
  locale.value = "es";
});

describe("an edit", () => {
  it("is told by what it did to how many rows of each register", () => {
    expect(counted(edit({ kitchens: { ...NONE, updated: 1 }, households: { added: 1200, updated: 0, removed: 1 } }))).toBe("1 cocina cambiada, 1,200 hogares agregados, 1 hogar quitado");
    expect(counted(edit({ settings: true }))).toBe("ajustes de la oficina");
    expect(counted(edit({}))).toBe("ninguna fila");
  });

  it.each([
    ["edit", null, "1 asentamiento agregado"],
    ["import", null, "Importación: 1 asentamiento agregado"],
    ["undo", 5, "Se deshizo la edición 5: 1 asentamiento agregado"],
    ["external", null, "Otro programa: 1 asentamiento agregado"],
  ] as const)("that is an %s says so", (action, undoes, words) => {
    expect(titled(edit({ action, undoes, settlements: { ...NONE, added: 1 } }))).toBe(words);
  });
});

describe("a row", () => {
  it("is told with its name and each field as it was and is", () => {
    const changed = row({ before: version({ status: "open", rations: null }), after: version({ status: "closed", rations: 1200 }), changed: ["rations", "status", "geometry"] });
    expect(became(changed)).toBe("Manuel Seoane (K-4): raciones, de «sin dato» a 1,200; se cerró; otra ubicación");
  });

  it("that was added or removed says so, and one that was no valid row before was not added", () => {
    const home = { layer: "households", id: "H-1" } as const;
    expect(became(row({ ...home, after: { properties: {} } }))).toBe("hogar H-1: se agregó");
    expect(became(row({ ...home, before: { properties: {} } }))).toBe("hogar H-1: se quitó");
    expect(became(row({ ...home, after: { properties: {} }, before_invalid: {} }))).toBe("hogar H-1");
  });

  it("with a field that is not known here names it as the service does", () => {
    const changed = row({ before: version({ later: "a" }), after: version({ later: "b" }), changed: ["later"] });
    expect(became(changed)).toMatch(/later, de a a b/u);
  });
});

describe("a time", () => {
  const now = new Date(2026, 10, 29, 16, 0);
  const at = ([year, month, day, hour, minute]: readonly [number, number, number, number, number]): string =>
    when(new Date(year, month, day, hour, minute).toISOString(), now).replaceAll(/\s/gu, " ");

  it.each([
    [[2026, 10, 29, 14, 5], "hoy, 2:05 p. m."],
    [[2026, 10, 28, 23, 59], "ayer, 11:59 p. m."],
    [[2026, 10, 3, 9, 10], "3 de noviembre, 9:10 a. m."],
    [[2025, 10, 29, 9, 10], "29 de noviembre de 2025, 9:10 a. m."],
  ] as const)("%j is %s", (parts, words) => {
    expect(at(parts)).toBe(words);
  });

  it("that nobody knows is said so", () => {
    expect(when("1970-01-01T00:00:00Z", now)).toBe("sin hora conocida");
    expect(when("yesterday", now)).toBe("sin hora conocida");
  });
});
