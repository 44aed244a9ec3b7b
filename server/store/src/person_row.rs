//! A person as statements select one, here for all of them.

use domain::id::UserId;
use domain::person::{GenderCode, Person};

/// The columns of a [`PersonRow`]; the table is `person AS p`.
macro_rules! person_columns {
    () => {
        "p.id, p.number, p.first_name, p.middle_name, p.last_name, p.email, p.gender,
         (SELECT MIN(d.name) FROM person_department AS pd JOIN department AS d ON d.id = pd.department_id
          WHERE pd.person_id = p.id) AS department"
    };
}

/// "Last, First" of `person AS p`, or of another name for the table.
macro_rules! whole_name {
    () => {
        whole_name!("p")
    };
    ($table:literal) => {
        concat!($table, ".last_name || ', ' || ", $table, ".first_name")
    };
}

/// The order of `person AS p` in lists.
macro_rules! by_name {
    () => {
        "p.last_folded, p.first_folded, COALESCE(p.number, ''), p.id"
    };
}

pub(crate) use {by_name, person_columns, whole_name};

/// A person as they are selected.
#[derive(sqlx::FromRow)]
pub(crate) struct PersonRow {
    id: i64,
    number: Option<String>,
    first_name: String,
    middle_name: Option<String>,
    last_name: String,
    email: String,
    gender: String,
    department: Option<String>,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: UserId(row.id),
            number: row.number,
            first: row.first_name,
            middle: row.middle_name,
            last: row.last_name,
            email: row.email,
            gender: GenderCode(row.gender),
            department: row.department,
        }
    }
}
