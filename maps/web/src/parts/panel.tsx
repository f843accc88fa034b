/** One panel: a title, what it says, and its states while the service is asked. */

import type { ComponentChildren } from "preact";

import { lastOf, type Answer } from "../api/asked";
import { say } from "../words/words";

export function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What is there; else that it is waited for, or why it is not there. While it is asked for anew the last stays. */
export function Shown<T>({ answer, children }: { readonly answer: Answer<T>; readonly children: (value: T) => ComponentChildren }) {
  if (answer.kind === "problem") {
    const { problem, again } = answer;
    // What the service refused it will refuse again.
    const passing = problem.status === 0 || problem.status === 429 || problem.status >= 500;
    return (
      <div class="problem" role="alert">
        <p>{problem.message}</p>
        {again && passing && <button onClick={again}>{say("ask-again")}</button>}
      </div>
    );
  }
  const value = lastOf(answer);
  if (value === undefined) return <p class="waiting" role="status">{say("waiting")}</p>;
  return <div aria-busy={answer.kind === "waiting"}>{children(value)}</div>;
}
