// `make test`: everything that can be wrong, from the format to the browser. Red when anything is.
// `make test ONLY=word`: the tests that the word names.
import { join } from "node:path";
import { Problem, beside, main, step, target } from "./step.mjs";
import { startPostgres } from "./postgres.mjs";
import { lints, tests } from "./rust-tests.mjs";
import { site } from "./site.mjs";
import { areNamed, stories } from "./stories.mjs";
import { summary, wrong } from "./tally.mjs";
import { chromium, forBuilding, forTesting } from "./tools.mjs";

const only = (process.env.ONLY ?? "").trim();

/** Does something that may not get as far as telling what is wrong: the others go on. */
async function orSay(what, work) {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    wrong.push(`${what}: ${fault.message}`);
  }
}

await main(async () => {
  await forBuilding();
  await forTesting();
  if (only) console.log(`Only tests that “${only}” names: Rust tests with the word in their path, stories with it in their file or title.`);
  // It is built beside the lints and the Rust tests: linked by one core, while the other is theirs.
  const built = !only || (await areNamed(only, { COTERIE_TEST_POSTGRES: "to be started" })) ? beside(site) : null;
  if (!only) await lints();
  const database = await step("PostgreSQL of our own", "seconds", startPostgres);
  const env = { COTERIE_TEST_POSTGRES: database.url };
  try {
    await tests("Rust tests: rules, store on SQLite and PostgreSQL, HTTP", env, { only: only.toLowerCase() });
    if (built) {
      await orSay("Browser tests did not run", async () => {
        await step("Browser's half, the rest of it", null, built);
        // The tests of the command line have had it built.
        await stories({ ...env, CHROMIUM: chromium(), COTERIE_BIN: join(target(), "debug", "coterie") }, { only });
      });
    }
  } finally {
    await database.stop();
  }
  summary("make test", { only });
});
