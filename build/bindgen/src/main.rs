//! The command `wasm-bindgen` with the few options that `build/site.mjs` and `cargo leptos` give it.
//!
//! The real command brings a test runner with a web server and a browser driver, and takes two and a half
//! minutes to install; the library it stands on takes half a minute.

use anyhow::{Context as _, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    let mut folder = None;
    let mut input = None;
    for argument in std::env::args().skip(1) {
        match argument.split_once('=').unwrap_or((&argument, "")) {
            ("--target", "web") => bindgen.web(true).map(drop)?,
            ("--out-name", name) => drop(bindgen.out_name(name)),
            ("--out-dir", path) => folder = Some(path.to_owned()),
            ("--debug", "") => drop(bindgen.debug(true)),
            ("--keep-debug", "") => drop(bindgen.keep_debug(true)),
            ("--no-typescript", "") => drop(bindgen.typescript(false)),
            (option, _) if option.starts_with('-') => bail!("this wasm-bindgen does not know {argument}"),
            _ => input = Some(argument),
        }
    }
    let input = input.context("which WASM file?")?;
    // A worker does not know the WASM's name, so the script does.
    bindgen.input_path(input).omit_default_module_path(false).generate(folder.context("--out-dir=… is missing")?)
}
