/** Where the columns of the distribution of distances end. */

/** The most bands that the service takes; a chart as wide as the panel stays readable with them. */
const MOST = 40;

/** Ends of columns of 50 m that reach the greatest distance, metres; of wider ones where there would be too many. */
export function ends(max: number): number[] {
  const step = [50, 100, 250, 500, 1000, 5000].find((width) => max / width <= MOST) ?? Math.ceil(max / MOST);
  return Array.from({ length: Math.max(1, Math.ceil(max / step)) }, (_, index) => (index + 1) * step);
}
