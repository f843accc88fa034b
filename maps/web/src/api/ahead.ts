/** What the first view waits for, asked for while the rest of the page is still being read. */

import type { Locale } from "../words/locale";

const sent = new Map<string, Promise<unknown>>();

const keyOf = (address: string, locale: Locale): string => `${locale} ${address}`;

/** The headers of every question to the service. */
export const headersFor = (locale: Locale): Record<string, string> => ({ "Accept-Language": locale, Accept: "application/json" });

async function answered(address: string, locale: Locale): Promise<unknown> {
  try {
    const answer = await fetch(address, { headers: headersFor(locale) });
    return answer.ok ? ((await answer.json()) as unknown) : undefined;
  } catch {
    // Who wants it asks again, and is told.
    return undefined;
  }
}

export function askAhead(address: string, locale: Locale): void {
  sent.set(keyOf(address, locale), answered(address, locale));
}

/** The JSON of the answer to a question that was asked ahead: once, for it grows old. `undefined` where there is none. */
export function takeAhead(address: string, locale: Locale): Promise<unknown> | undefined {
  const answer = sent.get(keyOf(address, locale));
  sent.delete(keyOf(address, locale));
  return answer;
}
