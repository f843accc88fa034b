/**
 * Words for people, in Spanish and English, from `locales/`.
 *
 * `say(key, values)` in a component or an effect follows the language that is chosen.
 */

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { signal } from "@preact/signals";

import type { Locale } from "./locale";

/** Texts of messages by path: what is in the first view, and what parts that came later brought. */
const files = new Map<string, string>();
const bundles = new Map<Locale, FluentBundle>();

/** Brings the words of a part of the page, which come with it. */
export function learn(texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) files.set(path, text);
  bundles.clear();
}

learn(import.meta.glob<string>("../../locales/*/{page,map,card}.ftl", { query: "?raw", import: "default", eager: true }));

function bundleOf(locale: Locale): FluentBundle {
  const bundle = new FluentBundle(locale === "es" ? "es-PE" : "en", { useIsolating: false });
  for (const [path, text] of files) {
    if (path.includes(`/${locale}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

/** The language of everything a person reads. */
export const locale = signal<Locale>("es");

/** The words of a key in the chosen language. */
export function say(key: string, values: Record<string, FluentVariable> = {}): string {
  const bundle = bundles.get(locale.value) ?? bundleOf(locale.value);
  bundles.set(locale.value, bundle);
  const pattern = bundle.getMessage(key)?.value;
  if (!pattern) throw new Error(`no message ${key} in ${locale.value}`);
  return bundle.formatPattern(pattern, values);
}

/** A whole number, or one with decimals where asked, as the language writes it. */
export function count(value: number, decimals = 0): string {
  return value.toLocaleString(locale.value === "es" ? "es-PE" : "en", { maximumFractionDigits: decimals, minimumFractionDigits: decimals });
}

/** A distance in whole metres: "312 m". The page says beside it that distances are straight lines. */
export function metres(value: number): string {
  return `${count(value)} m`;
}
