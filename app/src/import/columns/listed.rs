//! Which columns are listed: all of them, unless there are too many to look through.

use domain::import::view::ColumnsView;
use domain::text::fold;

/// How many columns are listed before one has to search.
pub(super) const MOST: usize = 60;

/// The columns that are listed, by their places in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) shown: Vec<usize>,
    /// How many more there are.
    pub(super) hidden: usize,
}

/// The columns to list for a query; without one, those that are connected or offered come before others.
pub(super) fn listed(view: &ColumnsView, query: &str) -> Listed {
    let count = view.columns.len();
    if count <= MOST {
        return Listed { shown: (0..count).collect(), hidden: 0 };
    }
    let query = fold(query.trim());
    let found: Vec<usize> = if query.is_empty() {
        let mut used = vec![false; count];
        for field in &view.fields {
            for column in [field.column, field.suggestion].into_iter().flatten() {
                if let Some(used) = used.get_mut(column) {
                    *used = true;
                }
            }
        }
        let (first, rest): (Vec<usize>, Vec<usize>) = (0..count).partition(|column| used.get(*column) == Some(&true));
        first.into_iter().chain(rest).collect()
    } else {
        let columns = view.columns.iter().enumerate();
        columns.filter(|(_, column)| fold(&column.name).contains(&query)).map(|(at, _)| at).collect()
    };
    let hidden = found.len().saturating_sub(MOST);
    let mut shown: Vec<usize> = found.into_iter().take(MOST).collect();
    shown.sort_unstable();
    Listed { shown, hidden }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::import::view::{ColumnView, FieldView};

    fn view(columns: usize, connected: Option<usize>) -> ColumnsView {
        let column = |at: usize| ColumnView {
            name: format!("Spalte {at}"),
            samples: Vec::new(),
            different: None,
            empty: 0,
            field: None,
        };
        let field = FieldView {
            label: "Email".to_owned(),
            required: true,
            column: connected,
            score: 0,
            reason: String::new(),
            unsure: false,
            suggestion: None,
            values: Vec::new(),
            options: Vec::new(),
        };
        ColumnsView { columns: (0..columns).map(column).collect(), fields: vec![field], remembered: false }
    }

    #[test]
    fn few_columns_are_all_listed_whatever_is_searched() {
        assert_eq!(listed(&view(3, None), "x"), Listed { shown: vec![0, 1, 2], hidden: 0 });
    }

    #[test]
    fn of_many_columns_those_in_use_are_listed_and_others_found_by_name() {
        let many = view(5_000, Some(4_321));
        let all = listed(&many, "");
        assert_eq!((all.shown.len(), all.hidden), (MOST, 5_000 - MOST));
        assert!(all.shown.contains(&4_321));
        assert_eq!(listed(&many, "SPALTE 4998"), Listed { shown: vec![4_998], hidden: 0 });
        assert_eq!(listed(&many, "Strasse"), Listed::default());
    }
}
