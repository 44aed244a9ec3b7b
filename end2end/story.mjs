// What every story stands on: a school of its own, someone signed in, and a console that must stay silent.
import { test as base, expect } from "@playwright/test";
import { open } from "./school.mjs";

export { expect };

/** Waits until the page's WASM has woken it: from then on it answers. */
export async function live(page) {
  await page.locator("html[data-live]").waitFor({ state: "attached" });
}

/** What browsers complained about. */
class Complaints {
  #heard = [];
  #expected = [];

  listen(context) {
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.#heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (fault) => this.#heard.push(`uncaught: ${fault.error().stack}`));
  }

  /** Lets complaints of this kind pass: where the story is about a refusal, Chromium tells of its status. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  unexpected() {
    return this.#heard.filter((words) => !this.#expected.some((pattern) => pattern.test(words)));
  }
}

/** Makes `goto` wait for the page to be live. */
function patient(page) {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    const isPage = answer?.headers()["content-type"]?.startsWith("text/html") ?? false;
    if (isPage && (await page.locator("script[type=module]").count()) > 0) await live(page);
    return answer;
  };
  return page;
}

export const test = base.extend({
  database: ["sqlite", { option: true }],
  /** Who is signed in: one of the demo's accounts, or nobody. */
  role: [null, { option: true }],

  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    expect(complaints.unexpected(), "the browser's console").toEqual([]);
  },

  /** A demo school that nobody else touches. */
  school: async ({ database }, use, testInfo) => {
    const school = await open(database, process.env.COTERIE_SCHOOLS, `${testInfo.testId}_${testInfo.repeatEachIndex}`.replaceAll("-", "_"));
    await use(school);
    await school.close();
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach("server.log", { body: school.log(), contentType: "text/plain" });
  },

  baseURL: async ({ school }, use) => {
    await use(school.url);
  },

  context: async ({ context, school, role, complaints }, use) => {
    if (role) await context.addCookies([school.cookie(role)]);
    complaints.listen(context);
    await use(context);
  },

  page: async ({ page, javaScriptEnabled }, use) => {
    await use(javaScriptEnabled === false ? page : patient(page));
  },

  /** Opens a browser of someone else's: `await as("director")` is a page where they are signed in. */
  as: async ({ browser, school, complaints, contextOptions, viewport, locale, timezoneId }, use) => {
    const contexts = [];
    await use(async (role) => {
      const context = await browser.newContext({ ...contextOptions, viewport, locale, timezoneId, baseURL: school.url });
      contexts.push(context);
      if (role) await context.addCookies([school.cookie(role)]);
      complaints.listen(context);
      return patient(await context.newPage());
    });
    for (const context of contexts) await context.close();
  },
});
