/** Who is served, who is not and why, and what another coverage limit would do. */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { address, FOR_SHEETS } from "../api/client";
import type { Tables } from "../api/reports";
import { HouseholdList } from "../list/panel";
import { comeBack, listText, toTop } from "../list/shown";
import { mapPort } from "../map/port";
import { Section, Shown } from "../parts/panel";
import { limit, settlement } from "../state/view";
import { learn, say } from "../words/words";
import { report, rowOf, unit } from "./answers";
import "./coverage.css";
import { DistanceBands } from "./bands";
import { Distribution } from "./distribution";
import { GapList } from "./gap-list";
import { Kitchens } from "./kitchens";
import { CoverageLimit } from "./limit";
import { sentences } from "./sentence";
import { Settlements } from "./settlements";
import { Units } from "./units";

learn(import.meta.glob<string>("../../locales/*/coverage.ftl", { query: "?raw", import: "default", eager: true }));

export function CoveragePanel() {
  const listing = listText.value !== "";
  useEffect(() => {
    // The panel is wider than the others, and wider still with a list.
    const fit = () => mapPort.peek()?.leaflet.invalidateSize();
    fit();
    return () => void requestAnimationFrame(fit);
  }, [listing]);
  useLayoutEffect(() => (listing ? toTop() : comeBack()), [listing]);
  return <div class="coverage">{listing ? <HouseholdList /> : <Overview />}</div>;
}

function Overview() {
  return (
    <>
      <Shown answer={report.value}>{(tables) => <Answer tables={tables} />}</Shown>
      <CoverageLimit />
      <Shown answer={report.value}>{(tables) => <Figures tables={tables} />}</Shown>
    </>
  );
}

function Answer({ tables }: { readonly tables: Tables }) {
  const row = rowOf(tables.settlements);
  const chosen = settlement.value;
  return (
    <>
      {chosen !== null && (
        <Chosen name={row?.name ?? chosen} />
      )}
      {row ? (
        <p class="coverage-answer" role="status">
          {sentences(row, unit.value, tables.limit_m).map((sentence, index) => (index === 0 ? <strong key={sentence}>{sentence} </strong> : `${sentence} `))}
        </p>
      ) : (
        <p class="problem" role="alert">{say("coverage-no-such-settlement", { id: chosen ?? "" })}</p>
      )}
    </>
  );
}

function Chosen({ name }: { readonly name: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The name that was picked is gone from the page, and the keyboard's place with it.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="coverage-chosen">
      <h3 ref={title} tabIndex={-1}>{name}</h3>
      <button onClick={() => (settlement.value = null)}>{say("coverage-all-settlements")}</button>
    </div>
  );
}

function Figures({ tables }: { readonly tables: Tables }) {
  const row = rowOf(tables.settlements);
  if (!row || row.households === 0) return null;
  const chosen = settlement.value;
  return (
    <>
      <Section title={say(chosen === null ? "coverage-settlements" : "coverage-states")}>
        <Units />
        <Settlements rows={tables.settlements} />
      </Section>
      <Section title={say("coverage-gaps")}>
        <GapList />
      </Section>
      <Section title={say("coverage-distances")}>
        <DistanceBands row={row} />
        <Distribution row={row} />
      </Section>
      {chosen === null && (
        <Section title={say("coverage-kitchens")}>
          <Kitchens rows={tables.kitchens} />
        </Section>
      )}
      <Section title={say("coverage-take")}>
        <p class="coverage-links">
          {chosen !== null && (
            <a href={address(`/reports/settlements/${encodeURIComponent(chosen)}`, { f: "html", limit_m: limit.value ?? undefined })} target="_blank" rel="noopener">
              {say("coverage-sheet")}
            </a>
          )}
          <a href={address("/reports/coverage", { ...FOR_SHEETS, settlement: chosen ?? undefined, limit_m: limit.value ?? undefined })} download>
            {say("coverage-csv")}
          </a>
        </p>
      </Section>
    </>
  );
}
