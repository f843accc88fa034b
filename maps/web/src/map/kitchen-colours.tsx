/** Which colour is whose, where the open kitchens are few enough to tell by colour. */

import { asked, lastOf } from "../api/asked";
import { ask } from "../api/client";
import { firstViewOver } from "../state/first-view";
import { revision } from "../state/view";
import { say } from "../words/words";
import type { Style } from "./style";

/** More colours than these are not told apart. */
const FEW = 12;

interface Listed {
  readonly numberMatched: number;
  readonly features: readonly { readonly properties: { readonly id: string; readonly name: string } }[];
}

const open = asked((signal) => (revision.value < 0 || !firstViewOver.value ? null : ask<Listed>("/collections/kitchens/items", { query: { status: "open", limit: FEW }, signal })));

export function KitchenColours({ style }: { readonly style: Style }) {
  const answer = open.value;
  const listed = lastOf(answer);
  if (!listed || listed.numberMatched > FEW) return null;
  return (
    <ul class="legend-kitchens" aria-label={say("map-kitchen-colours")}>
      {listed.features.map(({ properties: { id, name } }) => (
        <li key={id}>
          <span class="legend-colour" style={{ backgroundColor: style.kitchen(id) }} aria-hidden="true" />
          <span>{name}</span>
        </li>
      ))}
    </ul>
  );
}
