/** The layers' style, asked for anew when kitchens, and so colours, may have changed, and when the language has. */

import { computed } from "@preact/signals";

import { asked, lastOf } from "../api/asked";
import { ask } from "../api/client";
import { revision } from "../state/view";
import { locale } from "../words/words";
import { STYLE } from "./first-questions";
import { Style, type StyleDocument } from "./style";

const styleAnswer = asked((signal) =>
  // An edit may bring a kitchen and so a colour.
  revision.value < 0 ? null : ask<StyleDocument>(STYLE, { headers: { "Accept-Language": locale.value }, signal }),
);

const document = computed(() => {
  const answer = styleAnswer.value;
  return lastOf(answer);
});

/** The last that came; both are one. */
export const layersStyle = computed(() => (document.value ? { document: document.value, style: new Style(document.value) } : null));

/** Why the layers cannot be drawn. */
export const layersStyleProblem = computed(() => (styleAnswer.value.kind === "problem" ? styleAnswer.value.problem.message : null));
