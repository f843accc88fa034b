/** How what is in the tiles of a background is drawn: quietly, in light greys. Knows the layers of Protomaps and of OpenMapTiles, and has an answer for any other. */

import type { Feature } from "./decoded";
import type { Properties } from "./expression";

export interface Brush {
  /** Lower ones lie below. */
  readonly level: number;
  readonly colour: string;
  /** Of a line, at zoom 14, CSS pixels; none for what is filled. */
  readonly width?: number;
  readonly dashed?: boolean;
}

const area = (level: number, colour: string): Brush => ({ level, colour });

const GREEN = area(1, "#ecede7");
const WATER = area(4, "#dde3e6");
const BUILDING = area(6, "#e8e5e0");
const OTHER_AREA = area(3, "#f0eeea");

const AREAS: ReadonlyMap<string, Brush> = new Map([
  ["earth", area(0, "#f7f5f1")],
  ["landcover", GREEN],
  ["landuse", area(2, "#f0eeea")],
  ["park", { ...GREEN, level: 3 }],
  ["water", WATER],
  ["buildings", BUILDING],
  ["building", BUILDING],
]);

const OTHER_LINE: Brush = { level: 7, colour: "#d6d4d0", width: 0.7 };
const BOUNDARY: Brush = { level: 8, colour: "#c2bfba", width: 0.9, dashed: true };
const WATERWAY: Brush = { level: 5, colour: "#d0d9de", width: 1 };

const LINES: ReadonlyMap<string, Brush> = new Map([
  ["water", WATERWAY],
  ["waterway", WATERWAY],
  ["boundaries", BOUNDARY],
  ["boundary", BOUNDARY],
]);

const ROADS: readonly string[] = ["roads", "transportation"];

const PATH: Brush = { level: 9, colour: "#d3d0cb", width: 0.8, dashed: true };
const MINOR: Brush = { level: 10, colour: "#dad7d2", width: 1.5 };
const MAJOR: Brush = { level: 11, colour: "#d0cdc7", width: 2.6 };
const HIGHWAY: Brush = { level: 12, colour: "#c6c2bb", width: 3.6 };

/** Of what is neither a road nor a path, as a railway, a thin line is drawn. */
const ROAD_CLASSES: ReadonlyMap<unknown, Brush> = new Map([
  ["highway", HIGHWAY],
  ["motorway", HIGHWAY],
  ["trunk", HIGHWAY],
  ["major_road", MAJOR],
  ["medium_road", MAJOR],
  ["primary", MAJOR],
  ["secondary", MAJOR],
  ["tertiary", MAJOR],
  ["minor_road", MINOR],
  ["minor", MINOR],
  ["service", MINOR],
  ["path", PATH],
  ["track", PATH],
]);

/** Protomaps once wrote `pmap:kind`. */
const roadClass = (of: Properties): unknown => of["kind"] ?? of["class"] ?? of["pmap:kind"];

/** Lines along which names are written are lines of another layer. */
const isForNames = (layer: string): boolean => /_(?:name|label)s?$/u.test(layer);

/** How a feature of a layer is drawn; null where it is not. */
export function brushOf(layer: string, { kind, properties }: Pick<Feature, "kind" | "properties">): Brush | null {
  if (kind === "point" || isForNames(layer)) return null;
  if (kind === "polygon") return AREAS.get(layer) ?? OTHER_AREA;
  if (ROADS.includes(layer)) return ROAD_CLASSES.get(roadClass(properties)) ?? OTHER_LINE;
  return LINES.get(layer) ?? OTHER_LINE;
}

/** A third wider with each zoom, as streets on the screen double: never so thin that it is lost, nor so wide that it shouts. */
export function widthAt(width: number, zoom: number): number {
  return Math.min(14, Math.max(0.5, width * 1.35 ** (zoom - 14)));
}
