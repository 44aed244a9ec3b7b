// The browser's half: WASM, its JavaScript, the style and public/, ready to be served, in <target>/site.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { Problem, root, run, spoken, step, target } from "./step.mjs";
import { bindgen } from "./tools.mjs";

const compress = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

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
    ...[wasm, join(root, "build/site.mjs"), join(root, "build/package-lock.json"), join(root, "build/bindgen/Cargo.lock")],
    ...files(join(root, "style")),
    ...files(join(root, "public")),
  ];
  for (const file of sources) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

/** The part of a content's hash that goes into its name. */
function short(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** Turns cargo's WASM into small WASM and JavaScript. */
async function scripts(wasm, work) {
  const command = await bindgen();
  await step("JavaScript for the WASM (wasm-bindgen)", "a few seconds", () =>
    run(command, ["--target=web", "--no-typescript", "--out-name=coterie", `--out-dir=${work}`, wasm], { quiet: true }),
  );
  const [large, small] = [join(work, "coterie_bg.wasm"), join(work, "coterie.wasm")];
  await step("Small WASM (wasm-opt -Oz)", "about ½ min", () =>
    run(process.execPath, [join(root, "build/node_modules/binaryen/bin/wasm-opt"), "-Oz", "--strip-producers", "-o", small, large], { quiet: true }),
  );
  return { wasm: readFileSync(small), js: join(work, "coterie.js") };
}

/** Bundles and minifies a script or a style sheet. */
async function bundle(entry, more) {
  const { build } = await import("esbuild");
  const made = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, legalComments: "none", logLevel: "warning", ...more });
  return made.outputFiles[0].contents;
}

/** Names the WASM in the script by its content: the page passes the name too, a worker does not. */
function pointTo(js, wasm) {
  const text = Buffer.from(js).toString();
  const parts = text.split("coterie_bg.wasm");
  if (parts.length !== 2) throw new Problem(`wasm-bindgen's script names coterie_bg.wasm ${parts.length - 1} times, not once`);
  return Buffer.from(parts.join(wasm));
}

/** Writes a file under its content's name, with its compressed forms beside it. */
async function put(folder, extension, content) {
  const hash = short(content);
  const name = join(folder, `coterie.${hash}.${extension}`);
  writeFileSync(name, content);
  const sizes = { plain: content.length };
  for (const [ending, squeeze] of Object.entries(compress)) {
    const squeezed = await squeeze(content);
    sizes[ending] = squeezed.length;
    writeFileSync(`${name}.${ending}`, squeezed);
  }
  return { hash, sizes };
}

/** Builds the site's folder beside the old one, and puts it in its place whole. */
async function assemble(wasm, inputs) {
  const work = join(target(), "site.work");
  const next = join(target(), "site.next");
  for (const folder of [work, next]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(next, "pkg"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), next, { recursive: true });
  const made = await scripts(wasm, work);
  const put_ = (extension, content) => put(join(next, "pkg"), extension, content);
  await step("Style, scripts and compression", "a few seconds", async () => {
    const wasmFile = await put_("wasm", made.wasm);
    const script = await bundle(made.js, { format: "esm", target: "es2022" });
    const js = await put_("js", pointTo(script, `coterie.${wasmFile.hash}.wasm`));
    const css = await put_("css", await bundle(join(root, "style/main.css")));
    writeFileSync(join(next, "hash.txt"), `js: ${js.hash}\nwasm: ${wasmFile.hash}\ncss: ${css.hash}\n`);
    const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
    console.log(`  brotli: WASM ${kB(wasmFile.sizes.br)}, JavaScript ${kB(js.sizes.br)}, style ${kB(css.sizes.br)}`);
  });
  writeFileSync(join(next, "made-from.txt"), inputs);
  rmSync(join(target(), "site"), { recursive: true, force: true });
  renameSync(next, join(target(), "site"));
  rmSync(work, { recursive: true, force: true });
}

/** Builds what the browser loads; does nothing when nothing changed. */
export async function site() {
  await step("Browser's half in WASM (cargo)", "about 4 min the first time", () =>
    run("cargo", ["build", "--locked", "-p", "frontend", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"]),
  );
  const wasm = join(target(), "wasm32-unknown-unknown/wasm-release/frontend.wasm");
  const inputs = fingerprint(wasm);
  const stamp = join(target(), "site/made-from.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  await assemble(wasm, inputs);
}
