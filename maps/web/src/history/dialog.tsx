/** Opens the latest changes, over whatever task is open. What is in them comes when they are opened. */

import { useEffect, useRef } from "preact/hooks";

import { late } from "../parts/late";
import { say } from "../words/words";
import { opened } from "./opened";

const Latest = late(async () => (await import("./latest")).Latest);

export function LatestButton() {
  return (
    <button class="latest-button" aria-haspopup="dialog" onClick={() => (opened.value = true)}>
      {say("latest-changes")}
    </button>
  );
}

function Dialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="latest" aria-labelledby="latest-title" onClose={() => (opened.value = false)}>
      <h2 id="latest-title">{say("latest-changes")}</h2>
      <button class="latest-close" onClick={() => dialog.current?.close()}>
        {say("close")}
      </button>
      <Latest />
    </dialog>
  );
}

export const LatestDialog = () => (opened.value ? <Dialog /> : null);
