/** How a file is to be read: what the person said of it, as the service's parameters. */

import type { Query } from "../api/imports";
import type { Register } from "../api/edits";

export interface Choice {
  readonly layer: Register;
  /** A field and the column it comes from; "" leaves the field out. */
  readonly columns: Readonly<Record<string, string>>;
  /** "": as the service finds it. */
  readonly idColumn: string;
  /** As `EPSG:32718`; "": what the file says, else degrees. */
  readonly crs: string;
  /** The sheet or layer, of a file with several. */
  readonly fileLayer: string;
}

export type Matched = readonly { readonly field: string; readonly column: string }[];

const POSITION = ["lon", "lat", "geopoint"];

export const nothingSaid = (layer: Register): Choice => ({ layer, columns: {}, idColumn: "", crs: "", fileLayer: "" });

/** `lon=X,lat=Y`. A comma ends a pair there; the service finds names but for their punctuation, so that a blank does in its place. */
export function columnsText(columns: Choice["columns"]): string {
  return Object.entries(columns).map(([field, column]) => `${field}=${column.replaceAll(",", " ")}`).join(",");
}

export function query({ layer, columns, idColumn, crs, fileLayer }: Choice): Query {
  const given = (text: string): string | undefined => (text === "" ? undefined : text);
  return { layer, columns: given(columnsText(columns)), id_column: given(idColumn), crs: given(crs), file_layer: given(fileLayer) };
}

/** The column a field was matched with. */
export const columnOf = (matched: Matched, field: string): string => matched.find((pair) => pair.field === field)?.column ?? "";

/** The choice with another column for a field. A position is in two columns or in one, so those of the other kind go. */
export function withColumn(choice: Choice, matched: Matched, field: string, column: string): Choice {
  if (!POSITION.includes(field)) return { ...choice, columns: { ...choice.columns, [field]: column } };
  const rest = Object.fromEntries(Object.entries(choice.columns).filter(([name]) => !POSITION.includes(name)));
  if (column === "") return { ...choice, columns: rest };
  if (field === "geopoint") return { ...choice, columns: { ...rest, geopoint: column } };
  const now = (name: string): string => (name === field ? column : choice.columns[name] ?? columnOf(matched, name));
  const pair = ["lon", "lat"].map((name): [string, string] => [name, now(name)]).filter(([, name]) => name !== "");
  return { ...choice, columns: { ...rest, ...Object.fromEntries(pair) } };
}

/** The choice with longitude and latitude taken from each other's columns; `null` where they are not in two columns. */
export function swapped(choice: Choice, matched: Matched): Choice | null {
  const [lon, lat] = [columnOf(matched, "lon"), columnOf(matched, "lat")];
  return lon === "" || lat === "" ? null : { ...choice, columns: { ...choice.columns, lon: lat, lat: lon } };
}

/** `lon=X,lat=Y; geopoint=Z`, as the service lists the positions of a file with several. */
export function positionChoices(text: unknown): readonly Readonly<Record<string, string>>[] {
  if (typeof text !== "string") return [];
  return text.split("; ").flatMap((choice): Readonly<Record<string, string>>[] => {
    const pair = /^lon=(.+),lat=(.+)$/u.exec(choice);
    const [lon, lat, geopoint] = [pair?.[1], pair?.[2], /^geopoint=(.+)$/u.exec(choice)?.[1]];
    if (lon !== undefined && lat !== undefined) return [{ lon, lat }];
    return geopoint === undefined ? [] : [{ geopoint }];
  });
}

/** Names that the service lists in words; it ends a list that is too long with "…". */
export function listed(text: unknown): readonly string[] {
  return typeof text === "string" ? text.split(", ").filter((name) => name !== "" && !name.endsWith("…")) : [];
}
