/** On a weak line a part of the page may not come. */

import { expect, test } from "./trial";

test("where the page's script does not come it is said, and the way to go on is one click", async ({ trial: { person } }) => {
  const script = /\/map\/main-[^/]*\.js$/u;
  person.refused(script);
  await person.page.route(script, (route) => route.abort());
  await person.page.goto(person.url);
  await person.page.getByText(/no se pudo cargar/u).waitFor();
  await person.page.unroute(script);
  await person.click(person.page.getByRole("link", { name: "cárguelo de nuevo" }));
  await person.settled();
  await expect.poll(() => person.painted()).toBeGreaterThan(0.05);
  expect(await person.page.getByText(/no se pudo cargar/u).isVisible()).toBe(false);
});

test("what draws the tiles is asked for again where it does not come", async ({ trial: { person } }) => {
  const worker = /\/map\/tiles\.worker-[^/]*\.js$/u;
  person.refused(worker);
  let times = 0;
  await person.page.route(worker, (route) => {
    times += 1;
    return times === 1 ? route.abort() : route.continue();
  });
  await person.open();
  await expect.poll(() => person.painted()).toBeGreaterThan(0.05);
  expect(times).toBe(2);
});
