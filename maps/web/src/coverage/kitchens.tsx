/** Kitchens' load: persons served against rations. */

import type { KitchenRow } from "../api/reports";
import { count, say } from "../words/words";
import { Number } from "./figure";
import { Many } from "./many";

export function Kitchens({ rows }: { readonly rows: readonly KitchenRow[] }) {
  if (rows.length === 0) return <p>{say("coverage-kitchens-none")}</p>;
  const ordered = [...rows].sort((a, b) => lacking(b) - lacking(a) || a.name.localeCompare(b.name));
  const most = Math.max(...rows.map((row) => Math.max(row.persons_served, row.rations ?? 0)));
  return (
    <Many rows={ordered} text={(row) => `${row.name} ${row.id}`}>
      {(some) => (
        <table class="bars kitchens">
          <caption>{say("coverage-kitchens-what")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("coverage-kitchen")}</th>
              <th scope="col" class="number">{say("coverage-kitchen-served")}</th>
              <th scope="col" class="number">{say("coverage-kitchen-rations")}</th>
              <th scope="col">{say("coverage-kitchen-room")}</th>
            </tr>
          </thead>
          <tbody>
            {some.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.name}
                  <Load row={row} most={most} />
                </th>
                <td class="number"><Number value={row.persons_served} listed={{ kitchen: row.id, state: "served" }} /></td>
                <td class="number">{row.rations === null ? <span class="quiet">{say("coverage-no-figure")}</span> : count(row.rations)}</td>
                <td>{room(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Many>
  );
}

const lacking = (row: KitchenRow): number => (row.rations === null ? -Infinity : row.persons_served - row.rations);

function room(row: KitchenRow) {
  if (row.status === "closed") return say("coverage-kitchen-closed");
  if (row.rations === null) return <span class="quiet">{say("coverage-no-figure")}</span>;
  const n = row.rations - row.persons_served;
  if (n < 0) return <strong class="over">{say("coverage-kitchen-lacks", { n: -n, count: count(-n) })}</strong>;
  return n === 0 ? say("coverage-kitchen-full") : say("coverage-kitchen-left", { n, count: count(n) });
}

/** As many as have a ration, those who have none, and rations left; the figures stand beside it. */
function Load({ row, most }: { readonly row: KitchenRow; readonly most: number }) {
  const rations = row.rations ?? row.persons_served;
  const parts = { fed: Math.min(row.persons_served, rations), over: Math.max(0, row.persons_served - rations), free: Math.max(0, rations - row.persons_served) };
  const share = (value: number): string => `${most === 0 ? 0 : (100 * value) / most}%`;
  return (
    <span class="load" aria-hidden="true">
      <span class={row.rations === null ? "load-unknown" : "load-fed"} style={{ width: share(parts.fed) }} />
      <span class="load-over" style={{ width: share(parts.over) }} />
      <span class="load-free" style={{ width: share(parts.free) }} />
    </span>
  );
}
