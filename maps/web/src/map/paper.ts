/** What tiles are drawn on. */

/** Of a tile on the screen: CSS pixels. */
export const SIDE = 256;

/** Around a tile, so that a household at its side is a whole circle: CSS pixels. */
export const MARGIN = 10;

/** Device pixels in a CSS pixel; more than two are not seen. */
export const sharpness = (): number => Math.min(2, Math.max(1, globalThis.devicePixelRatio));

/** The side of the paper for a tile, device pixels. */
export const paperSide = (side: number, ratio: number): number => Math.round((side + 2 * MARGIN) * ratio);
