import { describe, expect, it } from "vitest";

import type { CoverageRow } from "../api/reports";
import { bandsOf, byNeed, figure, inBand, percent, reconciles, unserved } from "./figures";
import { ends } from "./histogram";
import { sentences } from "./sentence";

const row = (kind: CoverageRow["row"], name: string | null, persons: number, served: number, tooFar: number, lost: number): CoverageRow => ({
  row: kind,
  settlement_id: name,
  name,
  households: persons,
  persons,
  persons_served: served,
  persons_too_far: tooFar,
  persons_no_kitchen: 0,
  persons_bad_position: lost,
  "persons_to_1000_m": tooFar,
  "persons_to_250_m": served,
  "persons_to_500.5_m": 0,
  "persons_beyond_1000_m": 0,
  mean_distance_m: 1,
  median_distance_m: 1,
  percentile_90_distance_m: 1,
  max_distance_m: 1,
});
const total = row("total", null, 1264, 1010, 249, 5);
const rows = [row("settlement", "A", 363, 164, 195, 4), row("settlement", "B", 890, 839, 50, 1), row("outside", null, 11, 7, 4, 0), total];

describe("a report's row", () => {
  it("has a figure for each state, and what is not served is their sum", () => {
    expect(figure(total, "persons", "served")).toBe(1010);
    expect(unserved(total, "persons")).toBe(254);
    expect(figure(total, "persons", "of_no_such_column")).toBe(0);
  });
  it("has its bands in the order of their ends, the last without end", () => {
    expect(bandsOf(total)).toEqual([{ from: 0, to: 250 }, { from: 250, to: 500.5 }, { from: 500.5, to: 1000 }, { from: 1000, to: null }]);
    expect(bandsOf(total).map((band) => inBand(total, "persons", band))).toEqual([1010, 0, 249, 0]);
  });
  it("reconciles where all add up, to the last person", () => {
    expect(reconciles(rows, "persons")).toBe(true);
    expect(reconciles(rows.slice(1), "persons")).toBe(false);
    expect(reconciles([...rows.slice(0, 3), { ...total, persons_served: 1009 }], "persons")).toBe(false);
    expect(reconciles([], "persons")).toBe(false);
  });
  it("comes first where most are not served", () => {
    expect(byNeed(rows.slice(0, 3), "persons").map((each) => each.name)).toEqual(["A", "B", null]);
  });
});

describe("per cent", () => {
  it.each([
    [1010, 1264, 80, "rounded"],
    [1263, 1264, 99, "not everyone"],
    [1264, 1264, 100, "everyone"],
    [1, 1264, 1, "not nobody"],
    [0, 0, 0, "nobody at all"],
  ])("%i of %i is %i: %s", (part, all, expected) => expect(percent(part, all)).toBe(expected));
});

describe("the answer", () => {
  it("says who is served and who is not, by reason", () => {
    expect(sentences(total, "persons", 500).map((text) => text.replaceAll(/[\u00a0,]/gu, " "))).toEqual([
      "1 010 de 1 264 personas están atendidas (80 %).",
      "249 viven a más de 500 m de una cocina.",
      "De 5 no se sabe dónde viven.",
    ]);
  });
  it("says one of one", () => {
    expect(sentences(row("total", null, 1, 1, 0, 0), "persons", 500)[0]).toMatch(/^1 de 1 persona está atendida/u);
  });
  it("says that there is nobody", () => {
    expect(sentences(row("total", null, 0, 0, 0, 0), "persons", 500)).toHaveLength(1);
  });
});

describe("columns of the distribution", () => {
  it.each([
    [719, 15, 750, "50 m"],
    [50, 1, 50, "just one"],
    [0, 1, 50, "everyone at the kitchen"],
    [2000, 40, 2000, "as many as the service takes"],
    [2001, 21, 2100, "wider ones"],
    [12_000, 24, 12_000, "wider ones"],
    [900_000, 40, 900_000, "any width"],
  ])("reach %i m", (max, columns, last) => {
    expect(ends(max)).toHaveLength(columns);
    expect(ends(max).at(-1)).toBe(last);
  });
});
