// `make test`: everything that can be wrong, from the format to the browser. Red when anything is.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem, attempt, main, root, run, spoken, step, target } from "./step.mjs";
import { startPostgres } from "./postgres.mjs";
import { site } from "./site.mjs";
import { chromium, forBuilding, forTesting } from "./tools.mjs";

const began = Date.now();
/** What went wrong, in words; anything here makes the run red. */
const wrong = [];
/** What the runners counted: `{ what, passed, failed }`. */
const counts = [];

/** A check that is right or wrong as a whole. The others go on, so that one run tells everything. */
async function check(title, usually, program, parameters, options) {
  await step(title, usually, async () => {
    const { code } = await attempt(program, parameters, options);
    if (code !== 0) wrong.push(`${title} failed: ${[program, ...parameters].join(" ")}`);
  });
}

/** All Rust tests: rules, store on both databases, HTTP. Counted from what each test program says at its end. */
async function rust(env) {
  await step("Rust tests: rules, store on SQLite and PostgreSQL, HTTP", "about 6 min the first time, then 1", async () => {
    let [running, ended, what] = [0, 0, ""];
    const read = (line) => {
      const program = line.match(/^\s+(?:Running .*\(.*\/(\w+)-\w+\)|Doc-tests (\w+))$/);
      const result = line.match(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/);
      if (program) [running, what] = [running + 1, program[1] ?? `${program[2]} (examples in documentation)`];
      if (!result) return;
      const [passed, failed, ignored] = result.slice(1).map(Number);
      ended += 1;
      if (passed + failed + ignored > 0) counts.push({ what, passed, failed });
      if (ignored > 0) wrong.push(`${what}: ${ignored} tests are ignored`);
    };
    // One stream, so that each result follows the name of its program.
    const cargo = ["cargo", "test", "--locked", "--no-fail-fast", ...["domain", "workbook", "store", "app", "server"].flatMap((name) => ["-p", name])];
    const { code } = await attempt("sh", ["-c", 'exec "$@" 2>&1', "sh", ...cargo], { read, env });
    const failed = counts.some((count) => count.failed > 0);
    if (running === 0 || ended !== running || (code !== 0 && !failed)) wrong.push("Rust tests: not all of them ran to their end");
  });
}

/** The browser tests, counted from Playwright's own report. */
async function browser(env) {
  await step("Browser tests in Chromium", "about 3 min", async () => {
    const folder = mkdtempSync(join(tmpdir(), "coterie-report-"));
    const report = join(folder, "report.json");
    const { code } = await attempt("npx", ["--no-install", "playwright", "test", "--reporter=list,json"], {
      cwd: join(root, "end2end"),
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    try {
      const { stats, errors } = JSON.parse(readFileSync(report, "utf8"));
      // A test that was skipped, or needed a second try, is not one that passed.
      const failed = stats.unexpected + stats.flaky + stats.skipped;
      counts.push({ what: "browser", passed: stats.expected, failed });
      if (errors.length > 0 || (code !== 0 && failed === 0)) wrong.push("Browser tests: not all of them ran to their end");
    } catch {
      wrong.push("Browser tests: they did not run");
    }
    rmSync(folder, { recursive: true, force: true });
  });
}

function summary() {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`\n${"─".repeat(60)}`);
  for (const { what, passed, failed } of counts) console.log(`${failed ? "✗" : "✓"} ${what}: ${passed} passed, ${failed} failed`);
  console.log(`It took ${spoken((Date.now() - began) / 1000)}.`);
  if (wrong.length > 0) {
    for (const words of wrong) console.log(`✗ ${words}`);
    throw new Problem("make test is red.");
  }
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  if (sum("failed") > 0) process.exitCode = 1;
}

await main(async () => {
  await forBuilding();
  await forTesting();
  await check("Format", "seconds", "cargo", ["fmt", "--all", "--check"]);
  const clippy = (crates, more) => ["clippy", "--locked", ...crates.flatMap((name) => ["-p", name]), ...more, "--", "-D", "warnings"];
  await check("Clippy for the server", "about 4 min the first time", "cargo", clippy(["domain", "workbook", "store", "app", "server"], ["--all-targets"]));
  await check("Clippy for the browser", "about 2 min the first time", "cargo", clippy(["domain", "app", "frontend", "frontend-worker", "frontend-workbook", "frontend-forming"], ["--target", "wasm32-unknown-unknown"]));
  const database = await step("PostgreSQL of our own", "seconds", startPostgres);
  try {
    const env = { COTERIE_TEST_POSTGRES: database.url };
    await rust(env);
    try {
      await site();
      await run("cargo", ["build", "--locked", "-p", "server", "--bin", "coterie"]);
      await browser({ ...env, CHROMIUM: chromium(), COTERIE_BIN: join(target(), "debug", "coterie") });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      wrong.push(`Browser tests did not run: ${fault.message}`);
    }
  } finally {
    await database.stop();
  }
  summary();
});
