/** A number that opens the list of its households, and a bar of the states. */

import type { CoverageRow } from "../api/reports";
import type { Listed } from "../list/filter";
import { openList } from "../list/shown";
import { titleOf } from "../list/title";
import { count } from "../words/words";
import { figure, STATES, type Unit } from "./figures";

export function Number({ value, listed }: { readonly value: number; readonly listed: Listed }) {
  if (value === 0) return <span class="figure-none">0</span>;
  const title = titleOf(listed);
  return (
    <button class="figure" aria-label={`${count(value)}: ${title}`} title={title} onClick={() => openList(listed)}>
      {count(value)}
    </button>
  );
}

/** The figures stand beside it as text. */
export function StateBar({ row, unit }: { readonly row: CoverageRow; readonly unit: Unit }) {
  return (
    <span class="state-bar" aria-hidden="true">
      {STATES.map((state) => (
        <span key={state} class={`state-${state}`} style={{ flexGrow: figure(row, unit, state) }} />
      ))}
    </span>
  );
}

/** A bar as long as its part of the longest, of which so much is marked. */
export function Bar({ value, most, kind }: { readonly value: number; readonly most: number; readonly kind: string }) {
  return (
    <span class="bar" aria-hidden="true">
      <span class={kind} style={{ width: `${most === 0 ? 0 : Math.min(100, (100 * value) / most)}%` }} />
    </span>
  );
}
