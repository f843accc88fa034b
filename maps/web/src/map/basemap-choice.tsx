/** The background, and who learns of it. */

import { say } from "../words/words";
import { basemap, onlineWanted } from "./basemap";

export function BasemapChoice() {
  const ground = basemap.value;
  return (
    <fieldset class="legend">
      <legend>{say("map-ground")}</legend>
      {ground.kind === "none" && <p class="legend-about">{say("map-ground-none")}</p>}
      {ground.kind === "local" && <p class="legend-about">{say("map-ground-local")}</p>}
      {ground.kind === "online" && (
        <>
          <label>
            <input type="checkbox" checked={onlineWanted.value} aria-describedby="map-ground-warning" onChange={(event) => (onlineWanted.value = event.currentTarget.checked)} />
            <span>{say("map-ground-online", { host: ground.host })}</span>
          </label>
          <p id="map-ground-warning" class="legend-warning">
            {say("map-ground-warning", { host: ground.host })}
          </p>
        </>
      )}
    </fieldset>
  );
}
