//! The tutors of a row: names, numbers and types are lists side by side.

use super::people::{Directory, verifies};
use crate::import::list;
use crate::text::fold;
use crate::tutoring::TutorKind;

/// A tutor as the file mentions one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Either may be blank, not both.
    pub name: String,
    pub number: String,
    pub kind: Typed,
}

/// What the file calls a tutor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    NotSaid,
    As(TutorKind),
    /// What is written is no type, or there are not as many types as tutors.
    Unclear(String),
}

/// The tutors of a row. Names and numbers are paired by position. Where there are more of the one
/// than of the other, a number first finds the name that verifies it; what is left is paired in order.
pub(super) fn mentions(names: &str, numbers: &str, types: &str, directory: &Directory) -> Vec<Mention> {
    let pairs = pair(list::split(names), list::split(numbers), directory);
    let types = list::split(types);
    let count = pairs.len();
    let kind_at = |at: usize| match &types[..] {
        [] => Typed::NotSaid,
        [all] => kind(all),
        each if each.len() == count => kind(&each[at]),
        _ => Typed::Unclear(types.join("; ")),
    };
    let mentions = pairs.into_iter().enumerate();
    let mentions = mentions.map(|(at, (name, number))| Mention { name, number, kind: kind_at(at) });
    mentions.filter(|mention| !mention.name.is_empty() || !mention.number.is_empty()).collect()
}

/// The type a text names: its label or the word the store keeps, folded, without punctuation.
fn kind(text: &str) -> Typed {
    let key = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = key(text);
    if wanted.is_empty() {
        return Typed::NotSaid;
    }
    match TutorKind::ALL.into_iter().find(|kind| key(kind.label()) == wanted || key(kind.key()) == wanted) {
        Some(kind) => Typed::As(kind),
        None => Typed::Unclear(text.to_owned()),
    }
}

fn pair(mut names: Vec<String>, mut numbers: Vec<String>, directory: &Directory) -> Vec<(String, String)> {
    if names.len() != numbers.len() && !names.is_empty() && !numbers.is_empty() {
        names.retain(|name| !name.is_empty());
        numbers.retain(|number| !number.is_empty());
    }
    if names.len() == numbers.len() || names.is_empty() || numbers.is_empty() {
        let blanks = || core::iter::repeat(String::new());
        let longest = names.len().max(numbers.len());
        return names.into_iter().chain(blanks()).zip(numbers.into_iter().chain(blanks())).take(longest).collect();
    }
    pair_unequal(&names, &numbers, directory)
}

fn pair_unequal(names: &[String], numbers: &[String], directory: &Directory) -> Vec<(String, String)> {
    let mut number_of: Vec<Option<usize>> = vec![None; names.len()];
    let mut left = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let verified = |name: &String| directory.numbered(number).any(|known| verifies(&known.person, name));
        match (0..names.len()).find(|name| number_of[*name].is_none() && verified(&names[*name])) {
            Some(name) => number_of[name] = Some(at),
            None => left.push(at),
        }
    }
    let mut left = left.into_iter();
    for number in &mut number_of {
        if number.is_none() {
            *number = left.next();
        }
    }
    let text = |number: Option<usize>| number.and_then(|at| numbers.get(at)).cloned().unwrap_or_default();
    let pairs = names.iter().cloned().zip(number_of.into_iter().map(text));
    pairs.chain(left.map(|at| (String::new(), text(Some(at))))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{directory, known};
    use super::*;

    #[test]
    fn names_and_numbers_are_paired() {
        let people = directory(vec![known(1, "1001", "Smith", "John"), known(2, "1002", "Doe", "Jane")]);
        let pairs = |names: &str, numbers: &str| -> Vec<(String, String)> {
            mentions(names, numbers, "", &people).into_iter().map(|m| (m.name, m.number)).collect()
        };
        for (names, numbers, expected) in [
            ("", "", &[][..]),
            ("Smith, John", "", &[("Smith, John", "")]),
            ("", "1001; 1002", &[("", "1001"), ("", "1002")]),
            ("Smith, John; Doe, Jane", "1001; 1002", &[("Smith, John", "1001"), ("Doe, Jane", "1002")]),
            ("Smith, John; Doe, Jane", "; 1002", &[("Smith, John", ""), ("Doe, Jane", "1002")]),
            ("Smith, John; Doe, Jane;", "1001; 1002", &[("Smith, John", "1001"), ("Doe, Jane", "1002")]),
            // As many names as numbers: position counts, a mismatch is for people to settle.
            ("Doe, Jane; Smith, John", "1001; 1002", &[("Doe, Jane", "1001"), ("Smith, John", "1002")]),
            ("Smith, John; Doe, Jane", "1002", &[("Smith, John", ""), ("Doe, Jane", "1002")]),
            ("Doe, Jane", "1001; 1002", &[("Doe, Jane", "1002"), ("", "1001")]),
            ("Roe, R; Doe, Jane; X, Y", "9; 1002", &[("Roe, R", "9"), ("Doe, Jane", "1002"), ("X, Y", "")]),
        ] {
            let expected: Vec<(String, String)> =
                expected.iter().map(|(name, number)| ((*name).to_owned(), (*number).to_owned())).collect();
            assert_eq!(pairs(names, numbers), expected, "{names} | {numbers}");
        }
    }

    #[test]
    fn types_stand_beside_tutors() {
        let people = directory(Vec::new());
        let kinds = |types: &str| -> Vec<Typed> {
            mentions("A, A; B, B", "", types, &people).into_iter().map(|m| m.kind).collect()
        };
        let unclear = |text: &str| Typed::Unclear(text.to_owned());
        for (types, expected) in [
            ("", [Typed::NotSaid, Typed::NotSaid]),
            ("Tutor; Teacher's Assistant", [Typed::As(TutorKind::Tutor), Typed::As(TutorKind::TeachersAssistant)]),
            ("auditor", [Typed::As(TutorKind::Auditor), Typed::As(TutorKind::Auditor)]),
            ("; teacher", [Typed::NotSaid, Typed::As(TutorKind::Teacher)]),
            ("Boss; Teacher", [unclear("Boss"), Typed::As(TutorKind::Teacher)]),
            ("Tutor; Tutor; Tutor", [unclear("Tutor; Tutor; Tutor"), unclear("Tutor; Tutor; Tutor")]),
        ] {
            assert_eq!(kinds(types), expected, "{types}");
        }
    }
}
