/** How many live at what distance, by the office's bands. */

import type { CoverageRow } from "../api/reports";
import { settlement } from "../state/view";
import { count, metres, say } from "../words/words";
import { unit } from "./answers";
import { Bar, Number } from "./figure";
import { bandsOf, figure, inBand, percent, type Band } from "./figures";

export function bandWords({ from, to }: Band): string {
  if (to === null) return say("coverage-band-beyond", { from: metres(from) });
  return from === 0 ? say("coverage-band-first", { to: metres(to) }) : say("coverage-band", { from: count(from), to: metres(to) });
}

export function DistanceBands({ row }: { readonly row: CoverageRow }) {
  const of = unit.value;
  const where = settlement.value === null ? {} : { settlement: settlement.value };
  const all = row[of];
  const bands = bandsOf(row).map((band) => ({ words: bandWords(band), value: inBand(row, of, band), listed: { ...where, band } }));
  const lost = figure(row, of, "bad_position");
  const none = figure(row, of, "no_kitchen");
  // Fixed to a kitchen, so served, but nobody knows where they live.
  const fixed = all - lost - none - bands.reduce((sum, band) => sum + band.value, 0);
  const most = Math.max(lost, none, fixed, ...bands.map((band) => band.value));
  return (
    <table class="bars">
      <caption>{say(`coverage-bands-${of}`)}</caption>
      <tbody>
        {bands.map(({ words, value, listed }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td><Bar value={value} most={most} kind="band" /></td>
            <td class="number"><Number value={value} listed={listed} /></td>
            <td class="number quiet">{count(percent(value, all))} %</td>
          </tr>
        ))}
        {none > 0 && (
          <tr>
            <th scope="row">{say("coverage-state-no_kitchen")}</th>
            <td><Bar value={none} most={most} kind="state-no_kitchen" /></td>
            <td class="number"><Number value={none} listed={{ ...where, state: "no_kitchen" }} /></td>
            <td class="number quiet">{count(percent(none, all))} %</td>
          </tr>
        )}
        {fixed > 0 && (
          <tr>
            <th scope="row">{say("coverage-band-fixed")}</th>
            <td><Bar value={fixed} most={most} kind="band" /></td>
            <td class="number">{count(fixed)}</td>
            <td class="number quiet">{count(percent(fixed, all))} %</td>
          </tr>
        )}
        {lost > 0 && (
          <tr>
            <th scope="row">{say("coverage-band-unknown")}</th>
            <td><Bar value={lost} most={most} kind="state-bad_position" /></td>
            <td class="number"><Number value={lost} listed={{ ...where, state: "bad_position" }} /></td>
            <td class="number quiet">{count(percent(lost, all))} %</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
