import { effect } from "@preact/signals";
import { render } from "preact";

import { settings } from "./api/reports";
import { App } from "./app";
import "./page.css";
import { tellProblem } from "./parts/notices";
import { follow, ownLimit, revision } from "./state/view";
import { locale, say } from "./words/words";
import { Problem } from "./api/client";

locale.value = navigator.languages.find((name) => /^(?:es|en)\b/u.test(name))?.startsWith("en") ? "en" : "es";
follow();
effect(() => {
  document.documentElement.lang = locale.value;
  document.title = say("page-title");
});
effect(() => {
  // An edit, or taking one back, may change the limit.
  const seen = revision.value;
  settings().then(
    (known) => (ownLimit.value = seen === revision.peek() ? known.coverage_limit_m : ownLimit.peek()),
    (error: unknown) => tellProblem(error instanceof Problem ? error.message : say("service-unreached")),
  );
});
const page = document.getElementById("page");
if (page) render(<App />, page);
