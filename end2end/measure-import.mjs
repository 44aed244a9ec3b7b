// Measures the worker that imports users, in Chromium, against PapaParse in the same run: `node measure-import.mjs
// [rows]`. Nobody is known to the server, which is a stub here: what is measured is the browser's work.
// Needs `make build`.
import { chromium as browsers } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { COLUMNS, registry } from "./registry.mjs";
import { chromium } from "./school.mjs";

const ROWS = Number(process.argv[2] ?? 100_000);
const TIMES = 5;
const root = fileURLToPath(new URL("..", import.meta.url));
const site = process.env.COTERIE_SITE ?? resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "site");
const pkg = existsSync(join(site, "pkg.txt")) ? readFileSync(join(site, "pkg.txt"), "utf8").trim() : "pkg";

const GROUND = {
  lists: {
    genders: [["F", "Female"], ["M", "Male"], ["U", "Undefined"]].map(([code, name]) => ({ code, name })),
    titles: [],
    pronouns: [],
    organisations: [[1, "Medicine"]],
    departments: [[10, 1, "Surgery"]],
    tracks: [],
    roles: ["student", "faculty", "staff"].map((group) => ({ group, role: group })),
    settings: { on: [] },
  },
  gives: [[1, "student"]],
  cohorts: [],
  people: [],
};

/** As frontend/worker/worker.js, and tells how large its memory became. */
const MEASURED = `
  import start, { hear } from "./desk.js";
  const ready = start();
  self.onmessage = async ({ data }) => {
    const { memory } = await ready;
    if (data === "memory") self.postMessage({ id: "memory", memory: memory.buffer.byteLength });
    else hear(data);
  };`;

/** PapaParse on a thread of its own, which keeps what it read, as an importer must. */
const PAPA = `
  importScripts("/papaparse.js");
  self.onmessage = async ({ data: file }) => {
    self.rows = Papa.parse(await file.text(), { skipEmptyLines: true }).data;
    self.postMessage(self.rows.length);
  };`;

