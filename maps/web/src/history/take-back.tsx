/** Taking an edit back: what that would do is said first, and rows that were changed since are named. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Problem } from "../api/client";
import type { Done } from "../api/edits";
import { conflictsOf, tryToUndo, type Edit } from "../api/history";
import { undone } from "../parts/notices";
import { useSending } from "../parts/sending";
import { ownLimit, triedLimit } from "../state/view";
import { count, metres, say } from "../words/words";
import { counted, rowName } from "./what";

/** Conflicts that are listed; the rest is counted. */
const LISTED = 10;

interface Asked {
  readonly edit: Edit;
  readonly done: () => void;
  readonly refused: () => void;
}

export function TakeBack({ edit, done, refused }: Asked) {
  const { busy, problem, send } = useSending();
  const would = useSignal<Done | null>(null);
  const taken = useSignal(false);
  const redo = edit.action === "undo";
  const attempt = (work: () => Promise<void>) =>
    send(async () => {
      try {
        await work();
      } catch (error) {
        would.value = null;
        // Also where no answer came: it may have been done.
        if (error instanceof Problem) refused();
        throw error;
      }
    });
  const look = () => attempt(async () => void (would.value = await tryToUndo(edit.revision)));
  const take = () =>
    attempt(async () => {
      await undone(edit.revision);
      taken.value = true;
      done();
    });
  if (taken.value) return null;
  return (
    <div class="latest-back">
      {would.value ? (
        <Certain would={would.value} edit={edit}>
          <button class="main-action" disabled={busy} onClick={take}>
            {say(redo ? "history-redo-now" : "history-undo-now")}
          </button>
          <button disabled={busy} onClick={() => (would.value = null)}>{say("history-cancel")}</button>
        </Certain>
      ) : (
        <button disabled={busy} aria-label={say(redo ? "history-redo-of" : "history-undo-of", { edit: edit.revision, what: counted(edit) })} onClick={look}>
          {say(redo ? "history-redo" : "undo")}
        </button>
      )}
      {problem && <Refusal problem={problem} />}
    </div>
  );
}

/** What would become of households, before it is done. */
function Certain({ would, edit, children }: { readonly would: Done; readonly edit: Edit; readonly children: preact.ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), []);
  const persons = would.coverage.reduce((sum, { before, after }) => sum + after.persons_served - before.persons_served, 0);
  const size = { n: Math.abs(persons), count: count(Math.abs(persons)) };
  return (
    <div ref={element} class="latest-certain" role="group" tabIndex={-1} aria-label={say("history-would")}>
      <p>
        {say("history-would-back", { edit: edit.revision })}{" "}
        {say("history-would-households", { n: would.reassigned, count: count(would.reassigned) })}{" "}
        {persons === 0 ? say("history-would-same") : say(persons > 0 ? "history-would-more" : "history-would-fewer", size)}{" "}
        {triedLimit.value !== null && ownLimit.value !== null && say("history-would-limit", { own: metres(ownLimit.value) })}
      </p>
      <div class="latest-buttons">{children}</div>
    </div>
  );
}

function Refusal({ problem }: { readonly problem: Problem }) {
  const { named, more } = conflictsOf(problem);
  const rest = more + Math.max(0, named.length - LISTED);
  if (named.length === 0) return <p class="problem" role="alert">{problem.message}</p>;
  return (
    <div class="problem" role="alert">
      <p>{say("history-refused", { n: named.length + more, count: count(named.length + more) })}</p>
      <ul>
        {named.slice(0, LISTED).map(({ layer, id, reason }) => (
          <li key={`${layer} ${id}`}>{say("history-conflict", { what: layer === "settings" ? say("history-settings") : rowName(layer, id ?? ""), reason })}</li>
        ))}
        {rest > 0 && <li>{say("history-conflicts-more", { n: rest, count: count(rest) })}</li>}
      </ul>
    </div>
  );
}
