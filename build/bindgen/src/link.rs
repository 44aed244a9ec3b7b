//! The script that loads lazy parts of the WASM when they are needed.

use crate::Part;
use anyhow::{Context as _, ensure};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Loads a part: as one file where nothing is there yet, else from the files that are not. A file that the page has asked
/// for already comes from the browser's memory. What does not come is asked for again, more and more seldom: to the
/// WASM a part that cannot be loaded would be the end of the page. Where the server has other files by now, links are
/// followed as without WASM, and the next page is of the new build.
const LOAD: &str = r#"let renewed = false;
addEventListener("click", (event) => renewed && event.target.closest?.("a[href]") && event.stopImmediatePropagation(), true);
const file = async (name) => {
    for (let pause = 500; ; pause = Math.min(2 * pause, 8000)) {
        try {
            const answer = await fetch(new URL(`./${name}.wasm`, import.meta.url));
            if (answer.ok) return await WebAssembly.instantiateStreaming(answer, getSharedImports());
            renewed ||= answer.status === 404;
        } catch (fault) {
            // The line is lost, which the browser tells, or the file is not what it should be.
            if (!(fault instanceof TypeError)) console.error(fault);
        }
        await new Promise((done) => setTimeout(done, pause));
    }
};
const loading = {};
const part = (whole, files) => wrapAsyncCb(() => {
    const first = whole && Object.keys(loading).length === 0 ? file(whole) : undefined;
    return Promise.all(files.map((name) => loading[name] ??= first ?? file(name)));
});
"#;

/// The splitter's script with other files: how it hands on what the parts share is kept, what it loads is written anew.
pub fn script(splitters: &str, parts: &BTreeMap<String, Part>) -> anyhow::Result<String> {
    let ends = splitters.find("function makeLoad").context("the splitter's script has no makeLoad")?;
    let (runtime, rest) = splitters.split_at(ends);
    for function in ["function wrapAsyncCb", "function getSharedImports"] {
        ensure!(runtime.contains(function), "the splitter's script has no {function}");
    }
    let mut script = [runtime, LOAD].concat();
    for (name, Part { whole, files }) in parts {
        let loader = format!("__wasm_split_load_{name}");
        ensure!(rest.contains(&format!("export const {loader} ")), "the splitter knows no {loader}");
        let whole = whole.as_deref().unwrap_or_default();
        writeln!(script, "export const {loader} = part({whole:?}, {files:?});")?;
    }
    let known = rest.lines().filter(|line| line.starts_with("export const __wasm_split_load_")).count();
    ensure!(known == parts.len(), "the splitter made {known} parts, of which {} are here", parts.len());
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPLITTERS: &str = "import { initSync } from \"./coterie.js\";\n\nfunction getSharedImports() {}\nfunction wrapAsyncCb(callee) {}\n\
        function makeLoad(fetcher, deps) {}\n/* board, wizard */\nconst __chunk_1 = makeLoad(() => {\n}\n, []);\n\
        export const __wasm_split_load_board = wrapAsyncCb(makeLoad(() => {}, [__chunk_1]));\n";

    fn parts(name: &str) -> BTreeMap<String, Part> {
        let part =
            Part { whole: Some("page_board".to_owned()), files: vec!["shared_0".to_owned(), "shared_1".to_owned()] };
        BTreeMap::from([(name.to_owned(), part)])
    }

    #[test]
    fn parts_are_loaded_from_their_new_files() {
        let script = script(SPLITTERS, &parts("board")).unwrap();
        assert!(script.starts_with("import { initSync }") && !script.contains("__chunk_1"));
        assert!(
            script.ends_with(
                "export const __wasm_split_load_board = part(\"page_board\", [\"shared_0\", \"shared_1\"]);\n"
            )
        );
    }

    #[test]
    fn a_part_that_nobody_knows_is_refused() {
        assert!(script(SPLITTERS, &parts("wizard")).is_err());
        assert!(script(SPLITTERS, &BTreeMap::new()).is_err());
    }
}
