import { describe, expect, it } from "vitest";

import { Unread } from "./degrees";
import { position } from "./position";

const LAT = -12.1307;
const LON = -76.9506;
const read = (text: string) => position(text);

async function refused(text: string): Promise<[string, string]> {
  return position(text).then(
    (there) => expect.fail(`${text} was read as ${JSON.stringify(there)}`),
    (error: unknown) => (error instanceof Unread ? [error.code, error.part] : Promise.reject(error as Error)),
  );
}

describe("a position is read from", () => {
  it.each([
    ["decimal degrees", "-12.1307, -76.9506"],
    ["no space", "-12.1307,-76.9506"],
    ["spaces only", "  -12.1307   -76.9506 "],
    ["a semicolon", "-12.1307; -76.9506"],
    ["a tab", "-12.1307\t-76.9506"],
    ["decimal commas", "-12,1307 -76,9506"],
    ["decimal commas and a comma between", "-12,1307, -76,9506"],
    ["decimal commas and a bare comma between", "-12,1307,-76,9506"],
    ["decimal commas and a semicolon", "-12,1307; -76,9506"],
    ["a real minus sign", "−12.1307, −76.9506"],
    ["Google Maps", "(-12.1307, -76.9506)"],
    ["letters after", "12.1307 S 76.9506 W"],
    ["letters before", "S 12.1307, W 76.9506"],
    ["the Spanish O", "12.1307S 76.9506O"],
    ["small letters", "12.1307 s, 76.9506 o"],
    ["Spanish words", "12.1307 Sur, 76.9506 Oeste"],
    ["English words", "12.1307 south 76.9506 west"],
    ["commas and letters", "12,1307 S; 76,9506 O"],
    ["commas, letters, a comma", "12,1307 S, 76,9506 O"],
    ["longitude first by letters", "76.9506 W 12.1307 S"],
    ["one letter", "12.1307 S, -76.9506"],
    ["south said twice", "-12.1307 S -76.9506 W"],
    ["names", "Lat: -12.1307 Lon: -76.9506"],
    ["names the other way round", "longitud=-76.9506, latitud=-12.1307"],
    ["names and letters", "Latitud 12.1307 S Longitud 76.9506 O"],
    ["degree marks", "-12.1307° -76.9506°"],
    ["a geo URI", "geo:-12.1307,-76.9506"],
    ["a geo URI with a zoom", "geo:-12.1307,-76.9506?z=18"],
    ["a map's link", "https://www.google.com/maps/@-12.1307,-76.9506,17z?entry=ttu"],
    ["a map's link of a place", "https://www.google.com/maps/place/X/@-12.1,-76.9,17z/data=!3m1!4b1!4m6!3m5!8m2!3d-12.1307!4d-76.9506"],
    ["a map's question", "https://maps.google.com/?q=-12.1307,-76.9506"],
  ])("%s", async (_, text) => {
    const there = await read(text);
    expect(there).toMatchObject({ notes: [] });
    expect(there.lat).toBeCloseTo(LAT, 9);
    expect(there.lon).toBeCloseTo(LON, 9);
    expect(there.offer).toBeUndefined();
  });

  it.each([
    `12°07'50.5"S 76°57'02"O`,
    `12°07'50.5"S, 76°57'02"W`,
    `12º07’50.5”S 76º57’02”O`,
    `12° 07′ 50.5″ S, 76° 57′ 02″ O`,
    `12°07'50,5"S 76°57'02"O`,
    `12°07'50.5''S 76°57'02''O`,
    `S12°07'50.5" O76°57'02"`,
    `-12°07'50.5" -76°57'02"`,
    `-12 07 50.5 -76 57 02`,
    `12 07 50.5 S 76 57 02 O`,
    `76°57'02"O 12°07'50.5"S`,
    `12d 07m 50.5s S, 76d 57m 02s W`,
    `12d07m50.5sS 76d57m02sW`,
  ])("degrees, minutes and seconds: %s", async (text) => {
    const there = await read(text);
    expect(there.lat).toBeCloseTo(-(12 + 7 / 60 + 50.5 / 3600), 9);
    expect(there.lon).toBeCloseTo(-(76 + 57 / 60 + 2 / 3600), 9);
  });

  it.each([`12°07.842'S 76°57.036'O`, `12 07.842 S 76 57.036 O`, `-12 7.842, -76 57.036`, `12°07,842'S 76°57,036'O`])("degrees and minutes: %s", async (text) => {
    const there = await read(text);
    expect(there.lat).toBeCloseTo(LAT, 9);
    expect(there.lon).toBeCloseTo(LON, 9);
  });
});

