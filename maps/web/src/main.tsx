import { effect } from "@preact/signals";
import { render } from "preact";

import { Problem } from "./api/client";
import { settings } from "./api/reports";
import { App } from "./app";
import "./page.css";
import { tellProblem } from "./parts/notices";
import { beginFirstView, firstViewOver } from "./state/first-view";
import { follow, ownLimit, revision } from "./state/view";
import { firstLocale } from "./words/locale";
import { locale, say } from "./words/words";

/** Puts the page together. */
export function begin(): void {
  locale.value = firstLocale();
  follow();
  beginFirstView();
  effect(() => {
    document.documentElement.lang = locale.value;
    document.title = say("page-title");
  });
  effect(() => {
    // An edit, or taking one back, may change the limit.
    const seen = revision.value;
    if (!firstViewOver.value) return;
    settings().then(
      (known) => (ownLimit.value = seen === revision.peek() ? known.coverage_limit_m : ownLimit.peek()),
      (error: unknown) => tellProblem(error instanceof Problem ? error.message : say("service-unreached")),
    );
  });
  const page = document.getElementById("page");
  if (page) render(<App />, page);
}
