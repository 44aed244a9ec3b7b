//! A table that was read and a mapping of its columns, as they are shown: for files that are small enough to be read
//! where the page is.

use super::columns::{Field, HeaderKey, Mapping, Reason};
use super::file::{Reading, Table};
use super::view::{ColumnView, ColumnsView, FieldView, FileView, Oddities};
use std::collections::BTreeSet;

/// Rows that are shown as they are.
const FIRST: usize = 5;
/// Texts of a column that are shown.
const SAMPLES: usize = 3;
/// How many cells are looked at to count the different texts of all columns: the page waits for it.
const COUNTED: usize = 1_000_000;

/// A file that was read whole; `bytes` is its size.
pub fn file(name: &str, bytes: u64, reading: &Reading) -> FileView {
    let table = &reading.table;
    let first = table.rows.iter().take(FIRST).map(|row| {
        let cells = (0..table.columns.len()).map(|column| row.cell(column).to_owned());
        (row.number, cells.collect())
    });
    FileView {
        name: name.to_owned(),
        bytes,
        whole: true,
        dialect: reading.dialect,
        mark: reading.mark,
        rows: table.rows.len(),
        columns: table.columns.clone(),
        first: first.collect(),
        oddities: Oddities {
            unreadable: table.unreadable,
            blank_rows: table.blank_rows,
            short_rows: table.short_rows().count(),
            first_short: table.short_rows().next().map_or(0, |row| row.number),
        },
        sheets: Vec::new(),
        sheet: 0,
        key: HeaderKey::of(&table.columns),
    }
}

/// What stands in the columns of a table; none of them is a field yet.
pub fn contents(table: &Table) -> Vec<ColumnView> {
    let counts = table.rows.len() * table.columns.len() <= COUNTED;
    let column = |(at, name): (usize, &String)| {
        let cells = table.rows.iter().map(|row| row.cell(at));
        let empty = cells.clone().filter(|cell| cell.is_empty()).count();
        let different = counts.then(|| cells.filter(|cell| !cell.is_empty()).collect::<BTreeSet<&str>>().len());
        let samples = table.samples(at, SAMPLES).into_iter().map(str::to_owned).collect();
        ColumnView { name: name.clone(), samples, different, empty, field: None }
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// The columns beside the fields of an import without lists of values; `contents` is what [`contents`] found.
pub fn columns<F: Field>(contents: &[ColumnView], mapping: &Mapping<F>, remembered: bool) -> ColumnsView {
    let names: Vec<String> = contents.iter().map(|column| column.name.clone()).collect();
    let place = |field: F| F::ALL.iter().position(|other| *other == field);
    let columns = contents.iter().enumerate();
    let columns = columns.map(|(at, column)| ColumnView { field: mapping.field(at).and_then(place), ..column.clone() });
    let field = |field: &F| FieldView {
        label: field.label().to_owned(),
        required: field.is_required(),
        column: mapping.column(*field),
        score: mapping.score(*field),
        reason: mapping.reason(*field).words(&names),
        unsure: matches!(mapping.reason(*field), Reason::Several(_)),
        suggestion: mapping.suggestion(*field),
        values: Vec::new(),
        options: Vec::new(),
    };
    ColumnsView { columns: columns.collect(), fields: F::ALL.iter().map(field).collect(), remembered }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::match_columns;
    use crate::import::file::Choice;
    use crate::import::groups::{Field, read};

    const FILE: &str = "Team;Who;Seat\nPBL 1;Müller, Zoë;\n\nPBL 1;Doe, Jane\nPBL 2;Doe, Jane;7\n";

    fn reading() -> Reading {
        read(FILE.as_bytes(), Choice::default()).unwrap()
    }

    #[test]
    fn a_file_is_shown_with_its_first_rows_and_what_is_odd() {
        let view = file("groups.csv", 64, &reading());
        assert_eq!((view.rows, view.whole, view.columns.len()), (3, true, 3));
        assert_eq!(view.first[1], (4, vec!["PBL 1".to_owned(), "Doe, Jane".to_owned(), String::new()]));
        assert_eq!(view.oddities, Oddities { unreadable: 0, blank_rows: 1, short_rows: 1, first_short: 4 });
        assert!(view.key.is_some());
    }

    #[test]
    fn columns_are_shown_with_what_stands_in_them_and_the_field_they_are() {
        let reading = reading();
        let mapping = match_columns::<Field>(&reading.table.columns);
        let view = columns(&contents(&reading.table), &mapping, false);
        let [team, who, seat] = &view.columns[..] else { panic!("three columns") };
        assert_eq!((team.different, team.empty, team.field), (Some(2), 0, Some(0)));
        assert_eq!(who.samples, ["Müller, Zoë", "Doe, Jane"]);
        assert_eq!((seat.different, seat.empty, seat.field), (Some(1), 2, None));
        assert_eq!(view.fields[0].column, Some(0));
        assert_eq!(view.fields[0].reason, "Another name for it");
        assert_eq!(view.required(), (1, 1));
    }
}
