/** What would change if kitchens moved, closed, opened or were new. Nothing is stored unless it is applied. */

import { useEffect } from "preact/hooks";

import { mapPort } from "../map/port";
import { learn, say } from "../words/words";
import { Changes } from "./changes";
import { Effect, Summary } from "./effect";
import { KitchenList } from "./list";
import { open } from "./overlay";
import { before, bringBack, follow, scenario } from "./trial";
import "./whatif.css";

learn(import.meta.glob<string>("../../locales/*/whatif.ftl", { query: "?raw", import: "default", eager: true }));

export function WhatIfPanel() {
  useEffect(follow, []);
  const port = mapPort.value;
  useEffect(() => (port ? open(port) : undefined), [port]);
  const { steps, misread } = scenario.value;
  const any = steps.length + misread.length > 0;
  return (
    <div class="what-if">
      <p class="what-if-intro">{say("what-if-intro")}</p>
      <Summary />
      {any && <Changes />}
      {before.value !== null && (
        <p class="what-if-buttons" role="status">
          {say("what-if-discarded")}
          <button onClick={bringBack}>{say("what-if-bring-back")}</button>
        </p>
      )}
      <Effect />
      <KitchenList />
    </div>
  );
}
