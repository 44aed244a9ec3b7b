// Measures rotations in Chromium: `node measure-rotation.mjs [seeds]`. Each is searched in the page's own worker for its
// first effort; said is what was found, and after how many milliseconds the best and the end came. Then the page itself:
// from the last key to the first verdict, and to the last.
import { chromium as browsers } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, found, open } from "./school.mjs";

const seeds = Number(process.argv[2] ?? 3);
const SIZES = [[15, 5, 7], [32, 8, 7], [32, 8, 8], [160, 20, 5], [160, 20, 8], [500, 62, 8], [2000, 250, 4]];

const folder = mkdtempSync(join(tmpdir(), "coterie-measure-"));
await found("sqlite", folder);
const school = await open("sqlite", folder, "measure");
const browser = await browsers.launch(chromium);
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.url, locale: "en-GB" });
await context.addCookies([school.cookie("coordinator")]);
const page = await context.newPage();
page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.log(`  ${message.type()}: ${message.text()}`));
page.on("pageerror", (fault) => console.log(`  uncaught: ${fault}`));

/** Searches in a worker of the page's own. */
const search = (rotation) =>
  page.evaluate(async (rotation) => {
    const script = document.querySelector("link[rel=modulepreload]").href.replace(/[^/]+$/, "forming.js");
    const worker = new Worker(script, { type: "module" });
    const began = performance.now();
    let [best, first] = [{ repeats: Infinity }, 0];
    const last = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        if (data.outcome) {
          const { repeats, least } = JSON.parse(data.outcome);
          first ||= performance.now() - began;
          if (repeats < best.repeats) best = { repeats, least, at: performance.now() - began };
        }
        if (data.ended || data.fault !== undefined) resolve(data);
      };
      worker.postMessage({ id: 1, rotation: JSON.stringify(rotation) });
    });
    worker.terminate();
    return { ...best, first, end: performance.now() - began, steps: last.steps };
  }, rotation);

await page.goto("/courses/MED-201/groups/rotation", { waitUntil: "networkidle" });
console.log("learners groups rounds seed | repeats least | first ms, best ms, end ms, steps");
for (const [learners, groups, rounds] of SIZES) {
  const sizes = Array.from({ length: groups }, (_, at) => Math.floor(learners / groups) + (at < learners % groups ? 1 : 0));
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { repeats, least, first, at, end, steps } = await search({ sizes, rounds, seed });
    console.log([learners, groups, rounds, seed, "|", repeats, least, "|", ...[first, at, end].map(Math.round), steps].join("\t"));
  }
}

/** From the last key of a wish to its verdict on screen. */
async function typed(number, rounds) {
  await page.goto(`/courses/MED-201/groups/rotation?rounds=${rounds}&seed=7`, { waitUntil: "networkidle" });
  return page.evaluate(async (number) => {
    const field = document.querySelector("#number");
    const began = performance.now();
    field.value = number;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (!document.querySelector(".rotation__verdict")?.textContent) await new Promise((next) => requestAnimationFrame(next));
    const first = performance.now() - began;
    while (document.querySelector(".rotation__under progress")) await new Promise((next) => requestAnimationFrame(next));
    return { first, end: performance.now() - began, verdict: document.querySelector(".rotation__verdict").textContent };
  }, String(number));
}

for (const [number, rounds] of [[20, 5], [20, 8]]) {
  const { first, end, verdict } = await typed(number, rounds);
  console.log(`page, 160 learners, ${number} groups, ${rounds} rounds: first ${Math.round(first)} ms, end ${Math.round(end)} ms: ${verdict}`);
}
await browser.close();
await school.close();
rmSync(folder, { recursive: true, force: true });
