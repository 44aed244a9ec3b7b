import { defineConfig } from "@playwright/test";
import { chromium } from "./school.mjs";

const sqlite = { name: "sqlite", use: { database: "sqlite" }, grepInvert: /@postgres/ };
// The main stories once more, where the other database could make a difference, and what only it can do. `make test` always has one;
// by hand, name one in COTERIE_TEST_POSTGRES.
const postgres = { name: "postgres", use: { database: "postgres" }, grep: /@both|@postgres/ };

export default defineConfig({
  testDir: "stories",
  globalSetup: "./prepare.mjs",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // Patience, not a claim: some stories have axe look at dozens of states, on machines that do other things too.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  preserveOutput: "failures-only",
  reporter: "list",
  use: {
    launchOptions: chromium,
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // A trace costs as much as the story: build/stories.mjs asks for one where a story failed. By hand: COTERIE_TRACE=1.
    trace: process.env.COTERIE_TRACE ? "on" : "off",
  },
  projects: process.env.COTERIE_TEST_POSTGRES ? [sqlite, postgres] : [sqlite],
});
