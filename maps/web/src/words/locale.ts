/** The languages that the page is written in. */

export const LOCALES = ["es", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const isLocale = (text: string | null | undefined): text is Locale => LOCALES.some((name) => name === text);

/** The language to begin with: the one in the address, or else the first of the reader's own that there is. */
export function firstLocale(): Locale {
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
  if (isLocale(asked)) return asked;
  return navigator.languages.map((name) => name.split("-")[0]).find(isLocale) ?? "es";
}
