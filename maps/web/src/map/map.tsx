/** The map. */

import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { useEffect, useRef } from "preact/hooks";

import { place } from "../state/view";
import { say } from "../words/words";
import { mapPort, type Picked } from "./port";

export function MapView() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    const map = L.map(element.current, { preferCanvas: true, zoomControl: false });
    L.control.zoom({ zoomInTitle: say("map-zoom-in"), zoomOutTitle: say("map-zoom-out") }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const at = place.peek();
    map.setView(at ? [at.lat, at.lon] : [-12.12554, -76.95013], at?.zoom ?? 15);
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      place.value = { zoom: map.getZoom(), lat, lon: lng };
    });
    mapPort.value = {
      leaflet: map,
      overlay: () => L.layerGroup().addTo(map),
      pick(taken: (place: Picked) => void) {
        const handler = (event: L.LeafletMouseEvent) => taken({ lon: event.latlng.lng, lat: event.latlng.lat });
        map.on("click", handler);
        return () => map.off("click", handler);
      },
      fit: (bounds) => map.fitBounds(bounds),
      colour: () => "#6b6b6b",
    };
    return () => {
      mapPort.value = null;
      map.remove();
    };
  }, []);
  return <div class="map" ref={element} aria-label={say("map-name")} role="application" />;
}
