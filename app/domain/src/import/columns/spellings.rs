//! Columns as other systems write them: right, wrong, unmatched. A wrong guess fails.

mod found;
mod held_out;
mod tuning;

use super::*;
use crate::import::users::UserField;

/// Columns of one system, each with the field it is, or none of ours.
pub(super) struct Format {
    pub source: &'static str,
    pub columns: &'static [(&'static str, Option<UserField>)],
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    right: usize,
    unmatched: usize,
    rightly_left: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, source: &str, name: &str, expected: Option<UserField>, found: Option<UserField>) {
        match (expected, found) {
            (None, None) => self.rightly_left += 1,
            (Some(_), None) => {
                self.unmatched += 1;
                self.missed.push(format!("{source}: {name}"));
            }
            (expected, found) if expected == found => self.right += 1,
            _ => self.wrong.push(format!("{source}: {name} for {found:?}")),
        }
    }
}

/// Each column as a file of its own, and each format as one file.
fn tally(formats: &[Format]) -> [Tally; 2] {
    let (mut alone, mut together) = (Tally::default(), Tally::default());
    for format in formats {
        let names: Vec<String> = format.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let whole = match_columns::<UserField>(&names);
        for (at, (name, expected)) in format.columns.iter().enumerate() {
            let single = match_columns::<UserField>(&names[at..=at]);
            alone.count(format.source, name, *expected, single.field(0));
            together.count(format.source, name, *expected, whole.field(at));
        }
    }
    [alone, together]
}

#[test]
fn no_column_of_the_held_out_list_is_guessed_wrong() {
    for tally in tally(held_out::FORMATS) {
        println!("{tally:#?}");
        assert_eq!(tally.wrong, [] as [String; 0]);
        assert!(tally.right >= 105 && tally.rightly_left >= 15, "what was found once is found again");
    }
}

#[test]
fn no_column_that_was_found_later_is_guessed_wrong() {
    for tally in tally(found::FORMATS) {
        println!("{tally:#?}");
        assert_eq!(tally.wrong, [] as [String; 0]);
    }
}

#[test]
fn the_tuning_list_is_matched() {
    for tally in tally(tuning::FORMATS) {
        println!("{tally:#?}");
        assert_eq!(tally.wrong, [] as [String; 0]);
    }
}
