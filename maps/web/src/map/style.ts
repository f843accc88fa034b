/** The layers' style (`/styles/cercania`), ready to draw by. */

import { expression, StyleError, type Expression, type Properties } from "./expression";

/** A layer of the style as the service sends it. */
interface Sent {
  readonly id: string;
  readonly type: string;
  readonly "source-layer": string;
  readonly paint: Readonly<Record<string, unknown>>;
  readonly filter?: unknown;
  readonly minzoom?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface StyleDocument {
  readonly layers: readonly Sent[];
}

const PAINTS = {
  fill: ["fill-color", "fill-opacity"],
  line: ["line-color", "line-width", "line-opacity"],
  circle: ["circle-color", "circle-radius", "circle-opacity", "circle-stroke-color", "circle-stroke-width"],
} as const;

export type Kind = keyof typeof PAINTS;
export type PaintName = (typeof PAINTS)[Kind][number];

/** Of the Mapbox Style Specification, where a layer says nothing. */
const DEFAULTS: Readonly<Record<PaintName, string | number>> = {
  "fill-color": "#000000",
  "fill-opacity": 1,
  "line-color": "#000000",
  "line-width": 1,
  "line-opacity": 1,
  "circle-color": "#000000",
  "circle-radius": 5,
  "circle-opacity": 1,
  "circle-stroke-color": "#000000",
  "circle-stroke-width": 0,
};

export class StyleLayer {
  readonly id: string;
  readonly of: string;
  readonly kind: Kind;
  /** What a legend says of it, in the language that the style was asked for; "" where it is in none. */
  readonly legend: string;
  private readonly from: number;
  private readonly filter: Expression;
  private readonly paint = new Map<string, Expression>();

  constructor(sent: Sent) {
    if (!isKind(sent.type)) throw new StyleError(`layer ${sent.id}: unknown type ${sent.type}`);
    this.id = sent.id;
    this.of = sent["source-layer"];
    this.kind = sent.type;
    this.from = sent.minzoom ?? 0;
    this.filter = expression(sent.filter ?? true);
    const legend = sent.metadata?.["cercania:legend"];
    this.legend = typeof legend === "string" ? legend : "";
    const known: readonly string[] = PAINTS[sent.type];
    for (const [name, value] of Object.entries(sent.paint)) {
      if (!known.includes(name)) throw new StyleError(`layer ${sent.id}: unknown ${name}`);
      this.paint.set(name, expression(value));
    }
  }

  draws(of: Properties): boolean {
    return this.filter(of) === true;
  }

  isShownAt(zoom: number): boolean {
    return zoom >= this.from;
  }

  text(name: PaintName, of: Properties): string {
    const value = this.paint.get(name)?.(of) ?? DEFAULTS[name];
    if (typeof value !== "string") throw new StyleError(`layer ${this.id}: ${name} is no colour`);
    return value;
  }

  number(name: PaintName, of: Properties): number {
    const value = this.paint.get(name)?.(of) ?? DEFAULTS[name];
    if (typeof value !== "number") throw new StyleError(`layer ${this.id}: ${name} is no number`);
    return value;
  }
}

function isKind(type: string): type is Kind {
  return Object.hasOwn(PAINTS, type);
}

export class Style {
  /** From the lowest up. */
  readonly layers: readonly StyleLayer[];

  constructor(document: StyleDocument) {
    this.layers = document.layers.map((layer) => new StyleLayer(layer));
  }

  /** The colour of a kitchen: that of its catchment's outline. */
  kitchen(id: string | null): string {
    const outline = this.layers.find((layer) => layer.of === "catchments" && layer.kind === "line");
    return outline?.text("line-color", id === null ? {} : { id }) ?? DEFAULTS["line-color"].toString();
  }
}
