import { expect, it } from "vitest";

import { sizeOf, touching } from "./crowding";

const row = (count: number, apart: number) => Array.from({ length: count }, (_, at) => ({ x: 100 + at * apart, y: 100 }));

it("counts places that have another near them, over the edges of squares too", () => {
  expect(touching([], 16)).toBe(0);
  expect(touching([{ x: 15, y: 15 }, { x: 17, y: 17 }, { x: 40, y: 15 }], 16)).toBe(2);
  expect(touching([{ x: -1, y: -1 }, { x: 1, y: 1 }], 16)).toBe(2);
  expect(touching(row(5, 16), 16)).toBe(0);
});

it("leaves signs as they are where they are apart, or only some touch", () => {
  expect(sizeOf([], 16)).toBe(1);
  expect(sizeOf(row(4, 40), 16)).toBe(1);
  expect(sizeOf([...row(8, 40), { x: 101, y: 101 }], 16)).toBe(1);
});

it("makes signs smaller the more of them touch", () => {
  expect(sizeOf(row(50, 13), 16)).toBe(0.7);
  expect(sizeOf(row(50, 8), 16)).toBe(0.45);
  expect(sizeOf(row(50, 4), 16)).toBe(0.3);
  expect(sizeOf(Array.from({ length: 2_000 }, () => ({ x: 7, y: 7 })), 16)).toBe(0.3);
});
