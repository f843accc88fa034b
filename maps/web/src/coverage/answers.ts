/** What the service says about coverage, asked for while somebody looks at it. */

import { computed } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { bandsTo, tables, type CoverageRow } from "../api/reports";
import { keep, limit, more, panel, revision, settlement } from "../state/view";
import { totalOf, type Unit } from "./figures";
import { gapsOf } from "./gaps";
import { ends } from "./histogram";

/** The limit to ask with, anew after every edit; `null` while nobody looks. */
const looking = computed(() => (panel.value === "coverage" && revision.value >= 0 && limit.value !== null ? { limit: limit.value } : null));

export const report = asked((signal) => (looking.value ? tables(looking.value.limit, signal) : null));
export const gaps = asked((signal) => (looking.value ? gapsOf(settlement.value, looking.value.limit, signal) : null));

export const unit = computed<Unit>(() => (more.value["unit"] === "households" ? "households" : "persons"));
export const choose = (chosen: Unit): void => keep("unit", chosen === "persons" ? "" : chosen);

const known = computed(() => lastOf(report.value));

/** The row that is looked at: of the chosen settlement, or of all. */
export const rowOf = (rows: readonly CoverageRow[]): CoverageRow | undefined =>
  settlement.value === null ? totalOf(rows) : rows.find((row) => row.settlement_id === settlement.value);

// A distance does not depend on the limit, so dragging the limit asks for no distribution.
const farthest = computed(() => (known.value ? (rowOf(known.value.settlements)?.max_distance_m ?? null) : null));
export const distribution = asked((signal) =>
  farthest.value !== null && panel.value === "coverage" && revision.value >= 0
    ? bandsTo(ends(farthest.value), limit.peek() ?? farthest.value, settlement.value, signal)
    : null,
);

const names = computed(() => ({
  settlements: new Map(known.value?.settlements.map((row) => [row.settlement_id, row.name])),
  kitchens: new Map(known.value?.kitchens.map((row) => [row.id, row.name])),
}));

/** Names of what has one; the id of what has none, or is not known yet. */
export const settlementName = (id: string): string => names.value.settlements.get(id) ?? id;
export const kitchenName = (id: string): string => names.value.kitchens.get(id) ?? id;
