//! What a row would change of the account it is about.

use super::cells::{FINISH_FIRST, GRAD_FIRST};
use super::given::{Given, KEPT};
use super::problem::{Kind, Says};
use super::reading::Reading;
use super::{Decisions, Difference, Directory};
use crate::id::OrganisationId;
use crate::import::users::UserField;
use crate::user::Profile;

/// The fields that differ; those that only fill what is empty, or that are kept in this row, are told and not taken.
pub(super) fn differences(
    reading: &Reading<'_>,
    account: &Profile,
    organisation: OrganisationId,
    directory: &Directory,
    decisions: (&Decisions, u32),
) -> Vec<Difference> {
    let (decisions, row) = decisions;
    let mut differences = Vec::new();
    for field in KEPT {
        let Some(new) = Given::of_row(reading, *field) else { continue };
        let old = Given::of_account(account, *field, organisation, directory);
        if old.as_ref() != Some(&new) {
            differences.push(Difference {
                field: *field,
                taken: decisions.is_taken(row, *field, old.is_none()),
                old: old.map(|old| old.words(directory)).unwrap_or_default(),
                new: new.words(directory),
            });
        }
    }
    differences
}

/// The value of a field once the differences are taken.
fn afterwards<T>(differences: &[Difference], field: UserField, given: Option<T>, held: Option<T>) -> Option<T> {
    let is_taken = differences.iter().any(|difference| difference.field == field && difference.taken);
    if is_taken { given } else { held }
}

/// The grad year once the differences are taken.
pub(super) fn grad_year(differences: &[Difference], reading: &Reading<'_>, account: &Profile) -> Option<i32> {
    afterwards(differences, UserField::GradYear, reading.grad_year, account.grad_year)
}

/// Says where what the file gives does not fit what is there already.
pub(super) fn check_order(differences: &[Difference], reading: &Reading<'_>, account: &Profile, says: &mut Says<'_>) {
    let touches = |fields: [UserField; 2]| differences.iter().any(|d| d.taken && fields.contains(&d.field));
    if touches([UserField::AccessStart, UserField::AccessFinish]) {
        let start = afterwards(differences, UserField::AccessStart, reading.access_start, account.access_start);
        let finish = afterwards(differences, UserField::AccessFinish, reading.access_finish, account.access_finish);
        if start.zip(finish).is_some_and(|(start, finish)| finish <= start) {
            let words = format!("{FINISH_FIRST} The other time is the one the account has.");
            says.say(UserField::AccessFinish, Kind::WrongOrder, words);
        }
    }
    if touches([UserField::EntryYear, UserField::GradYear]) {
        let entry = afterwards(differences, UserField::EntryYear, reading.entry_year, account.entry_year);
        let grad = grad_year(differences, reading, account);
        if entry.zip(grad).is_some_and(|(entry, grad)| grad < entry) {
            let words = format!("{GRAD_FIRST} The other year is the one the account has.");
            says.say(UserField::GradYear, Kind::WrongOrder, words);
        }
    }
}
