/** The addresses of what the first tiles wait for. */

/** Where everything is, among what else is known of the tiles. */
export const EXTENT = "/tiles/WebMercatorQuad?f=tilejson";

/** At which revision of the store they are. */
export const READY = "/health/ready";

export const STYLE = "/styles/cercania";
