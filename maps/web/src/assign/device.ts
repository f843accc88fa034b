/** Where the device is, or why it does not tell. */

import type { Point } from "./position";

export type Silence = "denied" | "insecure" | "unavailable" | "timeout" | "missing";

export function device(): Promise<(Point & { readonly accuracy: number }) | Silence> {
  // Browsers tell nothing to pages that came by plain HTTP from elsewhere.
  if (!isSecureContext) return Promise.resolve("insecure");
  if (!("geolocation" in navigator)) return Promise.resolve("missing");
  return new Promise((tell) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => tell({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
      (error) => tell(error.code === error.PERMISSION_DENIED ? "denied" : error.code === error.TIMEOUT ? "timeout" : "unavailable"),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    );
  });
}
