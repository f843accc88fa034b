/** Positions as people write them: degrees, and metres of UTM. */

import proj4 from "proj4";

export interface Utm {
  readonly zone: number;
  readonly south: boolean;
  /** Metres. */
  readonly easting: number;
  readonly northing: number;
}

/** The UTM zone of a longitude: 1 begins at 180° west, each is 6° wide. */
export const zoneOf = (lon: number): number => Math.min(60, Math.floor((lon + 180) / 6) + 1);

/** On WGS 84, in the zone where the place is: EPSG:327zz in the south, EPSG:326zz in the north. As cs2cs of PROJ, to a millimetre. */
export function utmOf(lon: number, lat: number): Utm {
  const zone = zoneOf(lon);
  const south = lat < 0;
  const [easting, northing] = proj4(`+proj=utm +zone=${zone}${south ? " +south" : ""} +datum=WGS84`).forward([lon, lat]);
  return { zone, south, easting, northing };
}

/** "-12.13070, -76.95060": latitude first, as phones and maps show it. */
export const degreesText = (lon: number, lat: number): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

/** "18S 287702 8658241": without marks in numbers, so that it can be copied into other programs. */
export function utmText(lon: number, lat: number): string {
  const { zone, south, easting, northing } = utmOf(lon, lat);
  return `${zone}${south ? "S" : "N"} ${easting.toFixed(0)} ${northing.toFixed(0)}`;
}
