/** A list in words. */

import { kitchenName, settlementName } from "../coverage/answers";
import { count, metres, say } from "../words/words";
import type { Listed } from "./filter";
import type { Column, Household } from "./rows";

export function titleOf({ settlement, state, kitchen, band, uncertain, gap }: Listed): string {
  const said = [state ? say(`list-title-${state}`) : say("list-title-all")];
  if (gap !== undefined) return say("list-title-gap", { id: gap });
  if (settlement === null) said.push(say("list-title-outside"));
  else if (settlement !== undefined) said.push(say("list-title-settlement", { name: settlementName(settlement) }));
  if (kitchen !== undefined) said.push(say("list-title-kitchen", { name: kitchenName(kitchen) }));
  if (band) {
    if (band.to === null) said.push(say("list-title-beyond", { from: metres(band.from) }));
    else said.push(band.from === 0 ? say("list-title-up-to", { to: metres(band.to) }) : say("list-title-band", { from: count(band.from), to: metres(band.to) }));
  }
  if (uncertain) said.push(say("list-title-uncertain"));
  return said.join(" · ");
}

/** What a cell says. */
export function words(row: Household, column: Column): string {
  const value = row[column];
  if (column === "settlement_id") return row.settlement_id === null ? say("list-outside") : settlementName(row.settlement_id);
  if (value === null) return "–";
  if (column === "kitchen_id") return kitchenName(String(value));
  if (column === "state") return say(`list-state-${value}`);
  if (column === "certainty") return say(`list-certainty-${value}`);
  if (typeof value === "string") return value;
  return column === "persons" ? count(value) : metres(value);
}
