import { expect, it } from "vitest";

import { firstTiles } from "./first-tiles";

it("are those of the map that shows all", () => {
  // By the slippy map's formula what is to be seen is 1.001 tiles of level 14 wide, which fit into 976 pixels, and 2.002 of level 15,
  // which do not. Its middle is at 4689.874 / 8748.407, and the map reaches 0.953 and 0.674 tiles around it.
  const tiles = firstTiles([-76.962, -12.142, -76.94, -12.126], { width: 976, height: 690 });
  const rows = [8747, 8748, 8749].flatMap((y) => [4688, 4689, 4690].map((x) => `14/${x}/${y}`));
  expect(tiles.map(({ z, x, y }) => `${z}/${x}/${y}`)).toEqual(rows);
});

it("are none where not even the whole world fits, and go no deeper than there are tiles", () => {
  expect(firstTiles([-180, -85, 180, 85], { width: 300, height: 300 })).toEqual([]);
  expect(firstTiles([-76.95, -12.13, -76.95, -12.13], { width: 976, height: 690 })[0]?.z).toBe(19);
});
