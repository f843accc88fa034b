/** What the service refused of a form. */

import type { Problem } from "../api/client";
import { rowsOf } from "../api/nearest";

/** Row by row where the service names them. */
export function Refused({ problem }: { readonly problem: Problem | null }) {
  if (!problem) return null;
  const rows = rowsOf(problem);
  return (
    <div class="problem" role="alert">
      <p>{problem.message}</p>
      {rows.length > 0 && <ul>{rows.slice(0, 20).map(({ row, column, reason }) => <li key={`${row} ${column}`}>{reason}</li>)}</ul>}
    </div>
  );
}
