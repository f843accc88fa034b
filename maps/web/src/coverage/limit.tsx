/** Trying another coverage limit; nothing is stored. */

import { signal } from "@preact/signals";

import { limit, ownLimit, triedLimit } from "../state/view";
import { metres, say } from "../words/words";

const [LEAST, MOST, STEP] = [50, 2000, 10];
/** What the service takes at most. */
const TOP = 100_000;
/** How long the hand must rest before the service is asked, milliseconds. */
const REST = 120;

const dragged = signal<number | null>(null);
let timer: number | undefined;

/** Answers what is tried: `wish`, or the nearest to it that can be. */
function attempt(wish: number): number | null {
  const value = Number.isFinite(wish) ? Math.min(Math.max(wish, LEAST), TOP) : (dragged.peek() ?? limit.peek());
  if (value === null) return null;
  dragged.value = value;
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    triedLimit.value = value === ownLimit.peek() ? null : value;
    dragged.value = null;
  }, REST);
  return value;
}

function back(): void {
  clearTimeout(timer);
  dragged.value = null;
  triedLimit.value = null;
}

export function CoverageLimit() {
  const own = ownLimit.value;
  const value = dragged.value ?? limit.value;
  if (own === null || value === null) return null;
  const most = Math.max(MOST, own, value);
  const tried = value !== own;
  return (
    <section class={tried ? "limit tried" : "limit"}>
      <div class="limit-row">
        <label for="limit-range">{say("coverage-limit")}</label>
        <input id="limit-range" type="range" min={LEAST} max={most} step={STEP} value={value} aria-valuetext={metres(value)} aria-describedby="limit-said" onInput={(event) => attempt(event.currentTarget.valueAsNumber)} />
        <span class="limit-number">
          <input type="number" aria-label={say("coverage-limit-number")} min={LEAST} max={TOP} step="any" value={value} onChange={({ currentTarget: field }) => (field.value = String(attempt(field.valueAsNumber) ?? ""))} /> m
        </span>
        <span class="limit-mark" aria-hidden="true">
          <span style={{ left: `${(100 * (own - LEAST)) / (most - LEAST)}%` }}>▲ {say("coverage-limit-own", { limit: metres(own) })}</span>
        </span>
      </div>
      <p id="limit-said" role="status">
        {tried ? say("coverage-limit-tried", { limit: metres(value) }) : say("coverage-limit-drag")}
        {tried && <button onClick={back}>{say("limit-back", { own: metres(own) })}</button>}
      </p>
    </section>
  );
}
