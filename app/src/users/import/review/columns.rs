//! The columns of the table of rows.

use super::super::words;
use domain::import::columns::Field as _;
use domain::import::users::UserField;

/// A column. The first stands in for three fields, which have their own columns at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    /// A field, and the place of its cell in a row.
    Of(UserField, usize),
    Outcome,
}

impl Column {
    /// The columns for fields in the order that rows have them.
    pub(super) fn all(fields: &[UserField]) -> Vec<Self> {
        let of = |(at, field): (usize, &UserField)| Self::Of(*field, at);
        let is_in_name = |column: &Self| {
            matches!(column, Self::Of(UserField::FirstName | UserField::LastName | UserField::Username, _))
        };
        let (in_name, others): (Vec<Self>, Vec<Self>) = fields.iter().enumerate().map(of).partition(is_in_name);
        [Self::Name].into_iter().chain(others).chain(in_name).chain([Self::Outcome]).collect()
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Name => words::NAME,
            Self::Of(field, _) => field.label(),
            Self::Outcome => words::OUTCOME,
        }
    }

    /// In pixels of a usual screen.
    pub(super) const fn width(self) -> usize {
        match self {
            Self::Name => 190,
            Self::Of(UserField::Email | UserField::AltEmail | UserField::Address | UserField::Notes, _)
            | Self::Outcome => 210,
            Self::Of(UserField::EntryYear | UserField::GradYear, _) => 110,
            Self::Of(_, _) => 150,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_first_and_its_parts_last() {
        let fields = [UserField::FirstName, UserField::LastName, UserField::Email, UserField::Gender];
        let labels: Vec<&str> = Column::all(&fields).into_iter().map(Column::label).collect();
        assert_eq!(labels, ["Name", "Email", "Gender", "First Name", "Last Name", "What happens"]);
    }
}
