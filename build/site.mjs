// The browser's half: WASM, its JavaScript, the style and public/, ready to be served, in <target>/site.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { root, run, say, step, target } from "./step.mjs";
import { bindgen } from "./tools.mjs";

/** What a visit begins with is compressed as far as can be; what comes later not quite, in a tenth of the time. */
const effort = (file) => (/shared_\d+\.wasm$/.test(file) ? 9 : 11);
const compress = {
  br: (bytes, file) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: effort(file) } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * The crates that run in workers: under what name their WASM and its JavaScript lie beside the page's, and the script
 * that a worker is started with.
 */
const workers = [
  { crate: "frontend-worker", name: "desk", script: "frontend/worker/worker.js" },
  { crate: "frontend-workbook", name: "sheets", script: "frontend/workbook/workbook.js" },
  { crate: "frontend-forming", name: "rules", script: "frontend/forming/forming.js" },
];

/** Every file of a folder, in a fixed order. */
function files(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** One hash over everything the site is made from. */
function fingerprint(wasm) {
  const hash = createHash("sha256");
  const sources = [
    ...[wasm, ...workers.flatMap(({ crate, script }) => [workerWasm(crate), join(root, script)])],
    ...[join(root, "build/site.mjs"), join(root, "build/package-lock.json"), join(root, "build/bindgen/Cargo.lock")],
    ...files(join(root, "build/bindgen/src")),
    ...files(join(root, "style")),
    ...files(join(root, "public")),
  ];
  for (const file of sources) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

/** Turns cargo's WASM into small WASM and JavaScript in `folder`: a main part, and one for each lazy page. */
async function scripts(wasm, folder) {
  const command = await bindgen();
  await step("JavaScript for the WASM, split by pages (wasm-bindgen, wasm-split)", "a few seconds", () =>
    run(command, ["--target=web", "--no-typescript", "--split", "--out-name=coterie", `--out-dir=${folder}`, wasm], { quiet: true }),
  );
  const { build } = await import("esbuild");
  // wasm-bindgen names the script that joins the parts once for each of them.
  const logOverride = { "duplicate-object-key": "silent" };
  const entryPoints = files(folder).filter((file) => file.endsWith(".js"));
  await build({ entryPoints, outdir: folder, allowOverwrite: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "warning", logOverride });
}

const workerWasm = (crate) => join(target(), "wasm32-unknown-unknown/worker", `${crate.replaceAll("-", "_")}.wasm`);

/** Compiles the crates that run in workers: one after the other, so that none gets what another one asks of a library. */
export async function compileWorkers() {
  await step("Workers' WASM (cargo)", "about 2 min the first time", async () => {
    for (const { crate } of workers) {
      await run("cargo", ["rustc", "--locked", "-p", crate, "--lib", "--crate-type", "cdylib", "--target", "wasm32-unknown-unknown", "--profile", "worker"]);
    }
  });
}

/** Puts what workers need into `folder`: scripts, WASM and its JavaScript. */
export async function workerScripts(folder) {
  const command = await bindgen();
  const { build } = await import("esbuild");
  for (const { crate, name, script } of workers) {
    await run(command, ["--target=web", "--no-typescript", "--no-notes", `--out-name=${name}`, `--out-dir=${folder}`, workerWasm(crate)], { quiet: true });
    const scripts = { entryPoints: [join(folder, `${name}.js`), join(root, script)], outdir: folder, allowOverwrite: true };
    await build({ ...scripts, entryNames: "[name]", minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "warning" });
  }
}

/** Bundles and minifies the style sheets. */
async function style(folder) {
  const { build } = await import("esbuild");
  await build({ entryPoints: [join(root, "style/main.css")], outfile: join(folder, "coterie.css"), bundle: true, minify: true, logLevel: "warning" });
}

/** Puts compressed forms beside every file, and says what the first page of a visit weighs at least. */
async function squeezed(folder) {
  const [sizes, waiting] = [{}, files(folder)];
  const squeezeSome = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const content = readFileSync(file);
      for (const [ending, squeeze] of Object.entries(compress)) {
        const small = await squeeze(content, file);
        if (ending === "br") sizes[relative(folder, file)] = small.length;
        writeFileSync(`${file}.${ending}`, small);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, squeezeSome));
  const weigh = (size, name) => say(`  ${(size / 1000).toFixed(1).padStart(6)} kB brotli  ${name}\n`);
  const isShared = (name) => /^shared_\d+\.wasm$/.test(name);
  for (const name of Object.keys(sizes).sort()) if (!isShared(name)) weigh(sizes[name], name.replace(/_\d+(?=\.wasm)/, ""));
  const shared = Object.keys(sizes).filter(isShared);
  weigh(shared.reduce((sum, name) => sum + sizes[name], 0), `${shared.length} files of what pages share`);
}

/** One hash over all files of a folder and their names. */
function contents(folder) {
  const hash = createHash("sha256");
  for (const file of files(folder)) hash.update(relative(folder, file)).update("\0").update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

/** Builds the site's folder beside the old one, and puts it in its place whole. */
async function assemble(wasm, inputs) {
  const next = join(target(), "site.next");
  const work = join(next, "pkg/work");
  rmSync(next, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), next, { recursive: true });
  await scripts(wasm, work);
  await workerScripts(work);
  await step("Style and compression", "half a minute", async () => {
    await style(work);
    // The files of one build name each other, so they share one folder that is named by what is in all of them.
    const name = contents(work);
    await squeezed(work);
    renameSync(work, join(next, "pkg", name));
    writeFileSync(join(next, "pkg.txt"), `pkg/${name}\n`);
  });
  writeFileSync(join(next, "made-from.txt"), inputs);
  rmSync(join(target(), "site"), { recursive: true, force: true });
  renameSync(next, join(target(), "site"));
}

/** Builds what the browser loads; does nothing when nothing changed. */
export async function site() {
  await step("Browser's half in WASM (cargo)", "about 4 min the first time", () =>
    // wasm-split needs to know which function calls which.
    run("cargo", ["rustc", "--locked", "-p", "frontend", "--lib", "--crate-type", "cdylib", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release", "--", "-Clink-arg=--emit-relocs"]),
  );
  await compileWorkers();
  const wasm = join(target(), "wasm32-unknown-unknown/wasm-release/frontend.wasm");
  const inputs = fingerprint(wasm);
  const stamp = join(target(), "site/made-from.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  await assemble(wasm, inputs);
}
