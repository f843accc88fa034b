/** What an edit did, and when, in plain words. */

import type { Counts, Edit, EditedRow } from "../api/history";
import type { Register } from "../api/edits";
import { count, locale, say } from "../words/words";

const REGISTERS: readonly Register[] = ["settlements", "kitchens", "households"];
const OPERATIONS: readonly (keyof Counts)[] = ["added", "updated", "removed"];

/** How many rows it changed. */
export const size = (edit: Edit): number => REGISTERS.reduce((sum, register) => sum + OPERATIONS.reduce((rows, done) => rows + edit[register][done], 0), 0);

/** "1 hogar agregado, 2 cocinas cambiadas". */
export function counted(edit: Edit): string {
  const parts = REGISTERS.flatMap((register) =>
    OPERATIONS.flatMap((done) => {
      const n = edit[register][done];
      return n === 0 ? [] : [say(`history-${register}-${done}`, { n, count: count(n) })];
    }),
  );
  if (edit.settings) parts.push(say("history-settings"));
  return parts.length === 0 ? say("history-nothing") : parts.join(", ");
}

export function titled(edit: Edit): string {
  const what = counted(edit);
  switch (edit.action) {
    case "import":
      return say("history-import", { what });
    case "undo":
      return say("history-undo", { edit: edit.undoes ?? 0, what });
    case "external":
      return say("history-external", { what });
    case "edit":
      return what.charAt(0).toUpperCase() + what.slice(1);
  }
}

const FIELDS = [
  "name", "kind", "address", "rations", "code", "persons", "accuracy_m", "declared_settlement_id", "fixed_kitchen_id", "fixed_reason", "closed_on",
];

function value(field: string, of: unknown): string {
  if (typeof of === "number") return count(of, Number.isInteger(of) ? 0 : 1);
  if (typeof of !== "string" || of === "") return say("history-no-value");
  return field === "kind" ? say(`history-kind-${of}`) : of;
}

function change(row: EditedRow, field: string): string {
  if (field === "geometry") return say(row.layer === "settlements" ? "history-outline" : "history-moved");
  const [before, after] = [row.before?.properties[field], row.after?.properties[field]];
  if (field === "status") return say(after === "closed" ? "history-closed" : "history-opened");
  return say("history-change", { field: FIELDS.includes(field) ? say(`history-field-${field}`) : field, before: value(field, before), after: value(field, after) });
}

/** A row by the name that people know it by, or by what it is. */
export function rowName(layer: Register, id: string, properties: Readonly<Record<string, unknown>> = {}): string {
  const { name } = properties;
  return typeof name === "string" && name !== "" && name !== id ? `${name} (${id})` : say(`history-one-of-${layer}`, { id });
}

/** What became of a row. */
export function became(row: EditedRow): string {
  const what = rowName(row.layer, row.id, (row.after ?? row.before)?.properties);
  if (!row.before && row.before_invalid === undefined) return say("history-row-added", { what });
  if (!row.after && row.after_invalid === undefined) return say("history-row-removed", { what });
  return row.changed.length === 0 ? what : say("history-row-changed", { what, changes: row.changed.map((field) => change(row, field)).join("; ") });
}

/** "hoy, 2:05 p. m."; in the reader's own time. */
export function when(time: string, now: Date): string {
  const at = new Date(time);
  const tag = locale.value === "es" ? "es-PE" : "en";
  // A time that another program spoiled is told as the beginning of all times.
  if (!(at.getTime() > 0)) return say("history-time-unknown");
  const clock = at.toLocaleTimeString(tag, { hour: "numeric", minute: "2-digit" });
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return say("history-today", { clock });
  if (at.toDateString() === yesterday.toDateString()) return say("history-yesterday", { clock });
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return say("history-day", { day: at.toLocaleDateString(tag, { day: "numeric", month: "long", ...year }), clock });
}
