/** That nobody but the service is asked, and that the console stays clean, every test holds: see trial.ts. */

import { expect, test } from "./trial";

test("the page lets nothing run or load that is not the service's own", async ({ trial: { person } }) => {
  const answer = await person.page.goto(person.url);
  const policy = new Map((answer?.headers()["content-security-policy"] ?? "").split(";").map((rule) => rule.trim().split(/\s+/u)).map(([name = "", ...sources]) => [name, sources]));
  expect(policy.get("default-src")).toEqual(["'none'"]);
  for (const rule of ["script-src", "style-src", "connect-src", "worker-src"]) expect(policy.get(rule), rule).toEqual(["'self'"]);
  expect(policy.get("img-src")?.toSorted()).toEqual(["'self'", "blob:", "data:"]);
  const html = (await answer?.text()) ?? "";
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/u);
  for (const [, from = ""] of html.matchAll(/<script[^>]*\ssrc="([^"]*)"/gu)) expect(from).toMatch(/^\/map\//u);
});

test("no cookie is set and nothing is kept in the browser", async ({ trial: { person } }) => {
  await person.open();
  expect(await person.page.context().cookies()).toEqual([]);
  expect(await person.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("the first view weighs less than 300 KB", async ({ trial: { person } }) => {
  await person.open();
  const weight = await person.weight();
  expect(weight).toBeGreaterThan(10_000);
  expect(weight).toBeLessThan(300_000);
});
