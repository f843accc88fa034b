/** Gaps: where those who are not served live close together. */

import { box, MOST, type Gap } from "../list/households";
import { openList } from "../list/shown";
import { mapPort } from "../map/port";
import { Shown } from "../parts/panel";
import { settlement } from "../state/view";
import { count, metres, say } from "../words/words";
import { gaps } from "./answers";
import { Many } from "./many";

/** Metres of ground around a gap, so that what is near it is seen too. */
const MARGIN = 60;

export function GapList() {
  return (
    <Shown answer={gaps.value}>
      {(found) => (
        <>
          <p class="quiet">{say(settlement.value === null ? "coverage-gaps-what" : "coverage-gaps-whose")}</p>
          {found.gaps.length === 0 ? (
            <p>{say("coverage-gaps-none")}</p>
          ) : (
            <Many rows={found.gaps} first={6} text={(gap) => gap.id}>
              {(some) => (
                <ul class="gaps">
                  {some.map((gap) => (
                    <li key={gap.id}>
                      <button onClick={() => open(gap)}>
                        <strong>{say("coverage-gap-persons", { n: gap.persons, count: count(gap.persons) })}</strong>
                        <span>{say("coverage-gap-households", { n: gap.households, count: count(gap.households) })}</span>
                        <span>{why(gap)}</span>
                        <span>{gap.radius_m === 0 ? say("coverage-gap-alone") : say("coverage-gap-radius", { radius: metres(gap.radius_m) })}</span>
                        <span class="gap-id">{say("coverage-gap-name", { id: gap.id })}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Many>
          )}
          {found.inexact && <p class="problem">{say("coverage-gaps-inexact")}</p>}
          {found.matched > found.gaps.length && <p class="quiet">{say("coverage-gaps-more", { count: count(found.matched), most: count(MOST) })}</p>}
        </>
      )}
    </Shown>
  );
}

function why(gap: Gap): string {
  if (gap.persons_no_kitchen === 0) return say("coverage-why-too-far");
  return gap.persons_too_far === 0 ? say("coverage-why-no-kitchen") : say("coverage-why-both");
}

function open(gap: Gap): void {
  const [west, south, east, north] = box(gap.at, gap.radius_m + MARGIN);
  mapPort.peek()?.fit([[south, west], [north, east]]);
  openList({ gap: gap.id }, false);
}
