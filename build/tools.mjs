// What the build needs beside the repository: found, or installed.
import { existsSync, readFileSync, readdirSync, statSync, utimesSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem, answer, root, run, step, target } from "./step.mjs";

/** A program's path, when it is on PATH. */
function onPath(program) {
  return process.env.PATH.split(delimiter).map((folder) => join(folder, program)).find(existsSync);
}

/** Installs Debian packages, as root or by sudo. */
async function debian(packages, because) {
  const wanted = packages.join(" ");
  const apt = onPath("apt-get");
  const sudo = process.getuid() === 0 ? [] : [onPath("sudo")];
  if (!apt || sudo.includes(undefined)) throw new Problem(`${because}: install ${wanted} and run this again.`);
  await step(`Debian packages ${wanted}`, "about 1 min, once", async () => {
    const [program, ...before] = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt];
    const install = [...before, "install", "-y", "--no-install-recommends", ...packages];
    await run(program, [...before, "update"], { quiet: true });
    await run(program, install, { quiet: true });
  });
}

/** A C compiler: SQLite is compiled in, and Rust links with it. */
async function compiler() {
  if (!onPath("cc")) await debian(["gcc", "libc6-dev"], "There is no C compiler");
}

/** The Rust toolchain that rust-toolchain.toml names, with its components and the browser's target. */
async function toolchain() {
  if (!onPath("rustup")) throw new Problem("rustup is missing: install it from https://rustup.rs and run this again.");
  const file = readFileSync(join(root, "rust-toolchain.toml"), "utf8");
  const list = (key) => [...(file.match(new RegExp(`^${key} = \\[(.*)\\]`, "m"))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((m) => m[1]);
  const channel = file.match(/^channel = "(.+)"/m)[1];
  const has = (kind, name) =>
    (answer("rustup", [kind, "list", "--installed", "--toolchain", channel]) ?? "").split("\n").some((line) => line.startsWith(name));
  const missing = [
    ...list("components").filter((name) => !has("component", name)),
    ...list("targets").filter((name) => !has("target", name)),
  ];
  const known = (answer("rustup", ["toolchain", "list"]) ?? "").split("\n").some((line) => line.startsWith(`${channel}-`));
  if (known && missing.length === 0) return;
  await step(`Rust ${channel} with ${[...list("components"), ...list("targets")].join(", ")}`, "about 1 min, once", () =>
    run("rustup", [
      ...["toolchain", "install", channel, "--profile", "minimal", "--no-self-update"],
      ...list("components").flatMap((name) => ["--component", name]),
      ...list("targets").flatMap((name) => ["--target", name]),
    ]),
  );
}

/** The npm packages of a folder, as its lock file says. */
async function packages(folder, usually) {
  const lock = join(root, folder, "package-lock.json");
  const installed = join(root, folder, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  await step(`npm packages of ${folder}/`, usually, () =>
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: join(root, folder), quiet: true }),
  );
  const now = new Date();
  utimesSync(installed, now, now);
}

/** What building needs. */
export async function forBuilding() {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < 18) throw new Problem(`Node ${process.versions.node} is too old: 18 or newer is needed.`);
  await compiler();
  await toolchain();
  await packages("build", "about 10 s, once");
}

/** What testing needs beside that. */
export async function forTesting() {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < 20) throw new Problem(`Node ${process.versions.node} is too old for the browser tests: 20 or newer is needed.`);
  await packages("end2end", "about 10 s, once");
  await browser();
  if (!process.env.COTERIE_TEST_POSTGRES && !postgres("postgres")) {
    await debian(["postgresql"], "There is no PostgreSQL server");
    if (!postgres("postgres")) throw new Problem("PostgreSQL was installed and its programs are not in /usr/lib/postgresql.");
  }
}

/** Chromium without a window where Debian has it: the same engine, for a quarter of the work each new page asks of the whole. */
const SHELL = "chromium-headless-shell";

/** A Chromium for the stories: the whole one, where the other cannot be had. */
async function browser() {
  if (process.env.CHROMIUM || onPath(SHELL)) return;
  try {
    await debian([SHELL, "fonts-dejavu-core"], "There is no Chromium without a window");
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    console.log(`  ${fault.message} The whole Chromium does it, too, only slower.`);
    if (!chromium()) await debian(["chromium", "fonts-dejavu-core"], "There is no Chromium");
  }
  if (!chromium()) throw new Problem("Chromium was installed and is not on PATH: set CHROMIUM to its path.");
}

/** The path of the Chromium that stories run in. */
export function chromium() {
  return [process.env.CHROMIUM, onPath(SHELL), onPath("chromium"), "/usr/bin/chromium"].find((path) => path && existsSync(path));
}

/** The path of one of PostgreSQL's own programs, which Debian keeps off PATH. */
export function postgres(program) {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => join(home, version, "bin", program)), onPath(program)].find((path) => path && existsSync(path));
}

/** The wasm-bindgen that Cargo.lock asks for, and the path of our own command for it. */
export async function bindgen() {
  const version = (lock) => readFileSync(join(root, lock), "utf8").match(/name = "wasm-bindgen-shared"\nversion = "(.+)"/)[1];
  const [wanted, ours] = [version("Cargo.lock"), version("build/bindgen/Cargo.lock")];
  if (wanted !== ours) {
    throw new Problem(`Cargo.lock has wasm-bindgen ${wanted}, build/bindgen has ${ours}: write ${wanted} into build/bindgen/Cargo.toml.`);
  }
  const folder = join(target(), "tools");
  const built = join(folder, "debug", "bindgen");
  const parameters = ["build", "--locked", "--manifest-path", "build/bindgen/Cargo.toml", "--target-dir", folder];
  if (existsSync(built)) await run("cargo", [...parameters, "--quiet"]);
  else await step(`wasm-bindgen ${wanted}`, "about ½ min, once", () => run("cargo", parameters));
  return built;
}
