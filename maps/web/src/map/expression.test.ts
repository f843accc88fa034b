import { describe, expect, it } from "vitest";

import { expression, StyleError } from "./expression";

const home = { id: "H-1", kitchen_id: "K-2", state: "too_far", persons: 4 };

describe("an expression", () => {
  it.each([
    ["a value is itself", "#fff", "#fff"],
    ["get", ["get", "persons"], 4],
    ["get of what is not there", ["get", "name"], null],
    ["has", ["has", "id"], true],
    ["has not", ["has", "households"], false],
    ["equal", ["==", ["get", "state"], "too_far"], true],
    ["not equal", ["!=", ["get", "state"], "served"], true],
    ["less", ["<", ["get", "persons"], 4], false],
    ["at least", [">=", ["get", "persons"], 4], true],
    ["a text is not compared with a number", [">=", ["get", "id"], 0], false],
    ["all", ["all", ["has", "id"], ["==", ["get", "state"], "served"]], false],
    ["match by a list", ["match", ["get", "kitchen_id"], ["K-1", "K-2"], "#111", ["K-3"], "#222", "#333"], "#111"],
    ["match by a label", ["match", ["get", "kitchen_id"], "K-2", true, false], true],
    ["match by none", ["match", ["get", "kitchen_id"], ["K-9"], "#111", "#333"], "#333"],
    ["step below all stops", ["step", ["get", "persons"], 3, 10, 4], 3],
    ["step on a stop", ["step", ["get", "persons"], 3, 4, 5, 10, 6], 5],
    ["step above all stops", ["step", ["get", "persons"], 3, 1, 5, 2, 6], 6],
  ])("%s", (_, json, expected) => {
    expect(expression(json)(home)).toBe(expected);
  });

  it.each([[["interpolate", ["linear"], ["zoom"], 0, 1]], [["toString", "x"]], [["match", ["get", "id"], "a", 1]], [["step", ["get", "id"], 1, 5, 2, 5, 3]], [{}]])(
    "%j is refused",
    (json) => {
      expect(() => expression(json)).toThrow(StyleError);
    },
  );
});
