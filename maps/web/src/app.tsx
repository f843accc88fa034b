/** The page: a header, the map, and one panel beside it. */

import { batch } from "@preact/signals";
import type { ComponentType } from "preact";

import { LatestButton, LatestDialog } from "./history/dialog";
import { MapView } from "./map/map";
import { MapPanel } from "./map/panel";
import { closeCard } from "./map/selected";
import { late } from "./parts/late";
import { Notices } from "./parts/notices";
import { TriedLimit } from "./parts/tried-limit";
import { panelDue } from "./state/first-view";
import { panel, PANELS, type PanelName } from "./state/view";
import type { Locale } from "./words/locale";
import { locale, say } from "./words/words";

// Those that are not in the first view come when they are opened.
const SHOWN: Record<PanelName, ComponentType> = {
  map: MapPanel,
  coverage: late(async () => (await import("./coverage/panel")).CoveragePanel),
  assign: late(async () => (await import("./assign/panel")).AssignPanel),
  "what-if": late(async () => (await import("./whatif/panel")).WhatIfPanel),
  import: late(async () => (await import("./import/panel")).ImportPanel),
};

/** What each language calls itself: the same in all of them. */
const OWN_NAMES: Record<Locale, string> = { es: "Español", en: "English" };

/** A card would lie over what the other task draws. */
function openTask(name: PanelName): void {
  batch(() => {
    if (name !== panel.peek()) closeCard();
    panel.value = name;
  });
}

export function App() {
  const Shown = SHOWN[panel.value];
  const other = locale.value === "es" ? "en" : "es";
  return (
    <>
      <header class="header">
        <h1>cercania</h1>
        <nav aria-label={say("page-tasks")}>
          {PANELS.map((name) => (
            <button key={name} aria-current={panel.value === name ? "page" : undefined} onClick={() => openTask(name)}>
              {say(`panel-${name}`)}
            </button>
          ))}
        </nav>
        <LatestButton />
        <button class="language" lang={other} onClick={() => (locale.value = other)}>
          {OWN_NAMES[other]}
        </button>
      </header>
      <main class="main">
        <MapView />
        <aside class="panel" aria-label={say(`panel-${panel.value}`)}>
          <h2>{say(`panel-${panel.value}`)}</h2>
          {panelDue.value && panel.value !== "coverage" && <TriedLimit />}
          {panelDue.value && <Shown />}
        </aside>
      </main>
      <footer class="footer">{say("straight-lines")}</footer>
      <Notices />
      <LatestDialog />
    </>
  );
}
