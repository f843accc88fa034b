/** What is said of what is under the pointer, in a line. */

import { count, metres, say } from "../words/words";
import type { Properties } from "./expression";
import { idOf, type Found } from "./found";

const number = (of: Properties, name: string): number => (typeof of[name] === "number" ? of[name] : 0);
const text = (of: Properties, name: string): string => (typeof of[name] === "string" ? of[name] : "");

export function hovered({ layer, properties: of }: Found, kitchenName: (id: string) => string): string {
  const id = idOf(of);
  if (id === "") {
    if (layer === "households") return say("map-many-households", { households: number(of, "households"), percent: count(number(of, "percent_served")) });
    return say("map-many", { rows: count(number(of, "rows")), what: say(`layer-${layer}`) });
  }
  switch (layer) {
    case "households":
    case "assignments": {
      const kitchen = text(of, "kitchen_id");
      if (kitchen === "") return say("card-household", { id });
      const near = say("map-hover-household", { id, kitchen: kitchenName(kitchen), distance: metres(number(of, "distance_m")) });
      return text(of, "state") === "served" ? near : say("map-hover-unserved", { near });
    }
    case "kitchens":
      return text(of, "status") === "closed" ? say("map-hover-closed", { name: text(of, "name") || id }) : say("map-hover-kitchen", { name: text(of, "name") || id, persons: number(of, "persons_served") });
    case "gaps":
      return say("map-hover-gap", { households: number(of, "households"), persons: number(of, "persons") });
    case "settlements":
      return text(of, "name") || id;
    case "catchments":
      return say("card-catchment", { name: text(of, "name") || id });
  }
}
