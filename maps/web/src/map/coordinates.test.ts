import { describe, expect, it } from "vitest";

import { degreesText, utmOf, utmText, zoneOf } from "./coordinates";

describe("UTM", () => {
  // By `echo "lat lon" | cs2cs -f %.3f EPSG:4326 EPSG:32718`, or of the zone named.
  it.each([
    [-76.9506, -12.1307, 18, true, 287_724.668, 8_658_234.203],
    [-71.99, -15.5, 19, true, 179_186.108, 8_284_132.068],
    [-69.9, -18.1, 19, true, 404_774.307, 7_998_518.42],
    [-76.95, 0, 18, false, 282_971.638, 0],
    [-79, 3.5, 17, false, 722_182.687, 387_096.798],
  ])("of %f, %f is as cs2cs has it", (lon, lat, zone, south, easting, northing) => {
    const utm = utmOf(lon, lat);
    expect([utm.zone, utm.south]).toEqual([zone, south]);
    // A millimetre: what cs2cs was asked to write.
    expect(utm.easting).toBeCloseTo(easting, 2);
    expect(utm.northing).toBeCloseTo(northing, 2);
  });

  it.each([
    [-180, 1],
    [-78.000001, 17],
    [-78, 18],
    [-72, 19],
    [180, 60],
  ])("has %f in zone %i", (lon, zone) => {
    expect(zoneOf(lon)).toBe(zone);
  });
});

it("coordinates are written to be copied", () => {
  expect(degreesText(-76.9506, -12.1307)).toBe("-12.13070, -76.95060");
  expect(utmText(-76.9506, -12.1307)).toBe("18S 287725 8658234");
});
