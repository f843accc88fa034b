import { metres, say } from "../words/words";
import { distance } from "./ground";
import { known } from "./kitchens";
import type { Step } from "./scenario";

/** A name to show; who adds a kitchen may not have given it one yet. */
export const nameOf = (name: string): string => (name.trim() === "" ? say("what-if-new-kitchen") : name);

/** What a step does, for people. */
export function described(step: Step): string {
  if (step.kind === "add") return say("what-if-step-add", { kitchen: nameOf(step.name) });
  const kitchen = known.value.get(step.id);
  const name = kitchen?.name ?? step.id;
  if (step.kind === "status") return step.status === "closed" ? say("what-if-step-close", { kitchen: name }) : say("what-if-step-open", { kitchen: name });
  const from = kitchen?.at ?? step.from;
  return from ? say("what-if-step-move", { kitchen: name, distance: metres(distance(from, step.to)) }) : say("what-if-step-place", { kitchen: name });
}