const KINDS = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const papaparse = readFileSync(createRequire(import.meta.url).resolve("papaparse/papaparse.min.js"));
const own = {
  "/": ["<!doctype html><link rel=icon href=data:,><title>Measure</title><script src=/papaparse.js></script><table></table>", ".html"],
  "/papaparse.js": [papaparse, ".js"],
  "/papa-worker.js": [PAPA, ".js"],
  [`/${pkg}/measured.js`]: [MEASURED, ".js"],
  "/file.csv": [registry(ROWS), ".csv"],
  "/admin/users/import/look-up": ["[]", ".json"],
};
const server = createServer((request, answer) => {
  const path = new URL(request.url, "http://here").pathname;
  const file = join(site, path);
  const [body, kind] = own[path] ?? (path.startsWith(`/${pkg}/`) && existsSync(file) ? [readFileSync(file), extname(file)] : []);
  // Isolated, so that the browser tells how much memory there is in use.
  answer.setHeader("cross-origin-opener-policy", "same-origin");
  answer.setHeader("cross-origin-embedder-policy", "require-corp");
  answer.setHeader("content-type", KINDS[kind] ?? "application/octet-stream");
  request.resume().on("end", () => answer.writeHead(body === undefined ? 404 : 200).end(body));
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const browser = await browsers.launch({ ...chromium, args: [...chromium.args, "--enable-blink-features=ForceEagerMeasureMemory"] });
const page = await browser.newPage();
page.on("pageerror", (fault) => console.error(fault));
page.on("console", (message) => message.type() === "error" && console.error(message.text()));

/** All measures of one fresh page, in milliseconds and bytes. */
async function once() {
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  return page.evaluate(
    async ({ worker: address, ground }) => {
      const now = () => performance.now();
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const blob = await (await fetch("/file.csv")).blob();
      const file = new File([blob], "registry.csv");
      const measures = { bytes: file.size };
      const inUse = async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes ?? 0;

      const worker = new Worker(address, { type: "module" });
      let id = 0;
      /** Asks; `hear` is told each answer with its time until it says that it was the last. */
      const ask = (ask, more, hear) =>
        new Promise((done, fail) => {
          const mine = (id += 1);
          worker.onerror = (event) => fail(new Error(event.message));
          const listen = ({ data }) => {
            if (data.id !== mine) return;
            const answer = JSON.parse(data.answer);
            if (answer.Unreadable || answer.Refused) fail(new Error(data.answer));
            if (hear?.(answer, now()) === false || answer.Progress) return;
            worker.removeEventListener("message", listen);
            done(answer);
          };
          worker.addEventListener("message", listen);
          worker.postMessage({ id: mine, ask: JSON.stringify(ask), ...more });
        });
      // The worker is there before a file is chosen.
      await ask("Stop");
      const before = await inUse();

      let began = now();
      let shown;
      await ask({ Open: { name: file.name, choice: {}, sheet: 0 } }, { file }, ({ File: view }, at) => {
        if (shown === undefined) {
          for (const [number, cells] of view.first) {
            const row = document.querySelector("table").insertRow();
            for (const cell of [number, ...cells]) row.insertCell().textContent = cell;
          }
          shown = painted().then(() => (measures.first = now() - began));
        }
        measures.index = at - began;
        measures.rows = view.rows;
        return view.whole;
      });
      await shown;

      began = now();
      await ask({ Match: { ground, remembered: null } }, {}, (_, at) => (measures.match = at - began));

      began = now();
      let looked;
      const { Review: review } = await ask("Review", {}, ({ Progress: progress }, at) => {
        if (progress) looked = at;
        else [measures.rules, measures.review] = [at - looked, at - began];
      });
      measures.created = review.counts.created;

      measures.edits = [];
      measures.pages = [];
      for (let turn = 0; turn < 40; turn += 1) {
        const row = 2 + ((turn * 7919) % measures.rows);
        const [field, text] = [["FirstName", `Ann ${turn}`], ["EntryYear", "soon"], ["City", "Basel"], ["Gender", "?"]][turn % 4];
        began = now();
        await ask({ Edit: { Cell: { row, field, text, everywhere: false } } });
        measures.edits.push(now() - began);
        began = now();
        await ask({ Rows: { filter: "All", from: row, count: 60 } });
        measures.pages.push(now() - began);
      }
      began = now();
      await ask({ Edit: { Cell: { row: 2, field: "City", text: "Basel", everywhere: true } } });
      measures.everywhere = now() - began;
      began = now();
      await ask("Undo");
      measures.undo = now() - began;

      measures.memory = await new Promise((done) => {
        worker.addEventListener("message", ({ data }) => data.id === "memory" && done(data.memory));
        worker.postMessage("memory");
      });
      measures.inUse = (await inUse()) - before;
      worker.terminate();

      const papa = new Worker("/papa-worker.js");
      began = now();
      await new Promise((done) => {
        papa.onmessage = done;
        papa.postMessage(file);
      });
      measures.papaWorker = now() - began;
      measures.papaInUse = (await inUse()) - before;
      papa.terminate();
      began = now();
      Papa.parse(await file.text(), { skipEmptyLines: true });
      measures.papaMain = now() - began;
      return measures;
    },
    { worker: `/${pkg}/measured.js`, ground: GROUND },
  );
}

const all = [];
for (let time = 0; time < TIMES; time += 1) all.push(await once());
await browser.close();
server.close();

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const spread = (numbers) => `${Math.min(...numbers).toFixed(1)}–${Math.max(...numbers).toFixed(1)}`;
const of = (name) => all.flatMap((measures) => measures[name]);
const say = (what, name, target) => console.log(`${what}: ${middle(of(name)).toFixed(1)} ms (${spread(of(name))}, ${of(name).length} times)${target ? `; wanted: ${target}` : ""}`);
const [{ bytes, rows, created }] = all;
console.log(`${rows} rows × ${COLUMNS.length} columns, ${(bytes / 2 ** 20).toFixed(1)} MiB; ${created} of them new users`);
say("first rows painted", "first", "100 ms");
say("read, indexed and parsed", "index", "less than PapaParse");
say("  PapaParse in a worker", "papaWorker");
say("  PapaParse on the main thread", "papaMain");
say("columns matched to fields", "match");
say("all rules, nobody known", "rules", "300 ms");
say("  with looking everyone up, 5,000 at once, at a server that knows nobody", "review");
say("an edit of a cell, with the state of the whole review", "edits", "10 ms");
say("  of a text in every row", "everywhere");
say("  that taken back", "undo");
say("60 rows of the table", "pages");
const times = (name) => `${(middle(of(name)) / bytes).toFixed(1)} × the file (${(middle(of(name)) / 2 ** 20).toFixed(0)} MiB)`;
console.log(`memory of the WASM at its highest: ${times("memory")}; wanted: 6 ×`);
console.log(`memory the browser uses more than before: ${times("inUse")}; with PapaParse's rows: ${times("papaInUse")}`);
const wrong = all.some((m) => m.rows !== ROWS || m.created !== ROWS);
if (wrong) throw new Error("The file was not read as it is.");
