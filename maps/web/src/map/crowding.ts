/** How small signs are drawn, to leave the map below them to be seen: the more of them touch, the smaller. */

/** A place in CSS pixels. */
interface At {
  readonly x: number;
  readonly y: number;
}

/** As shares of the full size: dots are told apart where signs would be one patch. */
const SIZES = [1, 0.7, 0.45] as const;
const LEAST = 0.3;
/** More than this share of the signs may not touch another. */
const MAY_TOUCH = 0.25;

/** How many of the places have another within `wide`; no more than `enough` are counted. */
export function touching(places: readonly At[], wide: number, enough = Infinity): number {
  const squares = new Map<number, At[]>();
  const key = (column: number, row: number): number => column * 100_000 + row;
  const column = (place: At): number => Math.floor(place.x / wide);
  const row = (place: At): number => Math.floor(place.y / wide);
  for (const place of places) {
    const at = key(column(place), row(place));
    const inIt = squares.get(at);
    if (inIt) inIt.push(place);
    else squares.set(at, [place]);
  }
  const isNear = (place: At, other: At): boolean => other !== place && Math.hypot(other.x - place.x, other.y - place.y) < wide;
  let count = 0;
  for (const place of places) {
    if (count > enough) return count;
    search: for (let x = -1; x <= 1; x += 1) {
      for (let y = -1; y <= 1; y += 1) {
        if (!squares.get(key(column(place) + x, row(place) + y))?.some((other) => isNear(place, other))) continue;
        count += 1;
        break search;
      }
    }
  }
  return count;
}

/** The share of their full size, `wide` CSS pixels, that signs at these places are drawn with. */
export function sizeOf(places: readonly At[], wide: number): number {
  const most = MAY_TOUCH * places.length;
  return SIZES.find((size) => touching(places, wide * size, most) <= most) ?? LEAST;
}
