/** Goes to a settlement. */

import { useMemo } from "preact/hooks";
import L from "leaflet";

import { asked, lastOf } from "../api/asked";
import { ask, Problem } from "../api/client";
import { tellProblem } from "../parts/notices";
import { firstViewOver } from "../state/first-view";
import { revision, settlement } from "../state/view";
import { say } from "../words/words";
import { everything } from "./extent";
import { mapPort } from "./port";
import { row } from "./rows";

interface Listed {
  readonly features: readonly { readonly id: string; readonly geometry: GeoJSON.Geometry; readonly properties: { readonly id: string; readonly name: string | null } }[];
}

const answer = asked((signal) => (revision.value < 0 || !firstViewOver.value ? null : ask<Listed>("/collections/settlements/items", { query: { limit: 10_000 }, signal })));

async function go(id: string): Promise<void> {
  settlement.value = id === "" ? null : id;
  try {
    if (id === "") {
      mapPort.peek()?.fit(await everything());
      return;
    }
    const { geometry } = await row("settlements", id, null);
    if (geometry) mapPort.peek()?.fit(L.geoJSON(geometry as GeoJSON.Geometry).getBounds());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tellProblem(error.message);
  }
}

export function SettlementChoice() {
  const listed = lastOf(answer.value);
  const names = useMemo(() => {
    const all = (listed?.features ?? []).map(({ properties: { id, name } }) => ({ id, name: name ?? id }));
    return all.sort((one, other) => one.name.localeCompare(other.name, "es"));
  }, [listed]);
  return (
    <label class="map-choice">
      <span>{say("map-fit")}</span>
      <select value={settlement.value ?? ""} onChange={(event) => void go(event.currentTarget.value)}>
        <option value="">{say("map-fit-all")}</option>
        {names.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
