/** The first good rows: on the map, and in a table. */

import { useEffect } from "preact/hooks";
import L from "leaflet";

import type { Preview, RowFeature } from "../api/imports";
import { mapPort } from "../map/port";
import { Section } from "../parts/panel";
import { count, say } from "../words/words";
import { positionOf } from "./place";

const TABLED = 5;
const RING = { color: "#8e0152", weight: 3, fillColor: "#fff", fillOpacity: 0.9 };

function drawn({ geometry, id }: RowFeature): L.Layer | null {
  if (geometry?.type === "Point") {
    const [lon, lat] = geometry.coordinates;
    const name = document.createElement("span");
    name.textContent = id;
    return L.circleMarker([lat, lon], { ...RING, radius: 7 }).bindTooltip(name);
  }
  return geometry ? L.geoJSON(geometry, { style: { ...RING, fillOpacity: 0.15 } }) : null;
}

function box(features: readonly RowFeature[]): L.LatLngBounds | null {
  const bounds = L.latLngBounds([]);
  for (const { geometry } of features) {
    if (geometry) bounds.extend(L.geoJSON(geometry).getBounds());
  }
  return bounds.isValid() ? bounds.pad(0.15) : null;
}

/** Brings the rows into view. */
function fit(features: readonly RowFeature[]): void {
  const bounds = box(features);
  if (bounds) mapPort.peek()?.fit(bounds);
}

/** Draws the rows as long as they are shown. */
function useRowsOnMap(features: readonly RowFeature[], id: string): void {
  const port = mapPort.value;
  useEffect(() => {
    const overlay = port?.overlay();
    for (const feature of features) {
      const layer = drawn(feature);
      if (layer) overlay?.addLayer(layer);
    }
    fit(features);
    return () => {
      overlay?.clearLayers().remove();
    };
  }, [port, id]);
}

function Cells({ feature, fields }: { readonly feature: RowFeature; readonly fields: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{feature.id}</th>
      {fields.map((field) => {
        const value = feature.properties[field];
        return <td key={field}>{typeof value === "number" ? count(value) : typeof value === "string" ? value : ""}</td>;
      })}
    </tr>
  );
}

export function Sample({ shown }: { readonly shown: Preview }) {
  const { features } = shown.preview;
  useRowsOnMap(features, shown.id);
  if (features.length === 0) return null;
  const first = features.slice(0, TABLED);
  const known = shown.columns.map(({ field }) => field);
  const fields = Object.keys(first[0]?.properties ?? {}).filter((field) => known.includes(field) && first.some(({ properties }) => properties[field] !== null));
  const placed = features.filter((feature) => positionOf(feature) !== null).length;
  return (
    <Section title={say("import-sample")}>
      {placed > 0 && (
        <p class="import-on-map">
          <span class="import-ring" aria-hidden="true" />
          <span>{say("import-on-map", { count: placed })}</span>
          <button onClick={() => fit(features)}>{say("import-fit")}</button>
        </p>
      )}
      <div class="import-scroll" role="region" aria-label={say("import-sample")} tabIndex={0}>
        <table class="import-sample">
          <thead>
            <tr>
              <th scope="col">{say("import-id")}</th>
              {fields.map((field) => <th key={field} scope="col">{say(`import-field-${field}`)}</th>)}
            </tr>
          </thead>
          <tbody>{first.map((feature) => <Cells key={feature.id} feature={feature} fields={fields} />)}</tbody>
        </table>
      </div>
    </Section>
  );
}
