/** Many households from pasted text: a line each, "position[, persons][, note]" or "id; position; ...", also cells of a spreadsheet. */

import { Unread } from "./degrees";
import { position, type Point } from "./position";

export interface Line extends Point {
  /** From 1, as in the text. */
  readonly line: number;
  readonly id: string | null;
  readonly persons: number | null;
  readonly note: string;
}

export interface BadLine {
  readonly line: number;
  readonly text: string;
  readonly error: Unread;
}

/** The lines that are good, and those that are not. Empty lines and a heading are passed over. */
export async function lines(text: string): Promise<{ readonly good: readonly Line[]; readonly bad: readonly BadLine[] }> {
  const good: Line[] = [];
  const bad: BadLine[] = [];
  const rows = text.split(/\r?\n/u);
  const heading = rows.findIndex((row) => row.trim() !== "");
  for (const [index, row] of rows.entries()) {
    if (row.trim() === "" || (index === heading && !/\d/u.test(row))) continue;
    try {
      good.push({ line: index + 1, ...(await line(row.trim())) });
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      bad.push({ line: index + 1, text: row.trim(), error });
    }
  }
  return { good, bad };
}

async function line(text: string): Promise<Omit<Line, "line">> {
  if (/[;\t]/u.test(text) && !/^geo:/iu.test(text)) return cells(text.split(/[;\t]/u).map((cell) => cell.trim()));
  const parts = text.split(",");
  // The longest start that is a position: "-12,1307 -76" would be one too.
  let refused: Unread | null = null;
  for (let length = parts.length; length > 0; length -= 1) {
    const read = await tried(parts.slice(0, length).join(","));
    if (!(read instanceof Unread)) return { ...read, id: null, ...rest(parts.slice(length)) };
    if (length <= 2) refused ??= read;
  }
  throw refused ?? new Unread("empty");
}

/** The position is in one cell or in two, after an id or not. */
async function cells(parts: readonly string[]): Promise<Omit<Line, "line">> {
  const [first = ""] = parts;
  // "7; -12.1; -76.9": an id may look like a number, but has no decimals.
  const starts = /^\d+$/u.test(first) ? ([[0, 1], [1, 2], [1, 3], [0, 2]] as const) : ([[0, 1], [0, 2], [1, 2], [1, 3]] as const);
  let refused: Unread | null = null;
  for (const [from, to] of starts) {
    if (to > parts.length) continue;
    const read = await tried(parts.slice(from, to).join("; "));
    if (!(read instanceof Unread)) return { ...read, id: from === 1 && first ? first : null, ...rest(parts.slice(to)) };
    // Signs that are missing are told rather than that a single cell is not a position.
    if (from === 1 || /^[-\d.,]+$/u.test(first)) refused = read.code === "signs" ? read : (refused ?? read);
  }
  throw refused ?? new Unread("empty");
}

async function tried(text: string): Promise<Point | Unread> {
  try {
    const { lon, lat, offer } = await position(text);
    // Nobody looks at each row of a list: what is doubtful is not taken.
    return offer?.why === "signs" ? new Unread("signs", `${offer.lat}, ${offer.lon}`) : { lon, lat };
  } catch (error) {
    if (error instanceof Unread) return error;
    throw error;
  }
}

function rest(parts: readonly string[]): Pick<Line, "persons" | "note"> {
  const [first = "", ...others] = parts.map((part) => part.trim());
  return /^\d{1,5}$/u.test(first)
    ? { persons: Number(first), note: others.filter((part) => part !== "").join(", ") }
    : { persons: null, note: [first, ...others].filter((part) => part !== "").join(", ") };
}
