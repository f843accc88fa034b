/** The face of a kitchen that can be moved: round where open, square and crossed out where closed, a plus where new. */

export type Look = "open" | "closed" | "new";

const SVG = "http://www.w3.org/2000/svg";

function shape(name: string, given: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
  return element;
}

const INSIDE: Readonly<Record<Look, string>> = {
  // Four arrows: it can be moved.
  open: "M17 9v16M9 17h16M14.5 11.5 17 9l2.5 2.5M14.5 22.5 17 25l2.5-2.5M11.5 14.5 9 17l2.5 2.5M22.5 14.5 25 17l-2.5 2.5",
  closed: "M11 11l12 12M23 11l-12 12",
  new: "M17 10v14M10 17h14",
};

export function icon(look: Look, colour: string): SVGElement {
  const svg = shape("svg", { viewBox: "0 0 34 34", width: "34", height: "34", "aria-hidden": "true" });
  const edge = { fill: "#fff", stroke: "#1a1a1a", "stroke-width": "1" };
  const band = { fill: "none", stroke: colour, "stroke-width": "4" };
  if (look === "closed") {
    svg.append(shape("rect", { x: "3", y: "3", width: "28", height: "28", rx: "3", ...edge }), shape("rect", { x: "5.5", y: "5.5", width: "23", height: "23", rx: "1", ...band, stroke: "#6b6b6b" }));
  } else svg.append(shape("circle", { cx: "17", cy: "17", r: "15.5", ...edge }), shape("circle", { cx: "17", cy: "17", r: "13", ...band }));
  svg.append(shape("path", { d: INSIDE[look], fill: "none", stroke: look === "closed" ? "#a50026" : "#1a1a1a", "stroke-width": look === "open" ? "1.6" : "3", "stroke-linecap": "round", "stroke-linejoin": "round" }));
  return svg;
}
