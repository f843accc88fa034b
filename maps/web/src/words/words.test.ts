import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, Message, type Pattern, type Resource, Visitor } from "@fluent/syntax";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

function texts(folder: string, ending: RegExp): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => ending.test(name)).map((name) => readFileSync(join(root, folder, name), "utf8"));
}

/** Every message's variables, by key. */
function messages(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of texts(`locales/${locale}`, /\.ftl$/u)) {
    const resource: Resource = parse(text, {});
    for (const entry of resource.body) {
      expect(entry.type, JSON.stringify(entry)).not.toBe("Junk");
      if (!(entry instanceof Message)) continue;
      expect(found.has(entry.id.name), `${entry.id.name} is there twice`).toBe(false);
      found.set(entry.id.name, variables(entry.value).join(" "));
    }
  }
  return found;
}

function variables(pattern: Pattern | null): string[] {
  const names = new Set<string>();
  class Names extends Visitor {
    override visitVariableReference(node: { id: { name: string } }): void {
      names.add(node.id.name);
    }
  }
  if (pattern) new Names().visit(pattern);
  return [...names].sort();
}

/** What is said of many; of one it is another word. */
const MANY = /^\s(?:hogares|personas|cocinas|asentamientos|brechas|raciones|filas|columnas|households|people|persons|kitchens|settlements|gaps|rations|rows|columns)\b/u;
/** There are always many of these. */
const NEVER_ONE = ["coverage-gaps-more", "list-too-many", "list-of", "import-moved-least", "what-if-first-drawn"];

/** Messages that count with the same words however many there are. */
function uncounted(locale: string): string[] {
  const found = new Set<string>();
  for (const text of texts(`locales/${locale}`, /\.ftl$/u)) {
    for (const entry of parse(text, {}).body) {
      if (!(entry instanceof Message) || !entry.value) continue;
      entry.value.elements.forEach((element, at) => {
        const before = entry.value?.elements[at - 1];
        const counts = before?.type === "Placeable" && before.expression.type === "VariableReference";
        if (element.type === "TextElement" && counts && MANY.test(element.value)) found.add(entry.id.name);
      });
    }
  }
  return [...found].filter((key) => !NEVER_ONE.includes(key));
}

describe("messages", () => {
  it.each(["es", "en"])("in %s say one household of one", (locale) => {
    expect(uncounted(locale)).toEqual([]);
  });


  it("are the same in both languages, with the same variables", () => {
    expect(Object.fromEntries(messages("es"))).toEqual(Object.fromEntries(messages("en")));
  });

  const code = texts("src", /(?<!\.test)\.tsx?$/u).join("\n");

  it("are there for every key that the code says", () => {
    const known = messages("es");
    const said = [...code.matchAll(/\bsay\(\s*"([a-z0-9-]+)"/gu)].map((match) => match[1] ?? "");
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((key) => !known.has(key))).toEqual([]);
  });

  it("are there for every key that the code puts together, and none is left over", () => {
    const known = [...messages("es").keys()];
    const starts = [...code.matchAll(/\bsay\(\s*`([a-z0-9-]+)\$\{/gu)].map((match) => match[1] ?? "");
    for (const start of starts) expect(known.some((key) => key.startsWith(start)), start).toBe(true);
    const unsaid = known.filter((key) => !code.includes(`"${key}"`) && !starts.some((start) => key.startsWith(start)));
    expect(unsaid).toEqual([]);
  });
});
