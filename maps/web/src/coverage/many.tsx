/** The first of many rows, a search in them, and more of them when asked. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { count, say } from "../words/words";

const FIRST = 12;
const MORE = 100;
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function Many<T>({ rows, first = FIRST, text, children }: { readonly rows: readonly T[]; readonly first?: number; readonly text: (row: T) => string; readonly children: (shown: readonly T[]) => ComponentChildren }) {
  const [most, setMost] = useState(first);
  const [sought, setSought] = useState("");
  const found = sought.trim() === "" ? rows : rows.filter((row) => plain(text(row)).includes(plain(sought.trim())));
  return (
    <>
      {rows.length > FIRST && (
        <input class="many-search" type="search" value={sought} aria-label={say("coverage-search")} placeholder={say("coverage-search")} onInput={(event) => setSought(event.currentTarget.value)} />
      )}
      {children(found.slice(0, most))}
      {found.length === 0 && rows.length > 0 && <p role="status">{say("coverage-none-found")}</p>}
      {found.length > most && (
        <button class="many-all" onClick={() => setMost(most + MORE)}>
          {say("coverage-show-more", { shown: count(most), count: count(found.length) })}
        </button>
      )}
    </>
  );
}
