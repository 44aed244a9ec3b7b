// Runs the example `rules`, compiled to WASM, in node: node app/domain/examples/rules.mjs [FILE.wasm]
import { readFile } from "node:fs/promises";
import { argv, env } from "node:process";
import { WASI } from "node:wasi";

const target = env.CARGO_TARGET_DIR ?? "target";
const file = argv[2] ?? `${target}/wasm32-wasip1/release/examples/rules.wasm`;
const wasi = new WASI({ version: "preview1" });
const { instance } = await WebAssembly.instantiate(await readFile(file), wasi.getImportObject());
wasi.start(instance);
