/** The coordinates of the pointer, or of the map's centre. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { say } from "../words/words";
import { pointed } from "./pointed";

export function Readout() {
  const known = useSignal<typeof import("./coordinates") | null>(null);
  useEffect(() => {
    // Not needed to see the map, so it comes after.
    void import("./coordinates").then((module) => (known.value = module));
  }, []);
  const at = pointed.value;
  if (!at || !known.value) return null;
  const { degreesText, utmText } = known.value;
  return (
    <p class="map-readout">
      <span>{at.by === "pointer" ? say("map-pointer") : say("map-centre")}</span> <b>{degreesText(at.lon, at.lat)}</b> <span>UTM {utmText(at.lon, at.lat)}</span>
    </p>
  );
}
