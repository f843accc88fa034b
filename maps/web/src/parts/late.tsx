/** A part of the page that comes when it is opened. Where it does not come, the person is told, and it is asked for again. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

import { say } from "../words/words";
import { tellProblem } from "./notices";

/** Loads the page anew, which keeps the view; but only where there is a service that would answer. */
async function reload(): Promise<void> {
  const answer = await fetch("/health/live").catch(() => null);
  if (answer?.ok) location.reload();
  else tellProblem(say("service-unreached"));
}

export function late(load: () => Promise<ComponentType>): ComponentType {
  const part = signal<{ readonly Shown: ComponentType } | "waiting" | "missing">("waiting");
  let asked = false;
  async function get(): Promise<void> {
    if (asked) return;
    asked = true;
    part.value = "waiting";
    try {
      part.value = { Shown: await load() };
    } catch {
      // The service cannot be reached, or is another one by now and has this part under another name.
      part.value = "missing";
      asked = false;
    }
  }
  return function Late() {
    useEffect(() => void get(), []);
    const { value } = part;
    if (value === "waiting") return <p role="status">{say("waiting")}</p>;
    if (value !== "missing") return <value.Shown />;
    return (
      <div class="problem" role="alert">
        <p>{say("part-missing")}</p>
        <button onClick={() => void reload()}>{say("part-again")}</button>
      </div>
    );
  };
}
