/** What the open card is about, asked for anew after each edit and with each limit that is tried out. */

import { asked } from "../api/asked";
import { limit, revision, triedLimit } from "../state/view";
import { catchmentSaid, gapSaid, householdSaid, kitchenSaid, settlementSaid, type Said } from "./card-words";
import type { Picked } from "./port";
import { nameOf, row, type Catchment, type Gap, type Household, type Kitchen, type Row, type Settlement } from "./rows";
import { selected, type Selected } from "./selected";

export interface CardContent {
  readonly of: Selected;
  /** Of points. */
  readonly at: Picked | null;
  /** In the language that is chosen when it is called. */
  readonly said: () => Said;
}

function placeOf({ geometry }: Row<unknown>): Picked | null {
  if (geometry?.type !== "Point" || !Array.isArray(geometry.coordinates)) return null;
  const [lon, lat] = geometry.coordinates as unknown[];
  return typeof lon === "number" && typeof lat === "number" ? { lon, lat } : null;
}

async function content(of: Selected, tried: number | null, signal: AbortSignal): Promise<CardContent> {
  const get = <P>(layer: string) => row<P>(layer, of.id, tried, signal);
  const shown = <P>(found: Row<P>, said: (properties: P) => Said): CardContent => ({ of, at: placeOf(found), said: () => said(found.properties) });
  switch (of.layer) {
    case "kitchens":
      return shown(await row<Kitchen>("kitchens", of.id, null, signal), kitchenSaid);
    case "settlements":
      return shown(await get<Settlement>("settlements"), settlementSaid);
    case "gaps":
      return shown(await get<Gap>("gaps"), gapSaid);
    case "catchments":
      return shown(await row<Catchment>("catchments", of.id, null, signal), catchmentSaid);
    case "households":
    case "assignments": {
      const found = await get<Household>("households");
      const { kitchen_id, next_kitchen_id, settlement_id } = found.properties;
      const [kitchen, next, settlement] = await Promise.all([
        nameOf("kitchens", kitchen_id, signal),
        nameOf("kitchens", next_kitchen_id, signal),
        nameOf("settlements", settlement_id, signal),
      ]);
      return shown(found, (home) => householdSaid(home, { kitchen, next, settlement }, limit.value));
    }
  }
}

export const cardAnswer = asked((signal) => {
  const of = selected.value;
  return of && revision.value >= 0 ? content(of, triedLimit.value, signal) : null;
});
