/** The first of many rows, a search in them, and all of them when asked. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { count, say } from "../words/words";

const FIRST = 12;
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function Many<T>({ rows, first = FIRST, text, children }: { readonly rows: readonly T[]; readonly first?: number; readonly text: (row: T) => string; readonly children: (shown: readonly T[]) => ComponentChildren }) {
  const [all, setAll] = useState(false);
  const [sought, setSought] = useState("");
  const found = sought.trim() === "" ? rows : rows.filter((row) => plain(text(row)).includes(plain(sought.trim())));
  return (
    <>
      {rows.length > FIRST && (
        <input class="many-search" type="search" value={sought} aria-label={say("coverage-search")} placeholder={say("coverage-search")} onInput={(event) => setSought(event.currentTarget.value)} />
      )}
      {children(all ? found : found.slice(0, first))}
      {found.length === 0 && <p role="status">{say("coverage-none-found")}</p>}
      {found.length > first && (
        <button class="many-all" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say("coverage-show-fewer") : say("coverage-show-all", { count: count(found.length) })}
        </button>
      )}
    </>
  );
}
