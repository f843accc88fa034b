import { describe, expect, it } from "vitest";

import { byFault, changes, deed, moved, reasonAlone, remedy, total } from "./outcome";
import { systemCode } from "./meanings";

const covered = (persons: number, served: number) => ({
  households: 0, persons, persons_served: served, persons_too_far: persons - served, persons_no_kitchen: 0, persons_bad_position: 0,
});
const fault = (row: number, code: string) => ({ row, code, column: "x", value: "1", reason: "" });
const rows = (good: number, bad: number) => ({ read: good + bad, good, bad, warnings: 0, persons_missing: 0, without_position: 0, same_position: 0 });

describe("what an import would do", () => {
  it("says exactly what the button does", () => {
    expect(deed({ added: 318, updated: 0 })?.key).toBe("import-commit-new");
    expect(deed({ added: 0, updated: 2 })?.key).toBe("import-commit-updated");
    expect(deed({ added: 1, updated: 2 })?.key).toBe("import-commit-both");
    expect(deed({ added: 0, updated: 0 })).toBeNull();
  });

  it("lists the settlements that change, the most first, and what is outside of all", () => {
    const coverage = [
      { settlement_id: "S-1", before: covered(100, 80), after: covered(100, 80) },
      { settlement_id: "S-2", before: covered(10, 5), after: covered(13, 7) },
      { settlement_id: null, before: covered(0, 0), after: covered(20, 0) },
    ];
    const changed = changes({ coverage });
    expect(changed).toEqual([
      { settlement: null, served: [0, 0], unserved: [0, 20] },
      { settlement: "S-2", served: [5, 7], unserved: [5, 6] },
    ]);
    expect(total(changed)).toEqual({ settlement: null, served: [5, 7], unserved: [5, 26] });
    expect(total([]).served).toEqual([0, 0]);
  });

  it("counts registered households only as moved", () => {
    const households = [
      { id: "new", from: null, to: "K-1", state_before: null, state_after: "served" },
      { id: "old", from: "K-2", to: "K-1", state_before: "served", state_after: "served" },
    ] as const;
    expect(moved({ households }).map(({ id }) => id)).toEqual(["old"]);
  });
});

describe("rejected rows", () => {
  it("stand together by fault", () => {
    const faults = byFault([fault(1, "a"), fault(2, "b"), fault(3, "b")]);
    expect(faults.map(({ code, rows: found }) => [code, found.length])).toEqual([["b", 2], ["a", 1]]);
  });

  it("have a remedy where one fault spoils most of the file, and none for some strays", () => {
    expect(remedy({ rows: rows(0, 2), rejected: [fault(1, "row-looks-like-utm"), fault(2, "row-looks-like-utm")] })).toBe("utm");
    expect(remedy({ rows: rows(0, 2), rejected: [fault(1, "row-swapped"), fault(2, "row-latitude-swapped")] })).toBe("swap");
    expect(remedy({ rows: rows(0, 1), rejected: [fault(1, "row-looks-like-degrees")] })).toBe("degrees");
    expect(remedy({ rows: rows(9, 1), rejected: [fault(1, "row-swapped")] })).toBeNull();
    expect(remedy({ rows: rows(9, 0), rejected: [] })).toBeNull();
  });

  it("do not repeat their number", () => {
    expect(reasonAlone("Fila 12: la latitud 95 está fuera")).toBe("La latitud 95 está fuera");
    expect(reasonAlone("Row 3: x")).toBe("X");
  });
});

describe("codes of reference systems", () => {
  it("are taken as people write them", () => {
    expect(systemCode(" 32718 ")).toBe("EPSG:32718");
    expect(systemCode("epsg: 24878")).toBe("EPSG:24878");
    expect(systemCode("UTM 18S")).toBeNull();
    expect(systemCode("")).toBeNull();
  });
});
