//! The command `wasm-bindgen` with the few options that `build/site.mjs` and `cargo leptos` give it.
//!
//! The real command brings a test runner with a web server and a browser driver, and takes two and a half
//! minutes to install; the library it stands on takes half a minute.

mod link;
mod merge;
mod names;
mod packs;
mod snip;

use anyhow::{Context as _, anyhow, bail};
use merge::Piece;
use packs::Pack;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The script that loads lazy parts, by the name that leptos expects where files are not named by their own content.
const LINK: &str = "./__wasm_split.______________________.js";

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

/// Splits the WASM at leptos's lazy routes, makes few files of the many parts, and JavaScript for the main part. Leptos
/// reads the manifest to load a page's files together with the page.
fn pages_apart(bindgen: &mut Bindgen, input: &Path, folder: &Path) -> anyhow::Result<()> {
    let pieces = folder.join("pieces");
    fs::create_dir_all(&pieces)?;
    let (whole, emptied) = snip::snipped(&fs::read(input)?)?;
    println!("{emptied} functions that the page never calls were emptied");
    let main = pieces.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &pieces;
    options.main_out_path = &main;
    options.main_module = "./coterie.js";
    options.link_name = LINK;
    let split = wasm_split_cli_support::transform(options).map_err(|fault| anyhow!("splitting: {fault:?}"))?;
    let parts = packed(&pieces, folder, &split.prefetch_map)?;
    let script = fs::read_to_string(pieces.join(LINK))?;
    fs::write(folder.join(LINK), link::script(&script, &parts)?)?;
    let first: BTreeMap<_, Vec<_>> = parts.iter().map(|(name, part)| (name, part.whole.iter().collect())).collect();
    fs::write(folder.join("__wasm_split_manifest.json"), serde_json::to_vec(&first)?)?;
    bindgen.keep_lld_exports(true).demangle(false).input_path(&main).generate(folder)?;
    let (page, script) = (folder.join("coterie_bg.wasm"), folder.join("coterie.js"));
    let whole = without_notes(&fs::read(&page)?).context("the page's WASM is none")?;
    let (whole, named) = names::shortened(&whole, &fs::read_to_string(&script)?)?;
    fs::write(&page, whole)?;
    fs::write(&script, named)?;
    fs::remove_dir_all(&pieces)?;
    Ok(())
}

/// What a lazy part is loaded from.
pub(crate) struct Part {
    /// One file with all of it, for a visit that begins with it.
    whole: Option<String>,
    /// The files with all of it, for a visit that has some of them already.
    files: Vec<String>,
}

/// Parts with this at the end of their name come to a page that is there: no visit begins with them.
const LATER: &str = "_later";

/// Whether a visit may begin with a part. Leptos puts a hash behind the name of the function.
fn begins_a_visit(part: &str) -> bool {
    !part.rsplit_once('_').is_some_and(|(name, _)| name.ends_with(LATER))
}

/// Writes the pieces that the splitter made into few files, and tells what each lazy part is loaded from. A piece that was
/// loaded is never loaded once more: it would give the data in its memory their first values again. So every piece is in one file that
/// parts share, and the one file of a page is made of whole such files.
fn packed(
    pieces: &Path,
    folder: &Path,
    needs: &HashMap<String, Vec<String>>,
) -> anyhow::Result<BTreeMap<String, Part>> {
    let names: Vec<&String> = BTreeSet::from_iter(needs.keys()).into_iter().collect();
    let mut users: BTreeMap<&String, packs::Parts> = BTreeMap::new();
    for (bit, part) in names.iter().enumerate() {
        for name in &needs[*part] {
            *users.entry(name).or_default() |=
                packs::Parts::checked_shl(1, bit as u32).context("too many lazy parts")?;
        }
    }
    let modules: BTreeMap<&String, Vec<u8>> = users
        .keys()
        .map(|&name| Ok((name, fs::read(pieces.join(name).with_extension("wasm"))?)))
        .collect::<anyhow::Result<_>>()?;
    let mut packs = Vec::new();
    for (name, parts) in users {
        let piece = Piece::read(&modules[name]).with_context(|| format!("in {name}"))?;
        packs.push(Pack::of(name.clone(), parts, piece.size()));
    }
    let packs = packs::pack(packs);
    let write = |name: &str, pieces: &mut dyn Iterator<Item = &String>| -> anyhow::Result<()> {
        let read: Vec<_> = pieces.map(|name| Piece::read(&modules[name])).collect::<anyhow::Result<_>>()?;
        Ok(fs::write(folder.join(name).with_extension("wasm"), merge::merge(&read)?)?)
    };
    for (number, pack) in packs.iter().enumerate() {
        write(&format!("shared_{number}"), &mut pack.pieces.iter())?;
    }
    let mut parts = BTreeMap::new();
    for (bit, name) in (0..).zip(names) {
        let own: Vec<_> = packs.iter().enumerate().filter(|(_, pack)| pack.parts >> bit & 1 == 1).collect();
        let whole = begins_a_visit(name).then(|| format!("page_{name}"));
        if let Some(whole) = &whole {
            write(whole, &mut own.iter().flat_map(|(_, pack)| &pack.pieces))?;
        }
        let files = own.iter().map(|(number, _)| format!("shared_{number}")).collect();
        parts.insert(name.clone(), Part { whole, files });
    }
    Ok(parts)
}

/// The module without its custom sections: names for debuggers, and notes of the tools that made it. A module is
/// eight bytes, then sections of an id, a length (LEB128) and that many bytes; custom sections have the id 0.
fn without_notes(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let digits = after_id.iter().position(|byte| byte & 0x80 == 0)? + 1;
        let length = after_id
            .get(..digits)?
            .iter()
            .rev()
            .try_fold(0_usize, |sum, byte| sum.checked_mul(128)?.checked_add(usize::from(byte & 0x7f)))?;
        let (section, next) = rest.split_at_checked(1 + digits + length)?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Some(kept)
}
