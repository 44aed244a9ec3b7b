// Measures the board with a crowd, in Chromium against a release server: a card is dragged across all columns while a
// trace is recorded, then dropped while the server's answer is held back. `node measure-board.mjs [learners] [groups]`,
// after `make build`.
import { chromium as browsers } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, found, open } from "./school.mjs";
import { live } from "./story.mjs";

const [learners, groups] = [Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 250)];
/** How long the server's answer is held back, in milliseconds. */
const HELD_BACK = 2000;
const LONG = 50;

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
page.setDefaultTimeout(120_000);

await page.goto(`/courses/MED-201/groups/new?prefix=Crowd&number=${groups}&genders=balanced&step=preview`);
await live(page);
await Promise.all([page.waitForResponse(/api\/groups\/add/), page.getByRole("button", { name: `Add ${groups} groups` }).click()]);
const view = await page.request.post("/api/board/view", { headers: { "sec-fetch-site": "same-origin" }, data: { code: "MED-201", period: null, set: null } });
const set = (await view.json()).sets.find((set) => set.groups === groups);
await page.goto(`/courses/MED-201/board?set=${set.id}`);
await live(page);
console.log(`${learners} learners in ${groups} groups: ${await page.locator(".learner").count()} cards and ${await page.locator(".column").count()} columns in the document`);

/** Notes in the page when each frame comes. */
await page.evaluate(() => {
  window.frames = [];
  let before = performance.now();
  const frame = (now) => {
    window.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

/** Does something while it is traced; says what it cost the page's thread. */
async function traced(what, work) {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"] });
  await page.evaluate(() => (window.frames.length = 0));
  const began = performance.now();
  await work();
  const took = (performance.now() - began) / 1000;
  const frames = (await page.evaluate(() => window.frames)).sort((a, b) => a - b);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  const run = traceEvents.filter(({ name, ph, pid, tid }) => ph === "X" && name.endsWith("RunTask") && threads.includes(`${pid} ${tid}`));
  const [tasks, busy] = ["dur", "tdur"].map((time) => run.map((task) => (task[time] ?? 0) / 1000).sort((a, b) => a - b));
  const over = (list) => list.filter((ms) => ms > LONG).length;
  const at = (list, share) => (list[Math.floor((list.length - 1) * share)] ?? 0).toFixed(1);
  console.log(
    `${what} (${took.toFixed(1)} s): ${tasks.length} tasks, the longest ${at(tasks, 1)} ms, ${over(tasks)} over ${LONG} ms ` +
      `(of the processor's time ${at(busy, 1)} ms, ${over(busy)}); ` +
      `${frames.length} frames, half within ${at(frames, 0.5)} ms, 99 of 100 within ${at(frames, 0.99)} ms, the longest ${at(frames, 1)} ms, ${over(frames)} over ${LONG} ms`,
  );
}

const scroller = page.locator("#board-columns");
const card = page.locator(".column").nth(1).locator(".learner__hold").first();
const id = (await card.getAttribute("id")).replace(/^card-\d+-/, "");
const [from, board] = [await card.boundingBox(), await scroller.boundingBox()];
await page.mouse.move(from.x + 40, from.y + 15);
await page.mouse.down();
await traced(`a card dragged across ${groups} columns`, async () => {
  await page.mouse.move(from.x + 80, from.y + 30, { steps: 5 });
  await page.mouse.move(board.x + board.width - 20, board.y + 200, { steps: 30 });
  await page.waitForFunction((box) => box.scrollLeft + box.clientWidth >= box.scrollWidth - 2, await scroller.elementHandle(), { polling: 250 });
});
const last = page.locator(`[data-column="${groups}"]`);
const target = await last.boundingBox();
await page.mouse.move(target.x + target.width / 2, target.y + 120, { steps: 10 });

let answered = false;
await page.route("**/api/board/move", async (route) => {
  const answer = await route.fetch();
  await new Promise((done) => setTimeout(done, HELD_BACK));
  answered = true;
  await route.fulfill({ response: answer });
});
const shown = page.evaluate(
  ([column, who]) =>
    new Promise((done) => {
      let began;
      addEventListener("pointerup", (event) => (began = event.timeStamp), { capture: true, once: true });
      const look = () => {
        if (began && document.getElementById(`card-${column}-${who}`)) setTimeout(() => done(performance.now() - began));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }),
  [groups, id],
);
await page.mouse.up();
console.log(`from the drop to the card in its new column, painted: ${(await shown).toFixed(1)} ms; the server's answer was ${answered ? "there" : `held back by ${HELD_BACK} ms`}`);
await page.waitForResponse("**/api/board/move");
await browser.close();
await school.close();
rmSync(folder, { recursive: true, force: true });
