// Measures the wizard with a crowd, in Chromium against a release server: `node measure.mjs [learners] [groups]`.
// Prints milliseconds, from the press to the painted answer. Needs `make build`.
import { chromium as browsers } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, found, open } from "./school.mjs";
import { live } from "./story.mjs";

const [learners, groups] = [Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 250)];
const TIMES = 5;
const root = fileURLToPath(new URL("..", import.meta.url));
process.env.COTERIE_BIN ??= resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release/coterie");
const folder = mkdtempSync(join(tmpdir(), "coterie-measure-"));
await found("sqlite", folder);
const school = await open("sqlite", folder, "crowd");
const crowd = ["run", "--quiet", "--locked", "-p", "store", "--example", "crowd", "--", school.database, "MED-201", String(learners)];
execFileSync("cargo", crowd, { cwd: root, stdio: "inherit" });
const browser = await browsers.launch(chromium);
const context = await browser.newContext({ baseURL: school.url, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
await context.addCookies([school.cookie("coordinator")]);
const page = await context.newPage();

/** Presses a button in the page; milliseconds until the wait is over and painted. */
const press = (name, cards) =>
  page.evaluate(
    async ([name, cards]) => {
      const button = [...document.querySelectorAll("button")].find((button) => button.textContent.includes(name));
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const began = performance.now();
      button.click();
      while (document.querySelectorAll(".group-card").length === 0) await painted();
      await painted();
      const seen = performance.now() - began;
      while (document.querySelectorAll(".group-card").length < cards) await painted();
      return { seen, whole: performance.now() - began };
    },
    [name, cards],
  );

const say = (what, times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const [least, middle, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((ms) => ms.toFixed(0));
  console.log(`${what}: ${middle} ms (${least}–${most}, ${times.length} times)`);
};

const [shown, whole, reshuffled] = [[], [], []];
for (let time = 0; time < TIMES; time += 1) {
  await page.goto(`/courses/MED-201/groups/new?prefix=Crowd&number=${groups}&genders=balanced&step=rules`);
  await live(page);
  const first = await press("Next", groups);
  shown.push(first.seen);
  whole.push(first.whole);
  reshuffled.push((await press("Reshuffle", groups)).seen);
}
console.log(`${learners} learners into ${groups} groups, balanced`);
say("preview: formed, and the first screenful painted", shown);
say("preview: the last group painted", whole);
say("reshuffle: formed, and painted", reshuffled);

const added = [];
const undone = [];
for (let time = 0; time < TIMES; time += 1) {
  await page.goto(`/courses/MED-201/groups/new?prefix=Crowd&number=${groups}&genders=balanced&step=preview`);
  await live(page);
  const [answer] = await Promise.all([page.waitForResponse(/api\/groups\/add/), page.getByRole("button", { name: `Add ${groups} groups` }).click()]);
  await answer.finished();
  added.push(answer.request().timing().responseEnd);
  const [back] = await Promise.all([page.waitForResponse(/api\/groups\/undo/), page.getByRole("button", { name: "Undo" }).click()]);
  await back.finished();
  undone.push(back.request().timing().responseEnd);
}
say("server: adding them all, over HTTP", added);
say("server: undoing that, over HTTP", undone);

await browser.close();
await school.close();
rmSync(folder, { recursive: true, force: true });