describe("UTM", () => {
  // The service's own: items with crs=http://www.opengis.net/def/crs/EPSG/0/32718 beside the same in degrees.
  it.each([
    ["18L 287795.148 8659568.182", []],
    ["18S 287795.148 8659568.182", ["south-letter"]],
    ["18 S 287795.148 8659568.182", ["south-letter"]],
    ["18 sur 287795.148 8659568.182", []],
    ["Zona 18 Sur, 287795.148, 8659568.182", []],
    ["UTM 18L 287795.148mE 8659568.182mN", []],
    ["287795.148 8659568.182", ["zone-assumed"]],
    ["18 L 287795.148 m E 8659568.182 m S", []],
    ["X: 287795.148 Y: 8659568.182", ["zone-assumed"]],
    ["Este: 287795.148, Norte: 8659568.182", ["zone-assumed"]],
    ["287795.148 8659568.182 18L", []],
    ["287,795.148 8,659,568.182", ["zone-assumed"]],
    ["287'795.148 8'659'568.182", ["zone-assumed"]],
    ["287795,148 8659568,182", ["zone-assumed"]],
    ["E 287795.148 N 8659568.182", ["zone-assumed"]],
    ["287795.148; 8659568.182", ["zone-assumed"]],
    ["8659568.182 287795.148", ["zone-assumed", "northing-first"]],
  ])("%s", async (text, notes) => {
    const there = await read(text);
    expect(there.notes).toEqual(notes);
    // A millimetre of the metres written is 1e-8 degrees.
    expect(there.lon).toBeCloseTo(-76.949865, 7);
    expect(there.lat).toBeCloseTo(-12.118648, 7);
  });

  it("is north where the band says so", async () => {
    // Band T is 40 to 48 degrees north; the centre of zone 18 is 75 degrees west.
    const there = await read("18T 500000 4649776");
    expect(there.lon).toBeCloseTo(-75, 9);
    expect(there.lat).toBeCloseTo(42, 4);
  });

  it.each([
    ["61L 287795 8659568", "zone", "61"],
    ["18I 287795 8659568", "zone", "18I"],
    ["18L 987795 8659568", "utm-range", "987795"],
    ["18L 287795 18659568", "utm-range", "18659568"],
  ])("%s is refused", async (text, code, part) => expect(await refused(text)).toEqual([code, part]));
});

describe("a pair without letters", () => {
  it("is the other way round where only that is in Peru, and can be swapped back", async () => {
    expect(await read("-76.9506, -12.1307")).toEqual({ lat: LAT, lon: LON, notes: ["lon-first"], offer: { lat: LON, lon: LAT, why: "swap" } });
  });

  it("is the other way round where only that is on earth", async () => {
    expect(await read("-112.5 40")).toEqual({ lat: 40, lon: -112.5, notes: ["lon-first"] });
  });

  it("without its minus signs is offered with them", async () => {
    expect(await read("12.1307, 76.9506")).toEqual({ lat: 12.1307, lon: 76.9506, notes: [], offer: { lat: LAT, lon: LON, why: "signs" } });
    expect((await read("76.9506 12.1307")).offer).toEqual({ lat: LAT, lon: LON, why: "signs" });
  });

  it("elsewhere is taken as written", async () => {
    expect(await read("40.5, -3.7")).toEqual({ lat: 40.5, lon: -3.7, notes: [] });
  });
});

describe("a geo URI", () => {
  it("tells its accuracy", async () => {
    expect(await read("geo:-12.1307,-76.9506;crs=wgs84;u=35")).toEqual({ lat: LAT, lon: LON, accuracy: 35, notes: [] });
  });
  it("of another reference system is refused", async () => expect(await refused("geo:1,2;crs=moon")).toEqual(["crs", "moon"]));
});

describe("what is not understood is named", () => {
  it.each([
    ["", "empty", ""],
    ["   ", "empty", ""],
    ["()", "empty", ""],
    ["-12.1307", "one-number", ""],
    ["-12,1307", "one-number", ""],
    ["-12,0097", "one-number", ""],
    ["-12.1307, -76.9506, 4", "many-numbers", ""],
    ["-12.1307 -76.9506 4", "many-numbers", ""],
    ["Manzana B lote 4", "word", "Manzana"],
    ["-12.1307, -76.9506 m", "word", "m"],
    ["95.2 S 76.9506 W", "range-lat", "95.2"],
    ["12 S 190 W", "range-lon", "190"],
    ["200, 300", "range-lat", "200"],
    ["12.1 S 12.2 S", "same-axis", ""],
    ["-12.1307 N 76.9506 W", "sign", "-12.1307"],
    [`12°67'50"S 76°57'02"O`, "minutes", "12 67 50"],
    [`12°07'65"S 76°57'02"O`, "minutes", "12 07 65"],
    [`12.5°07'50"S 76°57'02"O`, "parts", "12.5 07 50"],
    ["-12.1307 -76.9506, 4", "parts", "-12.1307 -76.9506"],
    ["geo:-112,-76", "range-lat", "-112"],
    ["https://example.org/", "word", "http…"],
    ["NaN, NaN", "word", "NaN"],
  ])("%s", async (text, code, part) => expect(await refused(text)).toEqual([code, part]));
});
