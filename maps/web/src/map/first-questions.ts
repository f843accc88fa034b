/** The addresses of what the first tiles wait for. */

/** Where everything is, among what else is known of the tiles. */
export const EXTENT = "/tiles/WebMercatorQuad?f=tilejson";

export const STYLE = "/styles/cercania";
