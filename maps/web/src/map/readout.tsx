/** The coordinates of the pointer, or of the map's centre. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { firstViewOver } from "../state/first-view";
import { say } from "../words/words";
import { pointed } from "./pointed";

export function Readout() {
  const write = useSignal<((lon: number, lat: number) => readonly [degrees: string, utm: string]) | null>(null);
  const now = firstViewOver.value;
  useEffect(() => {
    if (!now) return;
    void import("./coordinates").then(({ degreesText, utmText }) => (write.value = (lon, lat) => [degreesText(lon, lat), utmText(lon, lat)]));
  }, [now]);
  const at = pointed.value;
  if (!at || !write.value) return null;
  const [degrees, utm] = write.value(at.lon, at.lat);
  return (
    <p class="map-readout">
      <span>{at.by === "pointer" ? say("map-pointer") : say("map-centre")}</span> <b>{degrees}</b> <span>UTM {utm}</span>
    </p>
  );
}
