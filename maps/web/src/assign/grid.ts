/** UTM coordinates as people in Peru write them: "18L 287750 8658100", "287750 8658100". */

import { plain, Unread } from "./degrees";

export interface Grid {
  readonly zone: number;
  readonly south: boolean;
  readonly easting: number;
  readonly northing: number;
  /** Zone 18 south, because none was written. */
  readonly assumed: boolean;
  /** "S" was taken as south, not as the northern band S of MGRS. */
  readonly southLetter: boolean;
  readonly northingFirst: boolean;
}

/** Lima's. */
const ZONE = 18;
const NUMBER = String.raw`\d{5,8}(?:[.,]\d+)?`;
const LABEL = String.raw`(?:m?\s?[EN])?`;
const SHAPE = new RegExp(
  String.raw`^(?:UTM\s*)?(?:(?:zona|zone|huso)\s*)?(?:(?<zone>\d{1,2})\s?(?<band>[A-Z]|sur|south|norte|north)?[\s,;:]+)?${LABEL}\s*(?<first>${NUMBER})\s*${LABEL}[\s,;]+${LABEL}\s*(?<second>${NUMBER})\s*${LABEL}$`,
  "iu",
);

/** One way to write what programs and forms write in many: labels, marks of thousands, the zone behind. */
function usual(text: string): string {
  const grouped = /\d[,']\d{3}[,']\d{3}/u.test(text);
  return text
    .replace(/WGS\s?84/iu, "")
    .replace(/(?<!\d)\d{1,3}(?:[,']\d{3}){1,2}(?!\d)/gu, (number) => (grouped ? number.replace(/[,']/gu, "") : number))
    .replace(/\b(?:este|easting|x|e)\s*[:=]\s*/giu, "E ")
    .replace(/\b(?:norte|northing|y|n)\s*[:=]\s*/giu, "N ")
    // Google Earth: "18 L 287729.00 m E 8658233.00 m S".
    .replace(/(\d\s*m\s*)S$/iu, "$1N")
    .trim()
    .replace(/^([EN\d].*\d(?:\s*m?\s?[EN])?)[\s,;]+(?:zona\s*)?(\d{1,2}\s?[A-Z])$/iu, "$2 $1");
}

/** Reads UTM; `null` where the text is not that. Throws {@link Unread}. */
export function grid(text: string): Grid | null {
  const found = SHAPE.exec(usual(plain(text)))?.groups;
  if (!found) return null;
  const number = (written: string | undefined): number => Number((written ?? "").replace(",", "."));
  const [first, second] = [number(found["first"]), number(found["second"])];
  // In Peru northings are 7,900,000 to 10,000,000 m and eastings below 900,000 m.
  const northingFirst = first > 1_000_000 && second < 1_000_000;
  const [easting, northing] = northingFirst ? [second, first] : [first, second];
  const zone = found["zone"] === undefined ? ZONE : Number(found["zone"]);
  if (zone < 1 || zone > 60) throw new Unread("zone", String(zone));
  if (easting < 100_000 || easting > 900_000) throw new Unread("utm-range", String(easting));
  if (northing > 10_000_000) throw new Unread("utm-range", String(northing));
  const band = (found["band"] ?? "").toLowerCase();
  const southLetter = band === "s";
  if (/^[iabyzo]$/u.test(band)) throw new Unread("zone", `${zone}${band.toUpperCase()}`);
  return { zone, south: southLetter || !/^(?:[n-x]|north|norte)$/u.test(band), easting, northing, assumed: found["zone"] === undefined, southLetter, northingFirst };
}

/** WGS 84 degrees of it. proj4 comes only when it is needed. */
export async function degreesOf({ zone, south, easting, northing }: Grid): Promise<{ readonly lon: number; readonly lat: number }> {
  const { default: proj4 } = await import("proj4");
  const [lon, lat] = proj4(`+proj=utm +zone=${zone}${south ? " +south" : ""} +datum=WGS84 +units=m +no_defs`, "WGS84", [easting, northing]);
  return { lon, lat };
}
