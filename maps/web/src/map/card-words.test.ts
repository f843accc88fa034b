import { describe, expect, it } from "vitest";

import { gapSaid, householdSaid, kitchenSaid, settlementSaid } from "./card-words";
import type { Household, Kitchen } from "./rows";

const home: Household = {
  id: "H-017",
  persons: 4,
  address: null,
  accuracy_m: 15,
  fixed_kitchen_id: null,
  fixed_reason: null,
  closed_on: null,
  settlement_id: "S-1",
  state: "served",
  kitchen_id: "K-1",
  distance_m: 312.4,
  next_kitchen_id: "K-2",
  next_distance_m: 341.2,
  margin_m: 28.8,
  certainty: "uncertain",
};
const names = { kitchen: "Manuel Seoane", next: "Virgen de la Puerta", settlement: "El Paraíso" };
const said = (change: Partial<Household>, known: Partial<typeof names> | { next: null; kitchen: null } = {}) => householdSaid({ ...home, ...change }, { ...names, ...known }, 500);

describe("a household's card", () => {
  it("says which kitchen, how far, and that it may be the second", () => {
    expect(said({})).toEqual({
      title: "Hogar H-017",
      state: { text: "Atendido", good: true },
      lines: [
        "Manuel Seoane, a 312 m en línea recta",
        "La segunda, Virgen de la Puerta, está a 341 m",
        "Asignación dudosa: con un GPS de ± 15 m podría tocarle la segunda",
        "4 personas",
        "Asentamiento: El Paraíso",
      ],
    });
  });

  it("says when the doubt is about the limit, not about the kitchen", () => {
    expect(said({ distance_m: 505, margin_m: 200, state: "too_far" }).lines).toContain("Asignación dudosa: con un GPS de ± 15 m podría quedar al otro lado del límite");
  });

  it("says why it is not served", () => {
    expect(said({ state: "too_far" }).state).toEqual({ text: "No atendido: ninguna cocina abierta está a 500 m o menos", good: false });
    const alone = said({ state: "no_kitchen", distance_m: null, kitchen_id: null, next_kitchen_id: null, settlement_id: null }, { kitchen: null, next: null });
    expect(alone.state.text).toBe("No atendido: no hay ninguna cocina abierta");
    expect(alone.lines).toEqual(["4 personas", "Asentamiento: El Paraíso"]);
  });

  it("says that a fixed assignment is one, and does not doubt it", () => {
    const { lines } = said({ fixed_kitchen_id: "K-1", fixed_reason: "está en su padrón" });
    expect(lines).toContain("Asignación fija: está en su padrón");
    expect(lines.some((line) => line.startsWith("Asignación dudosa"))).toBe(false);
  });

  it("says one person of one", () => {
    expect(said({ persons: 1 }).lines).toContain("1 persona");
  });
});

describe("a kitchen's card", () => {
  const kitchen: Kitchen = {
    id: "K-3", name: "13 de Octubre", kind: "olla_comun", status: "open", address: null, rations: 100,
    households: 80, persons: 300, persons_served: 268, mean_distance_m: 273.2, max_distance_m: 547.1,
  };
  it("says what is missing", () => {
    expect(kitchenSaid(kitchen).lines).toEqual([
      "Atiende a 268 personas; es la cocina de 300, en 80 hogares",
      "100 raciones",
      "Faltan raciones para 168 personas",
      "Sus hogares están en promedio a 273 m, el más lejano a 547 m, en línea recta",
    ]);
  });
  it("says that it is closed, and serves nobody then", () => {
    const closed = kitchenSaid({ ...kitchen, status: "closed", rations: null, mean_distance_m: null, max_distance_m: null });
    expect(closed.state).toEqual({ text: "Olla común, cerrada", good: false });
    expect(closed.lines).toEqual(["No se registraron sus raciones"]);
  });
});

const unserved = { persons_bad_position: 4, persons_no_kitchen: 0, persons_too_far: 195 };

it("a settlement's card says how many are left out, and why", () => {
  const { state, lines } = settlementSaid({ id: "S-1", name: "El Paraíso", households: 89, persons: 363, persons_served: 164, mean_distance_m: 504.4, ...unserved });
  expect(state).toEqual({ text: "164 de 363 personas atendidas", good: false });
  expect(lines[0]).toBe("195 personas: ninguna cocina abierta dentro del límite");
  expect(lines[1]).toBe("4 personas: su ubicación falta o está mal");
});

it("a gap's card says whom it is made of", () => {
  expect(gapSaid({ id: "H-001", households: 46, persons: 195, radius_m: 223, ...unserved, persons_bad_position: 0 }).state.text).toBe("195 personas no atendidas, en 46 hogares");
  const one = gapSaid({ id: "H-001", households: 1, persons: 1, radius_m: 0, ...unserved, persons_too_far: 1, persons_bad_position: 0 });
  expect([one.state.text, one.lines[0]]).toEqual(["1 persona no atendida, en 1 hogar", "1 persona: ninguna cocina abierta dentro del límite"]);
});
