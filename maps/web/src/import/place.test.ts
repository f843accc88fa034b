import { describe, expect, it } from "vitest";

import { far, kilometresFrom, positionOf } from "./place";

const sanJuan = [-76.98, -12.17, -76.94, -12.11] as const;

describe("whether rows lie near the settlements", () => {
  it("knows the distance from San Juan de Miraflores to Arequipa within some per cent", () => {
    expect(kilometresFrom(sanJuan, [-71.537, -16.399])).toBeGreaterThan(720);
    expect(kilometresFrom(sanJuan, [-71.537, -16.399])).toBeLessThan(780);
    expect(kilometresFrom(sanJuan, [-76.95, -12.12])).toBe(0);
  });

  it("says nothing of rows in the city, of a few strays, or where nothing is known", () => {
    expect(far(sanJuan, [[-77.1, -11.9]], "EPSG:4326")).toBeNull();
    expect(far(sanJuan, [[-76.95, -12.12], [-71.5, -16.4]], "EPSG:4326")).toBeNull();
    expect(far(null, [[-71.5, -16.4]], "EPSG:4326")).toBeNull();
    expect(far(sanJuan, [], "EPSG:4326")).toBeNull();
  });

  it("finds the zone that was meant", () => {
    expect(far(sanJuan, [[-82.95, -12.12], [-82.96, -12.13]], "EPSG:32717")?.remedy).toBe("EPSG:32718");
    expect(far(sanJuan, [[-70.95, -12.12]], "EPSG:32719")?.remedy).toBe("EPSG:32718");
  });

  it("finds swapped columns, and has no remedy for rows of another city", () => {
    expect(far(sanJuan, [[-12.12, -76.95]], "EPSG:4326")?.remedy).toBe("swap");
    expect(far(sanJuan, [[-71.537, -16.399]], "EPSG:4326")).toEqual({ kilometres: expect.any(Number) as number, remedy: null });
  });

  it("takes a corner of a polygon for its place, and none of a row without one", () => {
    const row = { type: "Feature", id: "S-1", properties: {} } as const;
    expect(positionOf({ ...row, geometry: { type: "MultiPolygon", coordinates: [[[[-76.9, -12.1], [-76.8, -12.1]]]] } })).toEqual([-76.9, -12.1]);
    expect(positionOf({ ...row, geometry: { type: "Point", coordinates: [-76.9, -12.1] } })).toEqual([-76.9, -12.1]);
    expect(positionOf({ ...row, geometry: null })).toBeNull();
  });
});
