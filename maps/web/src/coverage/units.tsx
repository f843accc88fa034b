/** Whether persons or households are counted. */

import { say } from "../words/words";
import { choose, unit } from "./answers";
import { UNITS } from "./figures";

export function Units() {
  return (
    <div class="coverage-units" role="group" aria-label={say("coverage-count-in")}>
      {UNITS.map((name) => (
        <button key={name} aria-pressed={unit.value === name} onClick={() => choose(name)}>
          {say(`coverage-unit-${name}`)}
        </button>
      ))}
    </div>
  );
}
