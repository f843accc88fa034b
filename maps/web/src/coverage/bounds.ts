/** The box around a GeoJSON geometry, as the map takes it: south-west, north-east, each latitude first. */
export function boundsOf(geometry: unknown): [[number, number], [number, number]] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon === "number" && typeof lat === "number") {
      [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
    } else {
      value.forEach(walk);
    }
  };
  if (typeof geometry === "object" && geometry !== null && "coordinates" in geometry) walk(geometry.coordinates);
  return west <= east ? [[south, west], [north, east]] : null;
}
