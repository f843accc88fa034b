import { describe, expect, it } from "vitest";

import { brushOf, widthAt } from "./basemap-rules";

const line = (layer: string, properties: Record<string, unknown> = {}) => brushOf(layer, { kind: "line", properties });
const area = (layer: string) => brushOf(layer, { kind: "polygon", properties: {} });

describe("how a background is drawn", () => {
  it.each([
    ["highway", "motorway"],
    ["highway", "trunk"],
    ["major_road", "primary"],
    ["major_road", "secondary"],
    ["minor_road", "minor"],
    ["path", "path"],
  ])("a %s of Protomaps as a %s of OpenMapTiles", (kind, other) => {
    const brush = line("roads", { kind });
    expect(brush).not.toBeNull();
    expect(brush).toBe(line("transportation", { class: other }));
    expect(brush).toBe(line("roads", { "pmap:kind": kind }));
  });
  it("wider roads lie above narrower ones", () => {
    const roads = ["path", "minor_road", "major_road", "highway"].map((kind) => line("roads", { kind }));
    const widths = roads.map((road) => road?.width ?? 0);
    expect(widths).toEqual([...widths].sort((one, other) => one - other));
    expect(new Set(widths).size).toBe(4);
    const levels = roads.map((road) => road?.level ?? 0);
    expect(levels).toEqual([...levels].sort((one, other) => one - other));
  });
  it("what no schema names is thin and grey, or very light", () => {
    expect(line("pipelines")?.width).toBeLessThan(1);
    expect(line("roads", { kind: "rail" })).toBe(line("pipelines"));
    expect(line("roads")).toBe(line("pipelines"));
    expect(area("zones")?.width).toBeUndefined();
    expect(area("zones")).toBe(area("transportation"));
  });
  it("the same things of both schemas alike", () => {
    expect(area("buildings")).toBe(area("building"));
    expect(line("boundaries")).toBe(line("boundary"));
    expect(line("water")).toBe(line("waterway"));
  });
  it("land below water, water below buildings, and these below roads", () => {
    const levels = [area("earth"), area("landcover"), area("landuse"), area("park"), area("water"), area("building"), line("roads", { kind: "path" })].map((brush) => brush?.level);
    expect(levels).toEqual([...levels].sort((one, other) => (one ?? 0) - (other ?? 0)));
  });
  it("no points, and no lines that are there for names", () => {
    expect(brushOf("places", { kind: "point", properties: {} })).toBeNull();
    expect(brushOf("anything", { kind: "point", properties: {} })).toBeNull();
    expect(line("transportation_name")).toBeNull();
    expect(line("water_name")).toBeNull();
  });
  it("roads grow with the zoom, within measure", () => {
    expect(widthAt(1, 14)).toBe(1);
    expect(widthAt(1, 16)).toBeGreaterThan(1.5);
    expect(widthAt(1, 2)).toBe(0.5);
    expect(widthAt(4, 20)).toBe(14);
  });
});
