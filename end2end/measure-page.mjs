// Measures the import of users on its page, in Chromium against a release server: what keeps the page's own thread
// busy while someone scrolls and types, then how much memory the server needed for the whole import.
// `node measure-page.mjs [rows]`, after `make build`.
import { chromium as browsers } from "@playwright/test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { registry } from "./registry.mjs";
import { chromium, found, open } from "./school.mjs";
import { live } from "./story.mjs";
import { chip, grid, IMPORT, next } from "./users-csv.mjs";

const ROWS = Number(process.argv[2] ?? 100_000);
const root = fileURLToPath(new URL("..", import.meta.url));
process.env.COTERIE_BIN ??= resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release/coterie");
const folder = mkdtempSync(join(tmpdir(), "coterie-measure-"));
const file = join(folder, "registry.csv");
const content = registry(ROWS, "");
writeFileSync(file, content);
await found("sqlite", folder);
const school = await open("sqlite", folder, "registry");
const browser = await browsers.launch(chromium);
const context = await browser.newContext({ baseURL: school.url, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
await context.addCookies([school.cookie("staffadmin")]);
const page = await context.newPage();
page.setDefaultTimeout(300_000);

await page.addInitScript(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  // How long the page takes to draw again, asked all the time.
  window.frames = [];
  let before = performance.now();
  const frame = (now) => {
    window.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

/** Does something and says what it cost the page's thread. */
async function measured(what, work) {
  await page.evaluate(() => (window.tasks.length = window.frames.length = 0));
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  await page.waitForTimeout(300);
  const { tasks, frames } = await page.evaluate(() => ({ tasks: window.tasks, frames: window.frames }));
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(0);
  const long = tasks.length ? `${tasks.length} over 50 ms, the longest ${Math.max(...tasks).toFixed(0)} ms` : "none over 50 ms";
  console.log(`${what} (${(took / 1000).toFixed(1)} s): tasks: ${long}; frames: half within ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, all within ${at(1)} ms`);
}

console.log(`${ROWS} rows, ${(content.length / 2 ** 20).toFixed(1)} MiB`);
await page.goto(IMPORT);
await live(page);
await measured("choosing the file", async () => {
  await page.locator("#file").setInputFiles(file);
  await page.getByText(`${ROWS.toLocaleString("en-GB")} rows`).first().waitFor();
});
await measured("to Columns", async () => {
  await next(page).click();
  await page.waitForURL(/step=columns/);
});
await measured("to Review, everyone looked up", async () => {
  await next(page).click();
  await chip(page, /create$/).waitFor();
});
// All rows, not only those with problems.
await chip(page, /rows?$/).click();
const table = grid(page);
await table.hover();
await measured("scrolling by wheel, 200 turns", async () => {
  for (let turn = 0; turn < 200; turn += 1) {
    await page.mouse.wheel(0, 300 + 40 * (turn % 7));
    await page.waitForTimeout(16);
  }
});
await measured("scrolling sideways, 60 turns", async () => {
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(turn < 30 ? 120 : -120, 0);
    await page.waitForTimeout(16);
  }
});
await measured("jumping through the whole table, 40 times", async () => {
  for (let turn = 0; turn < 40; turn += 1) {
    await table.evaluate((element, part) => {
      let box = element;
      while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
      (box ?? document.scrollingElement).scrollTop = part * (box ?? document.scrollingElement).scrollHeight;
    }, ((turn * 17) % 40) / 40);
    await page.waitForTimeout(50);
  }
});
await measured("typing into 20 cells", async () => {
  // The first is the name, on which Enter shows the row by itself.
  await table.locator("tbody [tabindex][aria-colindex='2']").first().click();
  for (let turn = 0; turn < 20; turn += 1) {
    await page.keyboard.press("Enter");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(`anna.marie.${turn}@new.example`, { delay: 15 });
    await page.keyboard.press("Enter");
    await page.waitForTimeout(60);
  }
});
const memory = () => Number(readFileSync(`/proc/${school.pid()}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
console.log(`server, highest before the import: ${memory().toFixed(0)} MiB`);
await next(page).click();
const leave = page.getByRole("dialog").getByRole("button", { name: /^Leave out/ });
await page.waitForURL(/step=finish/).catch(() => leave.click());
await page.getByLabel("Notify new users").uncheck();
await measured("Import Users", async () => {
  await page.getByRole("button", { name: "Import Users" }).click();
  await page.waitForURL(/\/imports\/\d+/);
});
console.log(`server, highest with the import: ${memory().toFixed(0)} MiB`);
await browser.close();
await school.close();
rmSync(folder, { recursive: true });
