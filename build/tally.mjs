// What a run of checks counted, how long everything took, and what it says at its end.
import { Problem, attempt, spoken, step, steps } from "./step.mjs";

const began = Date.now();
/** What went wrong, in words; anything here makes the run red. */
export const wrong = [];
/** What the runners counted: `{ what, passed, failed, seconds }`. */
export const counts = [];
/** Every test that told its time: `{ name, seconds }`. */
export const times = [];

/** How many of the slowest tests are named. */
const SLOWEST = 10;

/** A check that is right or wrong as a whole. The others go on, so that one run tells everything. */
export async function check(title, usually, program, parameters, options) {
  await step(title, usually, async () => {
    const { code } = await attempt(program, parameters, options);
    if (code !== 0) wrong.push(`${title} failed: ${[program, ...parameters].join(" ")}`);
  });
}

/** How many tests ran. */
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);

/** Says what came of it: its last line is `N passed, N failed`, where nothing but tests can have failed. */
export function summary(command, { only } = {}) {
  const timed = (seconds) => spoken(seconds).padStart(13);
  console.log(`\n${"─".repeat(60)}\nSeconds by step:`);
  for (const { title, seconds } of steps) if (seconds >= 1) console.log(`${timed(seconds)}  ${title}`);
  if (times.length > 0) console.log("The slowest tests:");
  for (const { name, seconds } of times.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)) console.log(`${timed(seconds)}  ${name}`);
  for (const { what, passed, failed, seconds } of counts) {
    console.log(`${failed ? "✗" : "✓"} ${what}: ${passed} passed, ${failed} failed (${spoken(seconds)})`);
  }
  console.log(`It took ${spoken((Date.now() - began) / 1000)}.`);
  if (only) {
    console.log(`This was only what “${only}” names: the rest was not looked at.`);
    if (sum("passed") + sum("failed") === 0) wrong.push(`“${only}” names no test`);
  }
  if (wrong.length > 0) {
    for (const words of wrong) console.log(`✗ ${words}`);
    throw new Problem(`${command} is red.`);
  }
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  if (sum("failed") > 0) process.exitCode = 1;
}
