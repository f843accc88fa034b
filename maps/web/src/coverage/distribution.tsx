/** The distribution of distances: columns of 50 m with the limit marked, the same as a table, and what is usual in words. */

import type { CoverageRow } from "../api/reports";
import { Shown } from "../parts/panel";
import { limit } from "../state/view";
import { count, metres, say } from "../words/words";
import { distribution, unit } from "./answers";
import { bandWords } from "./bands";
import { bandsOf, inBand } from "./figures";

const [WIDTH, HEIGHT, FOOT, HEAD] = [600, 150, 22, 18];

export function Distribution({ row }: { readonly row: CoverageRow }) {
  const { mean_distance_m: mean, median_distance_m: median, percentile_90_distance_m: ninth, max_distance_m: max } = row;
  if (mean === null || median === null || ninth === null || max === null) return null;
  const words = say("coverage-usual", { mean: metres(mean), median: metres(median), ninth: metres(ninth), max: metres(max) });
  return (
    <>
      <Shown answer={distribution.value}>{(bands) => bands && <Columns row={bands} words={words} />}</Shown>
      <p>{words}</p>
    </>
  );
}

function Columns({ row, words }: { readonly row: CoverageRow; readonly words: string }) {
  const of = unit.value;
  const columns = bandsOf(row).flatMap(({ from, to }) => (to === null ? [] : [{ from, to, value: inBand(row, of, { from, to }) }]));
  const last = columns.at(-1)?.to;
  if (last === undefined) return null;
  const at = limit.value ?? last;
  const end = Math.max(last, at);
  const most = Math.max(1, ...columns.map((column) => column.value));
  const x = (distance: number): number => (distance / end) * WIDTH;
  const y = (value: number): number => HEAD + (1 - value / most) * (HEIGHT - HEAD);
  const step = [50, 100, 200, 250, 500, 1000, 5000, 10_000, 50_000].find((width) => end / width <= 8) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  const end9 = x(at) > WIDTH * 0.8;
  return (
    <figure class="distribution">
      <svg viewBox={`-12 0 ${WIDTH + 30} ${HEIGHT + FOOT}`} role="img" aria-label={`${say(`coverage-distribution-${of}`)} ${words}`}>
        <defs>
          <pattern id="far-columns" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" class="far-ground" />
            <rect width="3" height="6" class="far-stripe" />
          </pattern>
        </defs>
        {columns.map(({ from, to, value }) => (
          <rect key={to} class={from >= at ? "column far" : "column"} x={x(from) + 1} width={Math.max(1, x(to) - x(from) - 2)} y={y(value)} height={HEIGHT - y(value)}>
            <title>{`${bandWords({ from, to })}: ${count(value)}`}</title>
          </rect>
        ))}
        <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {ticks.map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT + 15} text-anchor="middle">{tick === 0 ? "0" : metres(tick)}</text>
        ))}
        <line class="limit-line" x1={x(at)} x2={x(at)} y1="2" y2={HEIGHT} />
        <text class="limit-word" x={x(at) + (end9 ? -6 : 6)} y="12" text-anchor={end9 ? "end" : "start"}>{say("coverage-limit-at", { limit: metres(at) })}</text>
      </svg>
      <details>
        <summary>{say("coverage-as-table")}</summary>
        <table class="plain">
          <thead><tr><th scope="col">{say("coverage-distance")}</th><th scope="col" class="number">{say(`coverage-unit-${of}`)}</th></tr></thead>
          <tbody>
            {columns.map(({ from, to, value }) => (
              <tr key={to}><td>{bandWords({ from, to })}</td><td class="number">{count(value)}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
