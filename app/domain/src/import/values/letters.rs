//! Letters for genders mean what the letters beside them say: M is a man beside F, W or K, and a
//! woman beside H ("hombre, mujer") or V ("varón, mujer", Lithuanian "vyras, moteris").

use super::key;
use std::collections::BTreeSet;

/// The single letters among the values of a column of genders that cannot be trusted.
pub(super) fn doubtful<'a>(header: &str, values: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let letters: BTreeSet<String> = values.map(key).filter(|key| key.chars().count() == 1).collect();
    let has = |letter: &str| letters.contains(letter);
    // Dutch: man, vrouw.
    let is_dutch = key(header).contains("geslacht");
    let in_doubt = |letter: &str| match letter {
        "m" => has("h") || (has("v") && !is_dutch),
        // Hungarian: férfi, nő. French: homme, femme.
        "f" => has("n") && !has("m"),
        // Turkish: erkek, kadın.
        "k" | "w" => !has("m"),
        // Italian: uomo, donna.
        "u" => has("d"),
        _ => false,
    };
    letters.iter().filter(|letter| in_doubt(letter)).cloned().collect()
}
