// `make watch`: rebuilds and reloads as files change, by cargo-leptos.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { compileWorkers, workerScripts } from "./site.mjs";
import { answer, main, root, run, step, target } from "./step.mjs";
import { bindgen, forBuilding } from "./tools.mjs";

// The last that builds with our Rust.
const CARGO_LEPTOS = "0.3.10";

await main(async () => {
  await forBuilding();
  if (!answer("cargo", ["leptos", "--version"])?.includes(CARGO_LEPTOS)) {
    await step(`cargo-leptos ${CARGO_LEPTOS}`, "about 15 min, once", () => run("cargo", ["install", "--locked", `cargo-leptos@${CARGO_LEPTOS}`]));
  }
  // cargo-leptos asks PATH for wasm-bindgen, and does not follow @import: it gets ours, and one style sheet.
  const tools = join(target(), "tools/bin");
  mkdirSync(tools, { recursive: true });
  rmSync(join(tools, "wasm-bindgen"), { force: true });
  symlinkSync(await bindgen(), join(tools, "wasm-bindgen"));
  const { context } = await import("esbuild");
  const style = await context({ entryPoints: [join(root, "style/main.css")], bundle: true, outfile: join(root, "target/style/main.css") });
  await style.rebuild();
  await style.watch();
  // It knows nothing of workers, which are built once, and clears its folder when it begins: they are put there when
  // it has.
  await compileWorkers();
  const workers = join(target(), "tools/workers");
  await workerScripts(workers);
  const pages = join(root, "target/watch/pkg");
  const putWorkers = () => {
    if (existsSync(join(pages, "coterie.js")) && !existsSync(join(pages, "worker.js"))) cpSync(workers, pages, { recursive: true });
  };
  const looking = setInterval(putWorkers, 1000);
  const env = { ...process.env, PATH: tools + delimiter + process.env.PATH, DATABASE_URL: process.env.DATABASE_URL ?? "sqlite:demo.db" };
  const child = spawn("cargo", ["leptos", "watch", "--split", "--", "serve", "--demo"], { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
  clearInterval(looking);
  await style.dispose();
});
