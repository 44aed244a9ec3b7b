// What is checked of the Rust code: its format, its lints, its tests.
import { join } from "node:path";
import { attempt, root, step, target } from "./step.mjs";
import { check, counts, times, wrong } from "./tally.mjs";

const HOUSE = ["domain", "workbook", "store", "service", "app", "server"];
const BROWSER = ["domain", "app", "frontend", "frontend-worker", "frontend-workbook", "frontend-forming"];
const named = (crates) => crates.flatMap((name) => ["-p", name]);

/** Format and lints, on the server's side and on the browser's. */
export async function lints() {
  await check("Format", "seconds", "cargo", ["fmt", "--all", "--check"]);
  const clippy = (crates, more) => ["clippy", "--locked", ...named(crates), ...more, "--", "-D", "warnings"];
  await check("Clippy for the server", "about 4 min the first time", "cargo", clippy(HOUSE, ["--all-targets"]));
  await check("Clippy for the browser", "about 2 min the first time", "cargo", clippy(BROWSER, ["--target", "wasm32-unknown-unknown"]));
}

/** Reads what test programs say: counts for each, and the time of every test. */
function reader() {
  const seen = { running: 0, ended: 0 };
  let what = "";
  const read = (line) => {
    const program = line.match(/^\s+(?:Running .*\(.*\/(\w+)-\w+\)|Doc-tests (\w+))$/);
    const result = line.match(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored.*finished in ([\d.]+)s/);
    const test = line.match(/^test (.+) \.\.\. .*<([\d.]+)s>$/);
    if (test) times.push({ name: `${what} ${test[1]}`, seconds: Number(test[2]) });
    if (program) [seen.running, what] = [seen.running + 1, program[1] ?? `${program[2]} (examples in documentation)`];
    if (!result) return;
    const [passed, failed, ignored, seconds] = result.slice(1).map(Number);
    seen.ended += 1;
    if (passed + failed + ignored > 0) counts.push({ what, passed, failed, seconds });
    if (ignored > 0) wrong.push(`${what}: ${ignored} tests are ignored`);
  };
  return { seen, read };
}

/**
 * Rust tests: those of the crates that are named, or of all. Counted from what each test program says at its end.
 * `only` is a word that tests must have in their path; `skip` are words they must not have.
 */
export async function tests(title, env, { crates = HOUSE, skip = [], only = "" } = {}) {
  const cargo = (...more) => ["cargo", "test", "--locked", ...named(crates), ...more];
  await step("Rust tests: compiling", "about 6 min the first time, a minute after a change", async () => {
    // With the command line's tests comes the server that the browser tests run. Examples are left to Clippy.
    const { code } = await attempt("cargo", cargo("--tests", "--no-run").slice(1), { env });
    if (code !== 0) wrong.push("Rust tests do not compile");
  });
  if (wrong.includes("Rust tests do not compile")) return;
  // What makes the page's files is a workspace of its own.
  const bindgen = ["test", "--locked", "--quiet", "--manifest-path", "build/bindgen/Cargo.toml", "--target-dir", join(target(), "tools")];
  if (!only) await check("Tests of what splits the WASM", "½ min, once", "cargo", bindgen);
  await step(title, "about 1 min", async () => {
    const { seen, read } = reader();
    const runner = `target."cfg(all())".runner=["sh", ${JSON.stringify(`${root}/build/one-program.sh`)}]`;
    const words = skip.flatMap((word) => ["--skip", word]);
    // Examples in documentation know neither the runner nor its time, and only one kind of filter.
    const programs = cargo("--tests", "--no-fail-fast", "--config", runner, "--", ...words);
    const examples = cargo("--doc", "--no-fail-fast", "--", ...words, ...(only ? [only] : []));
    for (const command of [programs, examples]) {
      const failures = counts.reduce((sum, count) => sum + count.failed, 0);
      // One stream, so that each result follows the name of its program.
      const { code } = await attempt("sh", ["-c", 'exec "$@" 2>&1', "sh", ...command], { read, env: { ...env, COTERIE_ONLY: only } });
      const failed = counts.reduce((sum, count) => sum + count.failed, 0) - failures;
      if (code !== 0 && failed === 0) wrong.push(`Rust tests: not all of them ran to their end (${code})`);
    }
    if (seen.running === 0 || seen.ended !== seen.running) wrong.push("Rust tests: not all of them ran to their end");
  });
}
