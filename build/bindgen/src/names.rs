//! Shorter names between the page's WASM and its script: wasm-bindgen puts a hash behind the name of everything that is
//! asked of the browser, hundreds of them, and what is random cannot be compressed.

use anyhow::{Context as _, ensure};
use std::collections::BTreeMap;
use wasm_encoder::{EntityType, ImportSection};
use wasmparser::{Parser, Payload};

/// Whether wasm-bindgen made the name: a word, and sixteen digits of hash.
fn is_hashed(name: &str) -> bool {
    let hash = name.strip_prefix("__wbg_").and_then(|name| name.rsplit_once('_')).map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// The module and its script with short names for what the script gives to the module.
pub fn shortened(module: &[u8], script: &str) -> anyhow::Result<(Vec<u8>, String)> {
    let mut imports = Vec::new();
    let mut content = None;
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            let range = section.range();
            content = Some(usize::try_from(range.start)?..usize::try_from(range.end)?);
            imports = section.into_imports().collect::<Result<_, _>>()?;
        }
    }
    let content = content.context("the page's WASM imports nothing")?;
    let hashed = imports.iter().map(|import| import.name).filter(|name| is_hashed(name));
    let short: BTreeMap<&str, String> =
        hashed.zip(0..).map(|(name, number): (_, u32)| (name, format!("i{number}"))).collect();
    let mut section = ImportSection::new();
    for import in &imports {
        let name = short.get(import.name).map_or(import.name, String::as_str);
        let kind = EntityType::try_from(import.ty).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        section.import(import.module, name, kind);
    }
    let mut whole = wasm_encoder::Module::new();
    whole.section(&section);
    // Eight bytes of a module, then the section with its number and length; before the old one's content stand the same two.
    let written = whole.finish();
    let mut begins = content.start - 1;
    while module[begins - 1] & 0x80 != 0 {
        begins -= 1;
    }
    ensure!(module[begins - 1] == 2, "the section of imports is not where it should be");
    let module = [&module[..begins - 1], &written[8..], &module[content.end..]].concat();
    Ok((module, renamed(script, &short)?))
}

/// The script with the short names. Every name must be in it.
fn renamed(script: &str, short: &BTreeMap<&str, String>) -> anyhow::Result<String> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut renamed = String::with_capacity(script.len());
    let (mut rest, mut found) = (script, 0);
    while let Some(at) = rest.find("__wbg_") {
        let (before, name) = rest.split_at(at);
        let ends = name.find(|letter| !is_of_name(letter)).unwrap_or(name.len());
        renamed.push_str(before);
        let (name, after) = name.split_at(ends);
        found += usize::from(short.contains_key(name));
        renamed.push_str(short.get(name).map_or(name, String::as_str));
        rest = after;
    }
    renamed.push_str(rest);
    ensure!(found == short.len(), "{found} of {} names are in the script", short.len());
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_told_from_others() {
        assert!(is_hashed("__wbg_addEventListener_70e3766f6252144d"));
        assert!(!is_hashed("__wbg_new_70e3766f"));
        assert!(!is_hashed("__wbindgen_realloc"));
    }

    #[test]
    fn a_script_gives_what_it_gave_by_other_names() {
        let name = "__wbg_append_70e3766f6252144d";
        let short = BTreeMap::from([(name, "i0".to_owned())]);
        let script = format!("{{ {name}: function() {{}}, __wbg_other: 1 }}");
        assert_eq!(renamed(&script, &short).unwrap(), "{ i0: function() {}, __wbg_other: 1 }");
        assert!(renamed("{}", &short).is_err());
    }
}
