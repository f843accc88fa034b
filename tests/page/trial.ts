/** A test of the page: a person, and the service they ask, both its own. */

import type { Browser } from "playwright-core";
import { expect, test as plain } from "vitest";

import { launch, Person, type Size } from "./browser";
import { Service } from "./service";

export interface Trial {
  readonly service: Service;
  readonly person: Person;
  /** One more person at the same service. */
  other(size?: Size, locale?: string): Promise<Person>;
}

/** Fails too where the console had an error or somebody else than the service was asked. */
export const test = plain.extend<{ browser: Browser; trial: Trial }>({
  browser: [
    async ({}, use) => {
      const browser = await launch();
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  trial: async ({ browser }, use) => {
    const service = await Service.start();
    const people: Person[] = [];
    const other = async (size?: Size, locale?: string): Promise<Person> => {
      const person = await Person.with(browser, service.url, size, locale);
      people.push(person);
      return person;
    };
    try {
      await use({ service, person: await other(), other });
      expect(people.flatMap((person) => person.faults)).toEqual([]);
    } finally {
      await Promise.all(people.map((person) => person.leave()));
      await service.stop();
    }
  },
});

export { expect };
