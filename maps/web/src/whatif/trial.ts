/** The scenario that is tried, as the address has it, and what the service says it would do. */

import { lastOf } from "../api/asked";
import { computed, effect, signal } from "@preact/signals";

import { whatIf, type KitchenTried, type WhatIf } from "../api/whatif";
import { keep, more, revision, triedLimit } from "../state/view";
import { asker } from "./asker";
import { distance, type Point } from "./ground";
import { known, named, there } from "./kitchens";
import { parse, tried, withStep, write, type Step } from "./scenario";

/** What a marker stands for: a kitchen by its id, or a step that adds one by its number. */
export type Mark = string | number;

const text = computed(() => more.value["what-if"] ?? "");
export const scenario = computed(() => parse(text.value));
/** A kitchen that is being moved, and not yet let go. */
export const held = signal<{ readonly mark: Mark; readonly to: Point } | null>(null);
/** What waits for a place on the map: a kitchen's id, or "" for one to add. */
export const placing = signal<string | null>(null);
/** The kitchen that the map's card, or a click on its marker, chose. */
export const chosen = computed(() => more.value["kitchen"] ?? "");

/** What was there before a step was taken out, to bring it back. */
export const before = signal<string | null>(null);

export function set(steps: readonly Step[]): void {
  before.value = null;
  keep("what-if", write(steps));
}

/** Takes out one step, or all. */
export function takeOut(step?: Step): void {
  const was = text.peek();
  keep("what-if", step ? write(scenario.peek().steps.filter((other) => other !== step)) : "");
  before.value = was;
}

export function bringBack(): void {
  keep("what-if", before.peek() ?? "");
  before.value = null;
}

function moved(steps: readonly Step[], mark: Mark, to: Point): readonly Step[] {
  if (typeof mark === "number") return steps.map((step, at) => (at === mark && step.kind === "add" ? { ...step, at: to } : step));
  const from = known.peek().get(mark)?.at ?? null;
  // Put back where it is.
  if (from && distance(from, to) < 1) return steps.filter((step) => !(step.kind === "move" && step.id === mark));
  return withStep(steps, { kind: "move", id: mark, to, from });
}

export const place = (mark: Mark, to: Point): void => set(moved(scenario.peek().steps, mark, to));

/** Opens or closes a kitchen; as it is in the register there is nothing to try. */
export function turn(id: string, status: "open" | "closed"): void {
  const others = scenario.peek().steps.filter((step) => !(step.kind === "status" && step.id === id));
  set(known.peek().get(id)?.status === status ? others : withStep(others, { kind: "status", id, status }));
}

/** With what is being moved where it is now. */
export const steps = computed(() => (held.value ? moved(scenario.value.steps, held.value.mark, held.value.to) : scenario.value.steps));

export type Trouble = "gone" | "open-already" | "closed-already" | "elsewhere" | null;

/** Why a step has no effect, or another than whoever made it saw. */
export function trouble(step: Step): Trouble {
  if (step.kind === "add" || !there.value) return null;
  const kitchen = known.value.get(step.id);
  if (!there.value.has(step.id) && named.value.split(",").includes(step.id)) return "gone";
  if (step.kind === "status") return kitchen?.status === step.status ? (step.status === "open" ? "open-already" : "closed-already") : null;
  return step.from && kitchen?.at && distance(step.from, kitchen.at) > 2 ? "elsewhere" : null;
}

/** Steps that do something. */
export const working = computed(() => steps.value.filter((step) => ![`gone`, "open-already", "closed-already"].includes(trouble(step) ?? "")));

const asking = asker((kitchens: readonly KitchenTried[], signal) => whatIf(kitchens, triedLimit.peek(), signal), 100);
export const answer = asking.answer;

/** The answer that is there, or the last one while the next is waited for. */
export const shown = computed((): WhatIf | null => {
  const is = answer.value;
  return (is && lastOf(is)) ?? null;
});

/** Asks whenever something changes, until the returned function is called. */
export function follow(): () => void {
  const stops = [
    effect(() => {
      const ids = new Set(scenario.value.steps.flatMap((step) => (step.kind === "add" ? [] : [step.id])));
      if (chosen.value !== "") ids.add(chosen.value);
      named.value = [...ids].sort().join(",");
    }),
    effect(() => {
      // Read before anything is decided: each of them asks anew.
      const given = [working.value, triedLimit.value, revision.value] as const;
      if (!there.value && named.value !== "") return;
      asking.ask(given[0].length === 0 ? null : tried(given[0]));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    asking.ask(null);
    held.value = null;
    placing.value = null;
  };
}
