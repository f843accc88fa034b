import { effect } from "@preact/signals";
import { render } from "preact";

import { asked } from "./api/asked";
import { settings } from "./api/reports";
import { App } from "./app";
import "./page.css";
import { tellProblem } from "./parts/notices";
import { beginFirstView, firstViewOver } from "./state/first-view";
import { follow, ownLimit, revision } from "./state/view";
import { firstLocale } from "./words/locale";
import { locale, say } from "./words/words";

/** After which the office's limit is asked for again where it could not be had. */
const AGAIN_MS = 30_000;

/** Puts the page together. */
export function begin(): void {
  locale.value = firstLocale();
  follow();
  effect(() => {
    document.documentElement.lang = locale.value;
    document.title = say("page-title");
  });
  // An edit, or taking one back, may change the limit.
  const own = asked((signal) => (firstViewOver.value && revision.value >= 0 ? settings(signal) : null));
  effect(() => {
    const answer = own.value;
    if (answer.kind === "there") ownLimit.value = answer.value.coverage_limit_m;
    if (answer.kind !== "problem") return;
    tellProblem(answer.problem.message);
    // Coverage says nothing without it.
    const timer = setTimeout(() => answer.again?.(), AGAIN_MS);
    return () => clearTimeout(timer);
  });
  const page = document.getElementById("page");
  if (page) render(<App />, page);
  beginFirstView();
}
