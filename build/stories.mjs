// The browser tests, on a server that is built already.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempt, root, step } from "./step.mjs";
import { counts, times, wrong } from "./tally.mjs";

const FOLDER = join(root, "end2end");
/** Of more than so many that failed, not each is told once more with pictures. */
const TRACED = 12;

/** Every test of a report by Playwright, with the files and groups it stands in. */
function told(suites, path = []) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map((test) => ({ name: [...path, suite.title, title].join(" › "), ...test }))),
    ...told(suite.suites ?? [], [...path, suite.title]),
  ]);
}

/** Playwright's filter for a word: it looks at files and titles. */
const grep = (word) => (word ? ["--grep", `/${word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}/i`] : []);

const playwright = (parameters, options) => attempt("npx", ["--no-install", "playwright", "test", ...parameters], { cwd: FOLDER, ...options });

/** Whether a word names any story. */
export async function areNamed(word, env) {
  const { code } = await playwright(["--list", ...grep(word)], { env, quiet: true });
  return code === 0;
}

/** Runs all stories, or those a word names, counted from Playwright's own report. */
export async function stories(env, { only } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "coterie-report-"));
  const report = join(folder, "report.json");
  let failed = 0;
  await step("Browser tests in Chromium", "about 10 min", async () => {
    const { code } = await playwright(["--reporter=list,json", ...grep(only)], { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } });
    try {
      const { stats, errors, suites } = JSON.parse(readFileSync(report, "utf8"));
      // A test that was skipped, or needed a second try, is not one that passed.
      failed = stats.unexpected + stats.flaky + stats.skipped;
      counts.push({ what: "browser", passed: stats.expected, failed, seconds: stats.duration / 1000 });
      for (const { name, projectName, results } of told(suites)) {
        times.push({ name: `browser, ${projectName} ${name}`, seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000 });
      }
      if (errors.length > 0 || (code !== 0 && failed === 0)) wrong.push("Browser tests: not all of them ran to their end");
    } catch {
      wrong.push("Browser tests: they did not run");
    }
  });
  rmSync(folder, { recursive: true, force: true });
  if (failed > 0 && failed <= TRACED) await traced(env);
}

/**
 * A trace takes as long as the story it is of, so none is kept at first. Stories that failed are run once more for it,
 * whatever comes of that: they have failed.
 */
async function traced(env) {
  await step("Stories that failed, once more with a trace (they stay red)", null, () =>
    // Which they were stands in the folder that the first run wrote to.
    playwright(["--last-failed", "--reporter=line"], { env: { ...env, COTERIE_TRACE: "1" } }),
  );
  console.log("  Their traces are in end2end/test-results: npx playwright show-trace …/trace.zip");
}
