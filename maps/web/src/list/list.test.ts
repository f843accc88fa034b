import { describe, expect, it } from "vitest";

import { among, cql2, read, written, type Listed } from "./filter";
import { apart, linked } from "./linkage";
import { found, personsOf, sorted, type Household } from "./rows";

describe("a list", () => {
  const cases: [Listed, string][] = [
    [{}, "all"],
    [{ settlement: "S-1", state: "too_far" }, "settlement:S-1,state:too_far"],
    [{ settlement: null, band: { from: 250, to: 500.5 } }, "outside,band:250-500.5"],
    [{ kitchen: "K-1", state: "served", band: { from: 1000, to: null } }, "state:served,kitchen:K-1,band:1000-"],
    [{ uncertain: true, state: "unserved" }, "state:unserved,uncertain"],
    [{ gap: "H-001" }, "gap:H-001"],
  ];
  it.each(cases)("%o is %s in the address, and back", (listed, text) => {
    expect(written(listed)).toBe(text);
    expect(read(text)).toEqual(listed);
  });
  it.each(["", "state:dead", "gap:a b", "settlement:", "band:x-", "colour:red", "settlement:S-1,what"])("%o is none", (text) => expect(read(text)).toBeNull());
});

describe("CQL2", () => {
  it("says the whole list, and leaves out who was closed", () => {
    expect(cql2({})).toBe("state IS NOT NULL");
    expect(cql2({ settlement: null, state: "unserved" })).toBe("settlement_id IS NULL AND state IN ('too_far','no_kitchen','bad_position')");
    expect(cql2({ band: { from: 0, to: 250 } })).toBe("state IS NOT NULL AND distance_m >= 0 AND distance_m <= 250");
    expect(cql2({ band: { from: 1000, to: null }, uncertain: true })).toBe("state IS NOT NULL AND distance_m > 1000 AND certainty = 'uncertain'");
  });
  it("quotes ids, and quotes in them", () => {
    expect(cql2({ settlement: "O'Higgins", kitchen: "K'1", state: "served" })).toBe("settlement_id = 'O''Higgins' AND state = 'served' AND kitchen_id = 'K''1'");
    expect(among(["a", "b'c"])).toBe("id IN ('a','b''c')");
  });
});

const home = (id: string, persons: number | null, distance: number | null): Household => ({
  id,
  persons,
  settlement_id: null,
  state: "served",
  kitchen_id: null,
  distance_m: distance,
  next_distance_m: null,
  certainty: null,
  at: null,
});
const words = (row: Household, column: keyof Household) => (column === "settlement_id" ? "El Paraíso" : row[column as "id"]);

describe("rows", () => {
  const rows = [home("H-10", 3, null), home("H-2", 5, 700.5), home("H-1", null, 20)];
  const ids = (some: readonly Household[]) => some.map((row) => row.id);
  it("are sorted with what is not known last, either way", () => {
    expect(ids(sorted(rows, { column: "distance_m", descending: false }, words))).toEqual(["H-1", "H-2", "H-10"]);
    expect(ids(sorted(rows, { column: "distance_m", descending: true }, words))).toEqual(["H-2", "H-1", "H-10"]);
  });
  it("are sorted by id as people count", () => {
    expect(ids(sorted(rows, { column: "id", descending: false }, words))).toEqual(["H-1", "H-2", "H-10"]);
    expect(ids(sorted(rows, { column: "kitchen_id", descending: true }, words))).toEqual(["H-1", "H-2", "H-10"]);
  });
  it("are found by words without their accents", () => {
    expect(ids(found(rows, "paraiso h-10", words))).toEqual(["H-10"]);
    expect(found(rows, "  ", words)).toHaveLength(3);
  });
  it("count a household of unknown size as one person", () => expect(personsOf(rows)).toBe(9));
});

describe("linkage", () => {
  const at = (id: string, east: number) => ({ id, lon: -77 + east / 108_902.7, lat: -12 });
  it("measures as the ellipsoid: 100 m east in Lima", () => expect(apart(at("a", 0), at("b", 100))).toBeCloseTo(100, 2));
  it("chains steps of less than 100 m, and is named by the lowest id", () => {
    const groups = linked([at("d", 0), at("b", 99), at("c", 198), at("a", 298.5)]);
    expect([...groups].map(([id, rows]) => [id, rows.length])).toEqual([["a", 1], ["b", 3]]);
  });
});
