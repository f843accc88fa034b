import { describe, expect, it } from "vitest";

import type { Decoded, Feature } from "./decoded";
import { hitsIn } from "./hit";

const point = (id: string, x: number, y: number): Feature => ({ kind: "point", properties: { id }, parts: [[{ x, y }]] });
const square = (id: string, from: number, to: number): Feature => ({
  kind: "polygon",
  properties: { id },
  parts: [[{ x: from, y: from }, { x: to, y: from }, { x: to, y: to }, { x: from, y: to }]],
});
const decoded: Decoded = new Map([
  ["households", [point("H-1", 0.5, 0.5), point("H-2", 0.51, 0.5), point("buffer", 1.001, 0.5)]],
  ["assignments", [{ kind: "line", properties: { id: "H-9" }, parts: [[{ x: 0.1, y: 0.1 }, { x: 0.1, y: 0.9 }]] }]],
  ["settlements", [square("S-1", 0, 0.5)]],
]);
const all = new Set(["households", "assignments", "settlements"]);
const at = (x: number, y: number, shown = all) => hitsIn([{ decoded, tile: { z: 1, x: 1, y: 0 }, x, y }], shown, 256);

describe("what is at a place", () => {
  it("is the nearest point, with where it is in the world", () => {
    expect(at(0.506, 0.5).point).toMatchObject({ properties: { id: "H-2" }, at: { x: 0.755, y: 0.25 } });
  });
  it("is no point farther than 8 pixels", () => {
    expect(at(0.5, 0.5 + 9 / 256).point).toBeUndefined();
    expect(at(0.5, 0.5 + 7 / 256).point).toBeDefined();
  });
  it("is no point of the tile's buffer: the tile beside it has it", () => {
    expect(at(1, 0.5).point).toBeUndefined();
  });
  it("is a line within 5 pixels", () => {
    expect(at(0.1 + 4 / 256, 0.3).line?.properties).toEqual({ id: "H-9" });
    expect(at(0.1 + 6 / 256, 0.3).line).toBeUndefined();
    expect(at(0.1, 0.9 + 6 / 256).line).toBeUndefined();
  });
  it("is each area around it", () => {
    expect(at(0.3, 0.3).areas.map(({ properties }) => properties["id"])).toEqual(["S-1"]);
    expect(at(0.6, 0.3).areas).toEqual([]);
  });
  it("is nothing of layers that are not shown", () => {
    expect(at(0.5, 0.5, new Set(["assignments"]))).toEqual({ areas: [] });
  });
});
