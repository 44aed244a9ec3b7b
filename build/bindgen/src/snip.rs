//! Code that the page never runs, and that the compiler cannot know of.
//!
//! A view without its type (`AnyView`) holds a pointer to each thing that can be done with it, so the compiler keeps all of
//! them for every type of view. Two are never done here: waking a view that has to be waited for (the page waits for its
//! part before it is woken, see `frontend`), and making one from a template. They are a tenth of the WASM. Their functions are
//! emptied before the splitter looks who needs what, so that what only they call goes too. Should one be called all the
//! same, the page stops there with "unreachable".

use anyhow::{Context as _, ensure};
use std::collections::HashMap;
use std::ops::Range;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Endings of names as the compiler writes them, before their hash.
const NEVER_CALLED: [&str; 2] = ["8into_any13hydrate_async", "13into_any_attr22hydrate_from_template"];

// Instructions.
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

/// Whether the page never calls the function of that name. `legacy` names end with 17 letters of hash and an E.
fn is_never_called(name: &str) -> bool {
    let hashed = name.strip_suffix('E').and_then(|name| name.rsplit_once("17h"));
    hashed.is_some_and(|(name, _)| NEVER_CALLED.iter().any(|ending| name.ends_with(ending)))
}

/// The module as the linker made it, with those functions emptied, and their number. Everything keeps its place, which
/// notes of the linker refer to; the notes on what stood in those functions are left out.
pub fn snipped(module: &[u8]) -> anyhow::Result<(Vec<u8>, usize)> {
    let mut names: HashMap<u32, &str> = HashMap::new();
    let mut bodies: Vec<Range<usize>> = Vec::new();
    let (mut imported, mut code_begins, mut notes) = (0, 0, None);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { range, .. } => code_begins = usize::try_from(range.start)?,
            Payload::CodeSectionEntry(body) => {
                let end = usize::try_from(body.range().end)?;
                bodies.push(end - body.as_bytes().len()..end);
            }
            Payload::CustomSection(section) if section.name() == "reloc.CODE" => {
                let end = usize::try_from(section.range().end)?;
                notes = Some((end - section.data().len()..end, section.range().start));
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(parts) = section.as_known() else { continue };
                for part in parts {
                    let Name::Function(functions) = part? else { continue };
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, naming.name);
                    }
                }
            }
            _ => {}
        }
    }
    let (notes, _) = notes.context("the linker left no notes on code: --emit-relocs is missing")?;
    let emptied: Vec<Range<usize>> = (imported..)
        .zip(bodies)
        .filter(|(function, _)| names.get(function).is_some_and(|name| is_never_called(name)))
        .map(|(_, body)| body)
        .collect();
    let mut kept = module.to_vec();
    for body in &emptied {
        // No locals, then nothing, up to the end.
        let [locals, first, between @ .., end] = &mut kept[body.clone()] else { continue };
        (*locals, *first, *end) = (0, UNREACHABLE, END);
        between.fill(NOP);
    }
    let of_code: Vec<Range<usize>> =
        emptied.iter().map(|body| body.start - code_begins..body.end - code_begins).collect();
    let shorter = without(&module[notes.clone()], &of_code).context("the linker's notes on code cannot be read")?;
    replace_section(&mut kept, notes, &shorter)?;
    Ok((kept, emptied.len()))
}

/// The linker's notes without those on these stretches of the code section: the section's number, how many, then for
/// each a kind, a place, a number, and for some kinds what is added.
fn without(notes: &[u8], stretches: &[Range<usize>]) -> Option<Vec<u8>> {
    let mut rest = notes;
    let section = leb(&mut rest)?;
    let count = leb(&mut rest)?;
    let (mut kept, mut number) = (Vec::with_capacity(rest.len()), 0);
    for _ in 0..count {
        let begins = rest;
        let (&kind, after) = rest.split_first()?;
        rest = after;
        let place = leb(&mut rest)?;
        leb(&mut rest)?;
        // Addresses of memory, offsets of functions and sections.
        if matches!(kind, 3..=5 | 8 | 9 | 11 | 14..=17 | 21..=23 | 25) {
            leb(&mut rest)?;
        }
        let at = stretches.partition_point(|stretch| stretch.end as u64 <= place);
        if stretches.get(at).is_none_or(|stretch| (stretch.start as u64) > place) {
            kept.extend_from_slice(&begins[..begins.len() - rest.len()]);
            number += 1;
        }
    }
    if !rest.is_empty() {
        return None;
    }
    Some([written(section), written(number), kept].concat())
}

/// Puts other content into a custom section at the place of the old; the length before its name changes with it.
fn replace_section(module: &mut Vec<u8>, content: Range<usize>, new: &[u8]) -> anyhow::Result<()> {
    let name = b"reloc.CODE";
    let named = content.start - name.len() - 1;
    ensure!(module[named..content.start] == [&[name.len() as u8], &name[..]].concat(), "the section has another name");
    // Back over the length: digits of which all but the last say that more come.
    let mut begins = named - 1;
    while module[begins - 1] & 0x80 != 0 {
        begins -= 1;
    }
    let mut section = written((name.len() + 1 + new.len()) as u64);
    section.extend_from_slice(&module[named..content.start]);
    section.extend_from_slice(new);
    module.splice(begins..content.end, section);
    Ok(())
}

/// Takes a number (LEB128) from the front. What is signed is passed over alike.
fn leb(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0_u64, 0);
    loop {
        let (&digit, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(digit & 0x7f).checked_shl(shift)?;
        shift += 7;
        if digit & 0x80 == 0 {
            return Some(number);
        }
    }
}

/// A number as LEB128.
fn written(mut number: u64) -> Vec<u8> {
    let mut digits = Vec::new();
    loop {
        let digit = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            digits.push(digit);
            return digits;
        }
        digits.push(digit | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_ending() {
        let never =
            "_ZN57_$LT$T$u20$as$u20$tachys..view..any_view..IntoAny$GT$8into_any13hydrate_async17h0123456789abcdefE";
        assert!(is_never_called(never));
        assert!(!is_never_called(&never.replace("13hydrate_async", "19hydrate_from_server")));
        assert!(!is_never_called("_ZN6tachys13hydrate_async17h0123456789abcdefE"));
    }

    #[test]
    fn notes_on_what_was_emptied_are_left_out() {
        // Section 3 with three notes: a function (kind 0), an address with what is added (kind 3), a function.
        let notes = [3, 3, 0, 10, 7, 3, 20, 8, 0x7f, 0, 30, 9];
        assert_eq!(without(&notes, std::slice::from_ref(&(15..25))).unwrap(), [3, 2, 0, 10, 7, 0, 30, 9]);
        assert_eq!(without(&notes, &[]).unwrap(), notes);
        assert_eq!(without(&notes[..11], &[]), None);
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for number in [0, 127, 128, 300, u64::from(u32::MAX)] {
            assert_eq!(leb(&mut written(number).as_slice()), Some(number));
        }
    }
}
