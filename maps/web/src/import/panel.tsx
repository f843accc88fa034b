/** Importing a file: choose it, see what was understood of it, mend that, and write it. */

import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { asked, lastOf } from "../api/asked";
import { editable } from "../api/edits";
import { extent, type Preview } from "../api/imports";
import { tellProblem } from "../parts/notices";
import { revision } from "../state/view";
import { count, learn, locale, say } from "../words/words";
import { Effects } from "./effects";
import { Finish } from "./finish";
import { Foot } from "./foot";
import { Found } from "./found";
import "./import.css";
import { Matching } from "./matching";
import { far, positionOf, type Box } from "./place";
import { Progress } from "./progress";
import { Rejected, Warnings } from "./rejected";
import { Sample } from "./sample";
import { FileButton, Start } from "./start";
import { choice, file, finished, preview, problem, step, take, translate } from "./state";
import { Trouble } from "./trouble";

learn(import.meta.glob<string>("../../locales/*/import.ftl", { query: "?raw", import: "default", eager: true }));

/** Where the registered settlements are; the kitchens, where there are none. */
const known = asked(async (): Promise<Box | null> => (revision.value < 0 ? null : (await extent("settlements")) ?? (await extent("kitchens"))));
const writable = asked(() => editable(choice.value.layer));
const dragged = signal(false);

let words = locale.peek();
effect(() => {
  if (words === locale.value) return;
  words = locale.value;
  void translate();
});

/** Takes files that are dropped anywhere on the page, which a browser would otherwise open in its place. */
function useDrops(): void {
  useEffect(() => {
    const stop = new AbortController();
    const on = (name: "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      document.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        handle(event);
      }, { signal: stop.signal });
    on("dragover", () => (dragged.value = true));
    on("dragleave", ({ relatedTarget }) => (dragged.value = relatedTarget !== null));
    on("drop", ({ dataTransfer }) => {
      dragged.value = false;
      const [dropped, ...others] = dataTransfer?.files ?? [];
      if (others.length > 0) tellProblem(say("import-one-file"));
      if (dropped) void take(dropped);
    });
    return () => {
      stop.abort();
      dragged.value = false;
    };
  }, []);
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${count(bytes / 1_000, 1)} kB` : `${count(bytes / 1_000_000, 1)} MB`;
}

function formatWords({ format, separator }: Preview["file"]): string {
  return separator === null || separator === "," ? format : say("import-separated", { format, separator: separator === "\t" ? say("import-tab") : separator });
}

function FileName({ held, shown }: { readonly held: File; readonly shown: Preview | null }) {
  const size = sizeWords(held.size);
  return (
    <div class="import-name">
      <p>
        <strong>{held.name}</strong>
        <span class="import-quiet">{say(`import-layer-${choice.value.layer}`)} · {shown ? say("import-size", { size, format: formatWords(shown.file) }) : size}</span>
      </p>
      {!problem.value && <FileButton label={say("import-other-file")} />}
    </div>
  );
}

function Understood({ shown }: { readonly shown: Preview }) {
  const positions = shown.preview.features.map(positionOf).filter((position) => position !== null);
  return (
    <div aria-busy={step.value !== null}>
      <Found shown={shown} lie={far(lastOf(known.value) ?? null, positions, shown.crs.code)} />
      <Rejected shown={shown} />
      <Matching shown={shown} />
      <Sample shown={shown} />
      <Warnings shown={shown} />
      {shown.would && <Effects would={shown.would} />}
      <Foot shown={shown} />
    </div>
  );
}

export function ImportPanel() {
  useDrops();
  const held = file.value;
  const shown = preview.value;
  const over = dragged.value ? "import import-over" : "import";
  if (lastOf(writable.value) === false) return <p class="import" role="status">{say("import-read-only")}</p>;
  if (finished.value) return <div class={over}><Finish finished={finished.value} /></div>;
  if (!held) return <div class={over}><Start /></div>;
  return (
    <div class={over}>
      <FileName held={held} shown={shown} />
      <Progress />
      {problem.value && <Trouble problem={problem.value} writing={shown !== null || problem.value.code === "import-unknown"} />}
      {shown && <Understood shown={shown} />}
    </div>
  );
}
