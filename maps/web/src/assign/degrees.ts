/** Degrees as people write them: decimal, or with minutes and seconds, with or without letters. */

/** What was not understood: a code of `assign-problem-*`, and the part of the text that it is about. */
export class Unread extends Error {
  constructor(
    readonly code: "empty" | "word" | "one-number" | "many-numbers" | "parts" | "minutes" | "range-lat" | "range-lon" | "same-axis" | "sign" | "crs" | "utm-range" | "zone" | "signs",
    readonly part = "",
  ) {
    super(code);
  }
}

export interface Pair {
  readonly lat: number;
  readonly lon: number;
  /** Whether letters or names told which is which; else the first was taken as latitude. */
  readonly lettered: boolean;
}

type Axis = "lat" | "lon";
type Token =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "mark"; readonly place: 0 | 1 | 2 }
  | { readonly kind: "letter"; readonly axis: Axis; readonly sign: 1 | -1; readonly text: string }
  | { readonly kind: "axis"; readonly axis: Axis }
  | { readonly kind: "end" };

const LETTERS: Readonly<Record<string, readonly [Axis, 1 | -1]>> = {
  n: ["lat", 1], norte: ["lat", 1], north: ["lat", 1],
  s: ["lat", -1], sur: ["lat", -1], south: ["lat", -1],
  e: ["lon", 1], este: ["lon", 1], east: ["lon", 1],
  w: ["lon", -1], o: ["lon", -1], oeste: ["lon", -1], west: ["lon", -1],
};
const AXES: Readonly<Record<string, Axis>> = {
  lat: "lat", latitud: "lat", latitude: "lat", lon: "lon", long: "lon", lng: "lon", longitud: "lon", longitude: "lon",
};

