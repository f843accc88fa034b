/** A list of households: searched, sorted, shown on the map, taken away as a file, printed. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { report } from "../coverage/answers";
import { Shown } from "../parts/panel";
import { limit, settlement, triedLimit } from "../state/view";
import { count, learn, locale, metres, say } from "../words/words";
import { address, FOR_SHEETS } from "../api/client";
import type { State } from "../api/reports";
import { MOST, type Found } from "./households";
import "./list.css";
import { fitAll, ring, show } from "./rings";
import { found as matching, personsOf, sorted, type Order } from "./rows";
import { answer, chosen, closeList, listed, listText, takeFit } from "./shown";
import { HouseholdTable } from "./table";
import { titleOf, words } from "./title";

learn(import.meta.glob<string>("../../locales/*/list.ftl", { query: "?raw", import: "default", eager: true }));

export function HouseholdList() {
  const which = listed.value;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div class="household-list">
      <button class="no-print" onClick={closeList}>
        ← {say(settlement.value === null ? "list-back" : "list-back-settlement")}
      </button>
      {which ? (
        <>
          <h3 ref={title} tabIndex={-1}>{titleOf(which)}</h3>
          {answer.value.kind === "there" && answer.value.value.of !== listText.value ? (
            <p role="status">{say("waiting")}</p>
          ) : answer.value.kind === "problem" && which.gap !== undefined && answer.value.problem.status === 404 ? (
            <p class="problem" role="alert">{say("list-gap-gone", { id: which.gap, limit: metres(limit.value ?? 0) })}</p>
          ) : (
            <Shown answer={answer.value}>{(found) => (found.of === listText.value ? <Households key={found.of} found={found} /> : <p role="status">{say("waiting")}</p>)}</Shown>
          )}
        </>
      ) : (
        <p class="problem" role="alert">{say("list-not-understood", { text: listText.value })}</p>
      )}
    </div>
  );
}

function Households({ found }: { readonly found: Found }) {
  const [text, setText] = useState("");
  const [state, setState] = useState<State | "">("");
  const [order, setOrder] = useState<Order>({ column: "id", descending: false });
  const names = report.value;
  const rows = useMemo(
    () => sorted(matching(found.rows.filter((row) => state === "" || row.state === state), text, words), order, words),
    [found, text, state, order, names, locale.value],
  );
  useEffect(() => {
    if (takeFit()) fitAll(found.rows);
  }, [found]);
  useEffect(() => ring(rows), [rows]);
  const picked = chosen.value;
  useEffect(() => show(found.rows.find((row) => row.id === picked)), [picked]);
  const states = [...new Set(found.rows.map((row) => row.state))];
  const all = rows.length === found.rows.length;

  if (found.rows.length === 0) return <p role="status">{say("list-empty")}</p>;
  return (
    <>
      <p role="status" class="list-sum">
        <strong>{say("list-sum", { n: rows.length, households: count(rows.length), people: personsOf(rows), persons: count(personsOf(rows)) })}</strong>{" "}
        {!all && say("list-of", { count: count(found.rows.length) })}
        <span class="quiet no-print"> · {say(triedLimit.value === null ? "list-limit" : "list-limit-tried", { limit: metres(limit.value ?? 0) })}</span>
      </p>
      <p class="print-only">{say("list-printed", { limit: metres(limit.value ?? 0), date: new Date().toLocaleDateString(locale.value === "es" ? "es-PE" : "en", { dateStyle: "long" }) })}</p>
      {(text !== "" || state !== "") && <p class="print-only">{say("list-printed-filter", { filter: [text, state === "" ? "" : say(`list-state-${state}`)].filter((word) => word !== "").join(" · ") })}</p>}
      {found.matched > found.rows.length && <p class="problem">{say("list-too-many", { count: count(found.matched), most: count(MOST) })}</p>}
      {found.inexact && <p class="problem">{say("list-inexact")}</p>}
      <div class="list-tools no-print">
        <input type="search" value={text} placeholder={say("list-search")} aria-label={say("list-search")} onInput={(event) => setText(event.currentTarget.value)} />
        {states.length > 1 && (
          <select aria-label={say("list-by-state")} value={state} onChange={(event) => setState(states.find((known) => known === event.currentTarget.value) ?? "")}>
            <option value="">{say("list-any-state")}</option>
            {states.map((known) => <option key={known} value={known}>{say(`list-state-${known}`)}</option>)}
          </select>
        )}
        <Take found={found} />
      </div>
      <HouseholdTable rows={rows} order={order} sort={setOrder} />
      <p class="quiet">{say("list-straight")} {say("list-vulnerable")}</p>
    </>
  );
}

function Take({ found }: { readonly found: Found }) {
  const file = (f: Readonly<Record<string, string>>): string => address("/collections/households/items", { filter: found.filter, limit_m: limit.value ?? undefined, ...f });
  return (
    <span class="list-take">
      <a href={file(FOR_SHEETS)} download title={say("list-csv-what", { count: found.matched })}>CSV</a>
      <a href={file({ f: "gpkg" })} download title={say("list-gpkg-what", { count: found.matched })}>GeoPackage</a>
      <button onClick={() => dispatchEvent(new Event("list-print"))}>{say("list-print")}</button>
      {found.widerFile && <span class="quiet">{say("list-wider-file")}</span>}
    </span>
  );
}
