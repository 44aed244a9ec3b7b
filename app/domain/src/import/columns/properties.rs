//! What holds for every table of columns.

use super::*;
use crate::import::users::UserField;
use proptest::prelude::*;
use std::borrow::Cow;

/// Names that are surely a field, that may be one, and that are none.
const NAMES: &[&str] = &[
    "First Name",
    "Vorname",
    "STU_FIRST_NM",
    "givenName",
    "Last Name",
    "Nachname",
    "Nom",
    "Nome",
    "Username",
    "login_id",
    "User ID",
    "Email",
    "E-Mail-Adresse",
    "work_email",
    "Contact Email",
    "Alt Email",
    "Org",
    "School",
    "Sex",
    "Type",
    "Group",
    "Role",
    "Student ID",
    "Grad",
    "Cohort",
    "Entry Year",
    "Valid from",
    "Start Date",
    "Valid to",
    "Status",
    "Mobile",
    "Phone",
    "State",
    "Column 7",
    "Kontakt",
    "Locker",
    "Emergency contact e-mail",
    "Name",
    "ID",
];

/// Kinds of cells.
const CELLS: usize = 9;

fn cell(kind: usize, row: usize) -> String {
    match kind {
        0 => format!("person{row}@school.test"),
        1 => ["female", "male"][row % 2].to_owned(),
        2 => ["student", "faculty", "staff"][row % 3].to_owned(),
        3 => format!("20{}", 26 + row % 5),
        4 => format!("2026-09-{:02}", 1 + row % 28),
        5 => format!("Person{row}"),
        6 => format!("+49 221 4701{row:03}"),
        7 => ["active", "disabled"][row % 2].to_owned(),
        _ => String::new(),
    }
}

const ROWS: usize = 12;

fn knows(field: UserField, text: &str) -> Option<bool> {
    match field {
        UserField::Gender => Some(["female", "male"].contains(&text)),
        UserField::Group | UserField::Role => Some(["student", "faculty", "staff"].contains(&text)),
        UserField::AccountStatus => Some(["active", "disabled"].contains(&text)),
        _ => None,
    }
}

fn matched(columns: &[(usize, usize)]) -> Mapping<UserField> {
    let names: Vec<String> = columns.iter().map(|(name, _)| NAMES[*name].to_owned()).collect();
    let cells = |row: usize, column: usize| Cow::Owned(cell(columns[column].1, row));
    match_columns_in(&names, &Sample::new(ROWS, cells), &knows)
}

fn table(most: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..NAMES.len(), 0..CELLS), 0..most)
}

proptest! {
    // Each case weighs a table by some hundred names.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_column_is_two_fields_and_scores_are_sure(columns in table(12)) {
        let mapping = matched(&columns);
        let taken: Vec<usize> = UserField::ALL.iter().filter_map(|field| mapping.column(*field)).collect();
        prop_assert!(taken.iter().enumerate().all(|(at, column)| !taken[..at].contains(column)));
        for field in UserField::ALL {
            prop_assert_eq!(mapping.column(*field).is_some(), mapping.score(*field) >= 70 && !matches!(
                mapping.reason(*field), Reason::Several(_) | Reason::Perhaps(_)
            ));
        }
    }

    #[test]
    fn the_order_of_columns_does_not_matter(
        (columns, order) in table(12).prop_flat_map(|columns| {
            let order: Vec<usize> = (0..columns.len()).collect();
            (Just(columns), Just(order).prop_shuffle())
        })
    ) {
        let mapping = matched(&columns);
        let shuffled: Vec<(usize, usize)> = order.iter().map(|at| columns[*at]).collect();
        let other = matched(&shuffled);
        for field in UserField::ALL {
            prop_assert_eq!(other.column(*field).map(|at| order[at]), mapping.column(*field), "{:?}", field);
            prop_assert_eq!(other.score(*field), mapping.score(*field));
        }
    }

    #[test]
    fn a_column_more_never_moves_another(columns in table(10), name in "[a-zA-Z_ ]{1,14}", kind in 0..CELLS) {
        let before = matched(&columns);
        let mut names: Vec<String> = columns.iter().map(|(name, _)| NAMES[*name].to_owned()).collect();
        prop_assume!(!Names::of::<UserField>().has(&name));
        names.push(name);
        let cells = |row: usize, column: usize| Cow::Owned(cell(columns.get(column).map_or(kind, |c| c.1), row));
        let after = match_columns_in::<UserField>(&names, &Sample::new(ROWS, cells), &knows);
        for field in UserField::ALL {
            let (was, is) = (before.column(*field), after.column(*field));
            // It may make a guess doubtful, and be a guess itself only where there was none.
            prop_assert!(is == was || is.is_none() || (was.is_none() && is == Some(columns.len())), "{field:?}");
        }
    }
}
