/** Names on the map: each where it fits, none over another. */

export interface Label {
  readonly text: string;
  /** What it names, CSS pixels. */
  readonly x: number;
  readonly y: number;
  /** From there to the text; 0 writes it over the place. */
  readonly away: number;
  readonly width: number;
  readonly height: number;
}

/** The middle of a label's text. */
export interface Put {
  readonly label: Label;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const meet = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Below, above, right, left: in this order. */
function* around({ x, y, away, width, height }: Label): Generator<readonly [number, number]> {
  if (away === 0) {
    yield [x, y];
    return;
  }
  yield [x, y + away + height / 2];
  yield [x, y - away - height / 2];
  yield [x + away + width / 2, y];
  yield [x - away - width / 2, y];
}

const wider = ({ left, top, right, bottom }: Box, by: number): Box => ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });

/** Puts labels, the first ones first, where they meet neither each other nor what is taken; `apart` is at least between two labels. */
export function placed(labels: readonly Label[], taken: readonly { readonly x: number; readonly y: number; readonly radius: number }[], apart = 0): Put[] {
  const signs: Box[] = taken.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const names: Box[] = [];
  const put: Put[] = [];
  for (const label of labels) {
    for (const [x, y] of around(label)) {
      const [half, tall] = [label.width / 2, label.height / 2];
      const box = { left: x - half, right: x + half, top: y - tall, bottom: y + tall };
      if (names.some((other) => meet(wider(box, apart), other)) || signs.some((other) => meet(box, other))) continue;
      names.push(box);
      put.push({ label, x, y });
      break;
    }
  }
  return put;
}
