//! The command `wasm-bindgen` with the few options that `build/site.mjs` and `cargo leptos` give it.
//!
//! The real command brings a test runner with a web server and a browser driver, and takes two and a half
//! minutes to install; the library it stands on takes half a minute.

use anyhow::{Context as _, anyhow, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    let mut folder = None;
    let mut input = None;
    let mut split = false;
    let mut notes = true;
    for argument in std::env::args().skip(1) {
        match argument.split_once('=').unwrap_or((&argument, "")) {
            ("--target", "web") => bindgen.web(true).map(drop)?,
            ("--out-name", name) => drop(bindgen.out_name(name)),
            ("--out-dir", path) => folder = Some(path.to_owned()),
            ("--debug", "") => drop(bindgen.debug(true)),
            ("--keep-debug", "") => drop(bindgen.keep_debug(true)),
            ("--split", "") => (split, notes) = (true, false),
            ("--no-notes", "") => notes = false,
            // `cargo leptos` splits by itself.
            ("--keep-lld-exports", "") => drop(bindgen.keep_lld_exports(true)),
            ("--no-demangle", "") => drop(bindgen.demangle(false)),
            ("--no-typescript", "") => drop(bindgen.typescript(false)),
            (option, _) if option.starts_with('-') => bail!("this wasm-bindgen does not know {argument}"),
            _ => input = Some(argument),
        }
    }
    let input = PathBuf::from(input.context("which WASM file?")?);
    let folder = PathBuf::from(folder.context("--out-dir=… is missing")?);
    bindgen.remove_name_section(!notes).remove_producers_section(!notes);
    // A worker does not know the WASM's name, so the script does.
    bindgen.omit_default_module_path(false);
    if split { pages_apart(&mut bindgen, &input, &folder) } else { bindgen.input_path(input).generate(folder) }
}

/// Splits the WASM at leptos's lazy routes, and makes JavaScript for the main part. Leptos reads the manifest to
/// load a page's part together with the page.
fn pages_apart(bindgen: &mut Bindgen, input: &Path, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let whole = fs::read(input)?;
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./coterie.js";
    // The name that leptos expects where files are not named by their own content.
    options.link_name = "./__wasm_split.______________________.js";
    let parts = wasm_split_cli_support::transform(options).map_err(|fault| anyhow!("splitting: {fault:?}"))?;
    fs::write(folder.join("__wasm_split_manifest.json"), serde_json::to_vec(&parts.prefetch_map)?)?;
    bindgen.keep_lld_exports(true).demangle(false).input_path(&main).generate(folder)?;
    fs::remove_file(main)?;
    for part in fs::read_dir(folder)? {
        let part = part?.path();
        if part.extension().is_some_and(|ending| ending == "wasm") {
            let whole = fs::read(&part)?;
            fs::write(&part, without_notes(&whole).with_context(|| format!("{} is no WASM", part.display()))?)?;
        }
    }
    Ok(())
}

/// The module without its custom sections: names for debuggers, and notes of the tools that made it. A module is
/// eight bytes, then sections of an id, a length (LEB128) and that many bytes; custom sections have the id 0.
fn without_notes(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let digits = after_id.iter().position(|byte| byte & 0x80 == 0)? + 1;
        let length = after_id.get(..digits)?.iter().rev().try_fold(0_usize, |sum, byte| {
            sum.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))
        })?;
        let (section, next) = rest.split_at_checked(1 + digits + length)?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Some(kept)
}
