/** Writing the rows of an import, of which it must be known whether they were written, also where the answer was lost. */

import { Problem } from "../api/client";
import { commit, importOf, type Written } from "../api/imports";
import { pause } from "./reading";

const WAIT_MS = 500;

/** Whether the rows may have been written although this was answered. */
export const unsure = ({ status, code }: Problem): boolean => status === 0 || status >= 500 || code === "import-committed" || code === "import-committing";

/** Throws {@link Problem}: of an {@link unsure} one nobody could say whether they were written. */
export async function written(id: string, skipBad: boolean, wait = pause): Promise<Written> {
  try {
    return await commit(id, skipBad);
  } catch (error) {
    if (!(error instanceof Problem && unsure(error))) throw error;
    for (;;) {
      // Where that cannot be asked either, the first problem is the one to tell.
      const now = await importOf(id).catch((): never => {
        throw error;
      });
      if (now.committed) return now.committed;
      if (now.state !== "committing") throw new Problem(error.message, 422, error.code, error.members);
      await wait(WAIT_MS);
    }
  }
}
