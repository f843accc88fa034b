/** The map's own panel: where to look, what is shown, and what its signs mean. */

import { limit } from "../state/view";
import { metres, say } from "../words/words";
import { BasemapChoice } from "./basemap-choice";
import { Legend } from "./legend";
import "./panel.css";
import { SettlementChoice } from "./settlement-choice";

function Limit() {
  const now = limit.value;
  return now === null ? null : <p class="map-limit">{say("map-limit", { limit: metres(now) })}</p>;
}

export function MapPanel() {
  return (
    <>
      <SettlementChoice />
      <Limit />
      <Legend />
      <BasemapChoice />
    </>
  );
}
