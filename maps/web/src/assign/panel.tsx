/** Gives a household its kitchen: a new one, a list of them, or one whose kitchen is to be another. */

import { useEffect } from "preact/hooks";

import { learn, say } from "../words/words";
import "./assign.css";
import { enter, leave, mode, MODES, open, type Mode } from "./asked_place";
import { FixedKitchen } from "./fixed_kitchen";
import { NewHousehold } from "./new_household";
import { PastedList } from "./pasted_list";

learn(import.meta.glob<string>("../../locales/*/assign.ftl", { query: "?raw", import: "default", eager: true }));

const SHOWN: Record<Mode, () => preact.JSX.Element> = { new: NewHousehold, list: PastedList, fix: FixedKitchen };

export function AssignPanel() {
  useEffect(() => {
    enter();
    return leave;
  }, []);
  const Shown = SHOWN[mode.value];
  return (
    <div class="assign">
      <div class="assign-modes" role="group" aria-label={say("assign-modes")}>
        {MODES.map((name) => (
          <button key={name} aria-pressed={mode.value === name} onClick={() => open(name)}>
            {say(`assign-mode-${name}`)}
          </button>
        ))}
      </div>
      <Shown />
    </div>
  );
}