/** One way to write marks, signs and spaces. */
export function plain(text: string): string {
  return text
    .replace(/[º˚⁰]/gu, "°")
    .replace(/[’‘′´`ʹ]/gu, "'")
    .replace(/[”“″]|''/gu, '"')
    .replace(/[−–—]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Commas as separators only: those that can be nothing but a decimal comma become points. */
function pointed(text: string): string {
  if (/\d\.\d/u.test(text)) return text;
  // "-12,0097" is one number, not latitude -12 and longitude 97.
  if (/^[-+]?\d{1,3},\d+$/u.test(text)) return text.replace(",", ".");
  const inside = [...text.matchAll(/(?<=\d),(?=\d)/gu)].map((match) => match.index);
  const split = /\d\s*[^\d\s,.][^\d]*\d|\d,?\s+[-+]?\d/u.test(text);
  // "12,1307,76,9506": the comma between the pair is the one in the middle.
  const decimal = inside.length === 3 && !split ? [inside[0], inside[2]] : inside.length === 1 && !split ? [] : inside;
  return text.replace(/,/gu, (comma, index: number) => (decimal.includes(index) ? "." : comma));
}

function tokens(text: string): Token[] {
  const spelled = text.replace(/(\d)\s*[dg]\s*(\d+)\s*m\s*([\d.,]+)\s*s/giu, "$1°$2'$3\"").replace(/(\d)\s*(?:grados|deg)/giu, "$1°");
  const found: Token[] = [];
  for (const [part] of pointed(spelled).matchAll(/[-+]?\d+(?:\.\d+)?|[°'"]|[,;/]|\p{L}+|[:=()\s.]+|[^]/gu)) {
    const word = part.toLowerCase();
    const letter = LETTERS[word];
    const axis = AXES[word];
    if (/\d/u.test(part)) found.push({ kind: "number", text: part });
    else if (part === "°" || part === "'" || part === '"') found.push({ kind: "mark", place: part === "°" ? 0 : part === "'" ? 1 : 2 });
    else if (/^[,;/]$/u.test(part)) found.push({ kind: "end" });
    else if (letter) found.push({ kind: "letter", axis: letter[0], sign: letter[1], text: part });
    else if (axis) found.push({ kind: "axis", axis });
    else if (!/^[:=()\s.]+$/u.test(part)) throw new Unread("word", part);
  }
  return found;
}

/** The tokens of the first and of the second coordinate. */
function halves(all: readonly Token[]): readonly [readonly Token[], readonly Token[]] {
  const numbers = all.filter((token) => token.kind === "number");
  if (numbers.length === 0) throw new Unread("empty");
  const cut = cutOf(all, numbers.length);
  const [first, second] = [all.slice(0, cut), all.slice(cut)];
  const full = (half: readonly Token[]): boolean => half.some((token) => token.kind === "number");
  if (!full(first) || !full(second)) throw new Unread(numbers.length === 1 ? "one-number" : "parts");
  return [first, second];
}

function cutOf(all: readonly Token[], numbers: number): number {
  const at = (test: (token: Token, index: number) => boolean): number[] => all.flatMap((token, index) => (test(token, index) ? [index] : []));
  const one = (cuts: readonly number[]): number | undefined => (cuts.length > 1 ? undefined : cuts[0]);
  const named = at((token) => token.kind === "axis");
  if (named.length === 2) return named[1] ?? 0;
  const letters = at((token) => token.kind === "letter");
  if (letters.length === 2) return all[0]?.kind === "letter" ? (letters[1] ?? 0) : (letters[0] ?? 0) + 1;
  const ends = at((token, index) => token.kind === "end" && index > 0 && index < all.length - 1);
  if (ends.length > 0) return one(ends) ?? refuse("many-numbers");
  const degrees = at((token, index) => token.kind === "number" && isDegree(all[index + 1]));
  if (degrees.length === 2) return degrees[1] ?? 0;
  if (numbers === 1) throw new Unread("one-number");
  if (numbers % 2 === 1 || numbers > 6) throw new Unread("many-numbers");
  return at((token) => token.kind === "number")[numbers / 2] ?? 0;
}

const isDegree = (token: Token | undefined): boolean => token?.kind === "mark" && token.place === 0;

function refuse(code: Unread["code"]): never {
  throw new Unread(code);
}

/** One coordinate: its value, and its axis where that is told. */
function coordinate(half: readonly Token[]): { readonly value: number; readonly axis: Axis | null; readonly text: string } {
  const numbers = half.filter((token) => token.kind === "number").map((token) => token.text);
  const text = numbers.join(" ");
  const [degrees = "", minutes = "0", seconds = "0"] = numbers;
  if (numbers.length > 3) throw new Unread("many-numbers", text);
  if (numbers.slice(0, -1).some((number) => number.includes(".")) || /^[-+]/u.test(minutes) || /^[-+]/u.test(seconds)) throw new Unread("parts", text);
  let place = -1;
  for (const token of half) {
    if (token.kind === "number") place += 1;
    if (token.kind === "mark" && token.place !== place) throw new Unread("parts", text);
  }
  if (Number(minutes) >= 60 || Number(seconds) >= 60) throw new Unread("minutes", text);
  const letters = half.filter((token) => token.kind === "letter");
  const [letter] = letters;
  const axis = letter?.axis ?? half.find((token) => token.kind === "axis")?.axis ?? null;
  // "-12.13 S" says south twice; "-12.13 N" says two things.
  if (letters.length > 1 || (letter?.sign === 1 && degrees.startsWith("-"))) throw new Unread("sign", text);
  const sign = letter?.sign ?? (degrees.startsWith("-") ? -1 : 1);
  return { value: sign * (Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600), axis, text };
}

/** Reads a pair in degrees. Throws {@link Unread}. Values are in the world, but latitude may be given as the second of an unlettered pair. */
export function degrees(text: string): Pair {
  const [first, second] = halves(tokens(plain(text))).map(coordinate);
  if (!first || !second) throw new Unread("empty");
  if (first.axis !== null && first.axis === second.axis) throw new Unread("same-axis");
  const lettered = first.axis !== null || second.axis !== null;
  const [lat, lon] = first.axis === "lon" || second.axis === "lat" ? [second, first] : [first, second];
  const fits = Math.abs(lat.value) <= 90 && Math.abs(lon.value) <= 180;
  if (!fits && !lettered && Math.abs(lon.value) <= 90 && Math.abs(lat.value) <= 180) return { lat: lat.value, lon: lon.value, lettered };
  if (Math.abs(lat.value) > 90) throw new Unread("range-lat", lat.text);
  if (Math.abs(lon.value) > 180) throw new Unread("range-lon", lon.text);
  return { lat: lat.value, lon: lon.value, lettered };
}
