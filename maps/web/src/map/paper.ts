/** What tiles are drawn on. */

/** Of a tile on the screen: CSS pixels. What tiles hold is made for this size, and few large ones come sooner than many small ones. */
export const SIDE = 512;

/** A zoom counts tiles of 256 pixels, which are so many levels deeper. */
export const ABOVE = Math.log2(SIDE / 256);

/** Of tiles: there, a house is told from the next. */
export const DEEPEST_LEVEL = 19;

/** Around a tile, so that a household at its side is a whole circle: CSS pixels. */
export const MARGIN = 10;

/** Device pixels in a CSS pixel; more than two are not seen. */
export const sharpness = (): number => Math.min(2, Math.max(1, globalThis.devicePixelRatio));

/** The side of the paper for a tile, device pixels. */
export const paperSide = (side: number, ratio: number): number => Math.round((side + 2 * MARGIN) * ratio);
