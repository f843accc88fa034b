/** The latest changes of the registers: what, when and by whom; each can be taken back, as long as nothing was built on it. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { asked, lastOf } from "../api/asked";
import { Problem } from "../api/client";
import { editable } from "../api/edits";
import { latest, rowsOfEdit, type Edit, type EditedRow } from "../api/history";
import { Shown } from "../parts/panel";
import { revision } from "../state/view";
import { count, learn, say } from "../words/words";
import "./history.css";
import { opened } from "./opened";
import { TakeBack } from "./take-back";
import { became, size, titled, when } from "./what";

learn(import.meta.glob<string>("../../locales/*/history.ftl", { query: "?raw", import: "default", eager: true }));

const PAGE = 15;
/** The rows of larger edits are on a page of their own. */
const FEW = 4;

const most = signal(PAGE);
/** Counts what was refused: somebody else may have changed something. */
const refused = signal(0);
const edits = asked((signal) => (opened.value && revision.value >= 0 && refused.value >= 0 ? latest(most.value, signal) : null));
const writable = asked((signal) => (opened.value ? editable("households", signal) : null));
/** The edit that was taken back last. */
const done = signal<string | null>(null);

/** Rows of small edits, which stay as they were written. */
const known = new Map<number, readonly EditedRow[]>();
const rows = asked(async (signal) => {
  const list = lastOf(edits.value)?.edits ?? [];
  for (const edit of list) {
    if (known.has(edit.revision) || size(edit) > FEW || size(edit) === 0) continue;
    try {
      known.set(edit.revision, await rowsOfEdit(edit.revision, signal));
    } catch (error) {
      // The others are told all the same.
      if (!(error instanceof Problem)) throw error;
    }
  }
  return new Map(known);
});

function Rows({ edit }: { readonly edit: Edit }) {
  const few = size(edit) <= FEW;
  const told = lastOf(rows.value)?.get(edit.revision);
  if (!few) {
    return (
      <p class="latest-more">
        <a href={`/edits/${edit.revision}?f=html`} target="_blank" rel="noopener" aria-label={say("history-rows-of", { edit: edit.revision })}>
          {say("history-rows")}
        </a>
      </p>
    );
  }
  return told && told.length > 0 ? <ul>{told.map((row) => <li key={`${row.layer} ${row.id}`}>{became(row)}</li>)}</ul> : null;
}

/** By which later edit one is in force again that was taken back: what took it back was taken back in turn. */
function redoneBy(edit: Edit, all: readonly Edit[]): number | null {
  const undo = all.find(({ revision: other }) => other === edit.undone_by);
  return undo?.undone_by != null && redoneBy(undo, all) === null ? undo.undone_by : null;
}

function Entry({ edit, all, now, may }: { readonly edit: Edit; readonly all: readonly Edit[]; readonly now: Date; readonly may: boolean }) {
  const id = `latest-${edit.revision}`;
  const again = redoneBy(edit, all);
  return (
    <li class={edit.undone_by === null || again !== null ? "" : "latest-undone"} aria-labelledby={id}>
      <h3 id={id}>{titled(edit)}</h3>
      <p class="latest-who">
        <time dateTime={edit.time}>{when(edit.time, now)}</time> · {edit.author === "" ? say("history-nobody") : edit.author} · {say("history-edit", { edit: edit.revision })}
      </p>
      <Rows edit={edit} />
      {edit.undone_by !== null ? (
        <p class="latest-state">{again === null ? say("history-undone-by", { by: edit.undone_by }) : say("history-redone-by", { by: edit.undone_by, again })}</p>
      ) : (
        may && (
          <TakeBack
            edit={edit}
            done={() => (done.value = say(edit.action === "undo" ? "history-redone" : "history-taken-back", { edit: edit.revision }))}
            refused={() => (refused.value += 1)}
          />
        )
      )}
    </li>
  );
}

/** What was done just now; it takes the keyboard's place, for the button that was pressed is gone. */
function Told() {
  const element = useRef<HTMLParagraphElement>(null);
  const words = done.value;
  useEffect(() => {
    if (words !== null) element.current?.focus();
  }, [words]);
  useEffect(() => () => void (done.value = null), []);
  return (
    <p ref={element} class="latest-told" role="status" tabIndex={-1}>
      {words}
    </p>
  );
}

export function Latest() {
  const may = lastOf(writable.value);
  const now = new Date();
  return (
    <div class="latest-list">
      <p class="latest-about">{say("history-about")}</p>
      <Told />
      {may === false && <p>{say("history-read-only")}</p>}
      {writable.value.kind === "problem" && edits.value.kind !== "problem" && <Shown answer={writable.value}>{() => null}</Shown>}
      <Shown answer={edits.value}>
        {({ edits: list, links }) =>
          list.length === 0 ? (
            <p>{say("history-none")}</p>
          ) : (
            <>
              <ol aria-label={say("latest-changes")}>
                {list.map((edit) => (
                  <Entry key={edit.revision} edit={edit} all={list} now={now} may={may === true} />
                ))}
              </ol>
              {links.some(({ rel }) => rel === "next") && <button onClick={() => (most.value += PAGE)}>{say("history-earlier", { count: count(PAGE) })}</button>}
            </>
          )
        }
      </Shown>
    </div>
  );
}
