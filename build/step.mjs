// What all commands of the build share: saying what happens while it happens, and running programs.
import { AsyncLocalStorage } from "node:async_hooks";
import { execFileSync, spawn } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

// A shell that was open while rustup was installed does not know cargo yet.
process.env.PATH += delimiter + join(homedir(), ".cargo", "bin");

/** Something a person can mend: shown without a stack. */
export class Problem extends Error {}

/** Where what is done beside the rest keeps its words. */
const kept = new AsyncLocalStorage();

/** Says something now, or keeps it where it is done beside the rest. */
export const say = (text, stream = process.stdout) => kept.getStore()?.push([stream, text]) ?? stream.write(text);

/**
 * Does something beside the rest, without a word. Whoever calls what this answers with waits for its end, hears what was
 * said until then in one piece, and gets its result or its fault.
 */
export function beside(work) {
  const words = [];
  const ended = kept.run(words, () => work().then((result) => () => result, (fault) => () => { throw fault; }));
  return async () => {
    const result = await ended;
    for (const [stream, text] of words) stream.write(text);
    return result();
  };
}

/** How long every step took so far: `{ title, seconds }`, in the order they ended. */
export const steps = [];

/** Does one step of a command and says so: `→ title (how long)`, then how long it took. */
export async function step(title, usually, work) {
  say(`→ ${title}${usually ? ` (${usually})` : ""}\n`);
  const began = Date.now();
  try {
    return await work();
  } finally {
    const seconds = (Date.now() - began) / 1000;
    steps.push({ title, seconds });
    if (seconds >= 1) say(`  ${title}: ${spoken(seconds)}\n`);
  }
}

/** A duration as people say it. */
export function spoken(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Runs a program and answers with its exit code and, when asked for, its output.
 * `quiet` keeps the output and shows it only on failure; `read` keeps it and shows it too, line by line to `read`.
 */
export function attempt(program, parameters, { cwd = root, env = {}, quiet = false, read } = {}) {
  return new Promise((resolve, reject) => {
    const echoes = !quiet && (read || kept.getStore());
    const shown = !quiet && !echoes;
    const child = spawn(program, parameters, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    });
    let output = "";
    if (!shown) {
      for (const [stream, echo] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
        stream.setEncoding("utf8");
        let rest = "";
        stream.on("data", (text) => {
          output += quiet ? text : "";
          if (echoes) say(text, echo);
          if (!read) return;
          const lines = (rest + text).split("\n");
          rest = lines.pop();
          lines.forEach(read);
        });
        stream.on("end", () => read && rest && read(rest));
      }
    }
    child.on("error", (fault) => reject(new Problem(`${program} cannot be started: ${fault.message}`)));
    child.on("close", (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/** Runs a program that must succeed. */
export async function run(program, parameters, options = {}) {
  const { code, output } = await attempt(program, parameters, options);
  if (code === 0) return output;
  if (options.quiet) say(output.slice(-4000), process.stderr);
  throw new Problem(`${[program, ...parameters].join(" ")} failed (${code})`);
}

/** What a program prints, or null when it fails or is not there. */
export function answer(program, parameters, options = {}) {
  try {
    return execFileSync(program, parameters, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], ...options });
  } catch {
    return null;
  }
}

let folder;
/** Cargo's target folder. */
export function target() {
  if (!folder) {
    const metadata = answer("cargo", ["metadata", "--no-deps", "--format-version", "1"], { maxBuffer: 1 << 26 });
    if (!metadata) throw new Problem("cargo metadata failed: is the toolchain installed, and Cargo.toml in order?");
    folder = JSON.parse(metadata).target_directory;
  }
  return folder;
}

/** Runs a command of the build, and words what goes wrong. */
export async function main(command) {
  try {
    await command();
  } catch (fault) {
    console.error(fault instanceof Problem ? `\n✗ ${fault.message}` : fault);
    process.exitCode = 1;
  }
}
