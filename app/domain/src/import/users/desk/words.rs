//! Words of the review.

use super::{Edit, OutcomeKind, UserField};
use crate::import::columns::Field as _;
use crate::import::users::plan::{Class, Kind};

/// "1 row", "2 rows".
pub(super) fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// An edit, as undo names it.
pub(super) fn edit(edit: &Edit, count: usize) -> String {
    let which = |yes: bool, yea: &str, nay: &str| if yes { yea.to_owned() } else { nay.to_owned() };
    match edit {
        Edit::Cell { field, everywhere: true, .. } => format!("{} in {}", field.label(), rows(count)),
        Edit::Cell { row, field, .. } => format!("{} in row {row}", field.label()),
        Edit::LeaveOut { out, .. } | Edit::LeaveOutAll { out, .. } => {
            format!("{} {}", which(*out, "leaving out", "taking in"), rows(count))
        }
        Edit::AsItIs { row } => format!("taking row {row} as it is"),
        Edit::Update { row, yes } => format!("{} row {row}", which(*yes, "updating", "not updating")),
        Edit::UpdateAll { yes } => which(*yes, "updating everyone", "updating nobody"),
        Edit::Role { row, yes } => format!("{} in row {row}", which(*yes, "taking the role", "keeping the role")),
        Edit::RoleAll { yes } => which(*yes, "taking all roles", "keeping all roles"),
        Edit::Take { row, field, yes } => {
            format!("{} {} in row {row}", which(*yes, "taking", "keeping"), field.label())
        }
        Edit::OnlyFill { field, on } => {
            format!("{} {}", which(*on, "only filling", "the file wins for"), field.label())
        }
    }
}

/// A kind of problem, with the one text that has it.
pub(super) fn problem(kind: Kind, field: Option<UserField>, text: Option<&str>) -> String {
    match (kind, field, text) {
        (Kind::Unknown, Some(field), Some(text)) => format!("{} “{text}” is not known", field.label()),
        (_, Some(field), _) => format!("{}: {}", kind.heading(), field.label()),
        (_, None, _) => kind.heading().to_owned(),
    }
}

/// What becomes of a row, without the particulars.
pub(super) const fn kind(class: Class) -> OutcomeKind {
    match class {
        Class::Create => OutcomeKind::Created,
        Class::Unchanged => OutcomeKind::Unchanged,
        Class::Update | Class::AskYes => OutcomeKind::Updated,
        Class::AskOpen => OutcomeKind::Undecided,
        Class::AskNo | Class::Declined | Class::LeftOut => OutcomeKind::Skipped,
        Class::Refused => OutcomeKind::Refused,
        Class::Problem => OutcomeKind::Problem,
    }
}
