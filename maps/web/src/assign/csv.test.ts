import { expect, it } from "vitest";

import { csv } from "./csv";

it("a cell with a quote, a semicolon or a formula stays one plain cell", () => {
  expect(csv([["a", -1.5, null], ['x "y"; z', "=1+1", "é"]])).toBe('\uFEFFa;-1.5;\r\n"x ""y""; z";\'=1+1;é\r\n');
});
