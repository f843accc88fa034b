/** The map's own panel: where to look, what is shown, and what its signs mean. */

import { limit, ownLimit, triedLimit } from "../state/view";
import { metres, say } from "../words/words";
import { BasemapChoice } from "./basemap-choice";
import { Legend } from "./legend";
import "./panel.css";
import { SettlementChoice } from "./settlement-choice";

function Limit() {
  const own = ownLimit.value;
  const now = limit.value;
  if (now === null) return null;
  return (
    <p class="map-limit">
      {say("map-limit", { limit: metres(now) })} {triedLimit.value !== null && own !== null && <b>{say("map-limit-tried", { limit: metres(now), own: metres(own) })}</b>}
    </p>
  );
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
