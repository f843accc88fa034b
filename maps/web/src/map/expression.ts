/**
 * The expressions of the layers' style, and no others: what is unknown is refused, so that the map never silently shows something
 * else than the style says.
 */

export type Properties = Readonly<Record<string, unknown>>;
export type Value = string | number | boolean | null;
export type Expression = (of: Properties) => Value;

/** The style asks for something that this map cannot draw. */
export class StyleError extends Error {}

const isValue = (value: unknown): value is Value => value === null || ["string", "number", "boolean"].includes(typeof value);

function valueOf(of: Properties, name: string): Value {
  const value = of[name];
  return isValue(value) ? value : null;
}

function nameIn(parts: readonly unknown[]): string {
  const name = parts[0];
  if (parts.length !== 1 || typeof name !== "string") throw new StyleError(`a name, not ${JSON.stringify(parts)}`);
  return name;
}

/** Both sides of a comparison. */
function sides(parts: readonly unknown[]): [Expression, Expression] {
  if (parts.length !== 2) throw new StyleError(`two sides, not ${JSON.stringify(parts)}`);
  return [expression(parts[0]), expression(parts[1])];
}

function compared(parts: readonly unknown[], holds: (left: number, right: number) => boolean): Expression {
  const [left, right] = sides(parts);
  return (of) => {
    const [a, b] = [left(of), right(of)];
    return typeof a === "number" && typeof b === "number" && holds(a, b);
  };
}

/** `["match", input, label or [labels], output, ..., otherwise]` */
function match([input, ...cases]: readonly unknown[]): Expression {
  if (cases.length % 2 === 0) throw new StyleError("match without a last output");
  const given = expression(input);
  const otherwise = expression(cases.at(-1));
  const outputs = new Map<unknown, Expression>();
  for (let at = 0; at + 1 < cases.length; at += 2) {
    const output = expression(cases[at + 1]);
    for (const label of [cases[at]].flat()) if (!outputs.has(label)) outputs.set(label, output);
  }
  return (of) => (outputs.get(given(of)) ?? otherwise)(of);
}

/** `["step", input, lowest output, stop, output, ...]`, stops going up. */
function step([input, lowest, ...rest]: readonly unknown[]): Expression {
  const given = expression(input);
  const first = expression(lowest);
  const stops: { from: number; output: Expression }[] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const from = rest[at];
    if (typeof from !== "number" || from <= (stops.at(-1)?.from ?? -Infinity)) throw new StyleError(`stops of step go up, not to ${JSON.stringify(from)}`);
    stops.push({ from, output: expression(rest[at + 1]) });
  }
  return (of) => {
    const value = given(of);
    const reached = typeof value === "number" ? stops.findLast((stop) => stop.from <= value) : undefined;
    return (reached?.output ?? first)(of);
  };
}

const OPERATORS: Readonly<Record<string, (parts: readonly unknown[]) => Expression>> = {
  get: (parts) => {
    const name = nameIn(parts);
    return (of) => valueOf(of, name);
  },
  has: (parts) => {
    const name = nameIn(parts);
    return (of) => valueOf(of, name) !== null;
  },
  all: (parts) => {
    const every = parts.map(expression);
    return (of) => every.every((part) => part(of) === true);
  },
  "==": (parts) => {
    const [left, right] = sides(parts);
    return (of) => left(of) === right(of);
  },
  "!=": (parts) => {
    const [left, right] = sides(parts);
    return (of) => left(of) !== right(of);
  },
  "<": (parts) => compared(parts, (left, right) => left < right),
  ">=": (parts) => compared(parts, (left, right) => left >= right),
  match,
  step,
};

/** What an expression of the style gives for a feature. */
export function expression(json: unknown): Expression {
  if (isValue(json)) return () => json;
  if (!Array.isArray(json)) throw new StyleError(`not an expression: ${JSON.stringify(json)}`);
  const [name, ...parts] = json as unknown[];
  const operator = typeof name === "string" && Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw new StyleError(`unknown expression ${JSON.stringify(name)}`);
  return operator(parts);
}
