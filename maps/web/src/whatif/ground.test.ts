import { expect, it } from "vitest";

import { beside, coordinates, distance } from "./ground";

const HERE = { lat: -12.12554, lon: -76.95013 };

it("a distance is the ellipsoid's", () => {
  // From K-1 to K-4 of the demo data, as the service has it by Karney's geodesic.
  expect(distance({ lat: -12.124001, lon: -76.952341 }, { lat: -12.129659, lon: -76.952176 })).toBeCloseTo(626.1642, 2);
  expect(distance(HERE, HERE)).toBe(0);
});

it("ten metres away is ten metres away", () => {
  for (const [east, north] of [[10, 0], [-10, 0], [0, 50], [0, -50]] as const) expect(distance(HERE, beside(HERE, east, north))).toBeCloseTo(Math.hypot(east, north), 3);
  expect(beside(HERE, 10, 0).lon).toBeGreaterThan(HERE.lon);
  expect(beside(HERE, 0, 10).lat).toBeGreaterThan(HERE.lat);
});

it("coordinates are taken as people write them", () => {
  for (const text of ["-12.12554, -76.95013", "-12.12554,-76.95013", " -12.12554 -76.95013 ", "-12.12554; -76.95013"]) expect(coordinates(text), text).toEqual(HERE);
  for (const text of ["", "-12.1", "Mz. B Lt. 4", "-95, -76", "-12.1, -276.9", "-12.1, -76.9, 3"]) expect(coordinates(text), text).toBeNull();
});
