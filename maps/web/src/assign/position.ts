/** A position from text, in any of the notations that people paste; with what was taken for granted, and what else it may be. */

import { degrees, plain, Unread } from "./degrees";
import { degreesOf, grid } from "./grid";

export interface Point {
  readonly lon: number;
  readonly lat: number;
}

export interface Understood extends Point {
  /** Metres, where the text tells it. */
  readonly accuracy?: number;
  readonly notes: readonly ("lon-first" | "south-letter" | "zone-assumed" | "northing-first")[];
  /** Another reading that may be meant. */
  readonly offer?: Point & { readonly why: "swap" | "signs" };
}

const inPeru = ({ lon, lat }: Point): boolean => lat >= -18.5 && lat <= 0.1 && lon >= -81.5 && lon <= -68.5;
const inWorld = ({ lon, lat }: Point): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** Where a link of a map says its position. */
const LINKS: readonly RegExp[] = [/!3d(-?[\d.]+)!4d(-?[\d.]+)/u, /[?&](?:q|query|ll)=(?:loc:)?(-?[\d.]+)(?:,|%2C)(-?[\d.]+)/iu, /@(-?[\d.]+),(-?[\d.]+)/u, /#map=[\d.]+\/(-?[\d.]+)\/(-?[\d.]+)/u];

/** Reads a position. Rejects with {@link Unread}. */
export async function position(text: string): Promise<Understood> {
  const written = plain(text).replace(/^[([{]+|[)\]}]+$/gu, "").trim();
  if (written === "") throw new Unread("empty");
  if (/^geo:/iu.test(written)) return uri(written);
  if (/^https?:/iu.test(written)) {
    const found = LINKS.map((shape) => shape.exec(written)).find((match) => match !== null);
    if (!found) throw new Unread("word", "http…");
    return { ...checked(Number(found[1]), Number(found[2])), notes: [] };
  }
  const metres = grid(written);
  if (metres) {
    const notes = [metres.assumed && ("zone-assumed" as const), metres.southLetter && ("south-letter" as const), metres.northingFirst && ("northing-first" as const)];
    return { ...(await degreesOf(metres)), notes: notes.filter((note) => note !== false) };
  }
  const { lat, lon, lettered } = degrees(written);
  return lettered ? { lat, lon, notes: [], ...signs({ lat, lon }, false) } : ordered({ lat, lon });
}

/** RFC 5870: latitude first, `u` is the uncertainty in metres. */
function uri(text: string): Understood {
  const [place = "", ...options] = text.slice(4).replace(/\?.*$/u, "").split(";");
  const named = new Map(
    options.map((option): [string, string] => {
      const [name = "", value = ""] = option.toLowerCase().split("=", 2);
      return [name, value];
    }),
  );
  const crs = named.get("crs") ?? "wgs84";
  if (crs !== "wgs84") throw new Unread("crs", crs);
  const [lat, lon] = place.split(",");
  const accuracy = Number(named.get("u"));
  return { ...checked(Number(lat), Number(lon)), ...(accuracy > 0 ? { accuracy } : {}), notes: [] };
}

function checked(lat: number, lon: number): Point {
  if (!(Math.abs(lat) <= 90)) throw new Unread("range-lat", String(lat));
  if (!(Math.abs(lon) <= 180)) throw new Unread("range-lon", String(lon));
  return { lat, lon };
}

/** Latitude first, as people write; the other way where only that can be, or only that is in Peru. */
function ordered(first: Point): Understood {
  const other = { lat: first.lon, lon: first.lat };
  if (!inWorld(first)) return { ...other, notes: ["lon-first"] };
  if (!inPeru(first) && inWorld(other) && inPeru(other)) return { ...other, notes: ["lon-first"], offer: { ...first, why: "swap" } };
  return { ...first, notes: [], ...signs(first, true) };
}

/** South and west are often left out: "12.1307, 76.9506". */
function signs({ lat, lon }: Point, swappable: boolean): Pick<Understood, "offer"> {
  if (inPeru({ lat, lon })) return {};
  const [down, across] = [-Math.abs(lat), -Math.abs(lon)];
  if (inPeru({ lat: down, lon: across })) return { offer: { lat: down, lon: across, why: "signs" } };
  return swappable && inPeru({ lat: across, lon: down }) ? { offer: { lat: across, lon: down, why: "signs" } } : {};
}

/** As an address and a field have it: latitude first, six decimals (0.1 m). */
export const written = ({ lon, lat }: Point): string => `${lat.toFixed(6)},${lon.toFixed(6)}`;
