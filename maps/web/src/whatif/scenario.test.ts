import { describe, expect, it } from "vitest";

import { parse, tried, withStep, write, type Step } from "./scenario";

const CLOSE: Step = { kind: "status", id: "K-4", status: "closed" };
const MOVE: Step = { kind: "move", id: "K-2", to: { lat: -12.12, lon: -76.95 }, from: { lat: -12.12646, lon: -76.95323 } };
const ADD: Step = { kind: "add", at: { lat: -12.1, lon: -76.9 }, name: "Olla; 100%, la ñ~", what: "olla_comun" };

describe("a scenario's text", () => {
  it("is short and can be read", () => {
    expect(write([CLOSE, MOVE, { ...ADD, name: "Nueva cocina", what: null }])).toBe("K-4:closed;K-2@-12.12000,-76.95000~-12.12646,-76.95323;+-12.10000,-76.90000,Nueva cocina");
  });

  it("gives the same steps back", () => {
    for (const steps of [[], [CLOSE], [MOVE, CLOSE], [ADD, { ...MOVE, from: null }, ADD]]) expect(parse(write(steps))).toEqual({ steps, misread: [] });
  });

  it("is read as a person writes it, a plus having become a space", () => {
    expect(parse(" -12.1,-76.9,Nueva%20cocina").steps).toEqual([{ kind: "add", at: { lat: -12.1, lon: -76.9 }, name: "Nueva cocina", what: null }]);
    expect(parse("+-12.1,-76.9").steps).toEqual([{ kind: "add", at: { lat: -12.1, lon: -76.9 }, name: "", what: null }]);
  });

  it.each([
    ["K-4:shut", "no such status"],
    ["K-4", "nothing to do"],
    ["K 4:closed", "no id"],
    ["K-2@-12.1", "one number"],
    ["K-2@-120.1,-76.9", "no latitude"],
    ["K-2@NaN,-76.9", "no number"],
    ["+-12.1,-76.9,a%E0%A4%A", "no text"],
    ["+-12.1,-76.9,a,restaurant", "no kind"],
  ])("%s is left out and told: %s", (bad) => {
    expect(parse(`${bad};K-4:closed`)).toEqual({ steps: [CLOSE], misread: [bad] });
  });

  it("takes the last of two that change the same", () => {
    expect(parse("K-4:closed;K-4:open").steps).toEqual([{ ...CLOSE, status: "open" }]);
  });
});

describe("a step", () => {
  it("replaces its like and stands where that stood", () => {
    const elsewhere: Step = { ...MOVE, to: { lat: -12.2, lon: -76.8 } };
    expect(withStep([MOVE, CLOSE], elsewhere)).toEqual([elsewhere, CLOSE]);
    expect(withStep([ADD], ADD)).toHaveLength(2);
  });

  it("is joined with others of its kitchen for the service", () => {
    expect(tried([{ ...CLOSE, id: "K-2" }, ADD, MOVE])).toEqual([
      { id: "K-2", status: "closed", lat: -12.12, lon: -76.95 },
      { name: ADD.name, kind: "olla_comun", lat: -12.1, lon: -76.9 },
    ]);
  });
});
