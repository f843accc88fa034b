import { describe, expect, it } from "vitest";

import { placed, type Label } from "./labels";

const label = (text: string, x: number, y: number, away = 10): Label => ({ text, x, y, away, width: 60, height: 16 });

describe("labels", () => {
  it("are below what they name", () => {
    expect(placed([label("a", 100, 100)], [])).toMatchObject([{ x: 100, y: 118 }]);
  });
  it("go above where something is below", () => {
    expect(placed([label("a", 100, 100)], [{ x: 110, y: 118, radius: 8 }])).toMatchObject([{ x: 100, y: 82 }]);
  });
  it("are farther apart where they are asked to be", () => {
    const row = [label("a", 100, 100, 0), label("b", 165, 100, 0), label("c", 190, 100, 0)];
    expect(placed(row, []).map(({ label: { text } }) => text)).toEqual(["a", "b"]);
    expect(placed(row, [], 20).map(({ label: { text } }) => text)).toEqual(["a", "c"]);
  });
  it("are left out where they fit nowhere, the last ones first", () => {
    const crowd = [label("a", 100, 100, 0), label("b", 105, 100, 0), label("c", 300, 100, 0)];
    expect(placed(crowd, []).map(({ label: { text } }) => text)).toEqual(["a", "c"]);
  });
});
