//! A file to start from (SPEC U5).

use super::UserField;
use super::plan::Ground;
use crate::id::OrganisationId;
use crate::import::columns::Field as _;
use crate::import::write::csv;

/// One of the people in it.
struct Example {
    first: &'static str,
    last: &'static str,
    username: &'static str,
    number: &'static str,
    prefix: &'static str,
    role: (&'static str, &'static str),
    /// Entry and grad year.
    years: (&'static str, &'static str),
    notes: &'static str,
    /// Which of the installation's genders.
    gender: usize,
}

const EXAMPLES: [Example; 2] = [
    Example {
        first: "Ada",
        last: "Sample",
        username: "ada.sample",
        number: "90001",
        prefix: "",
        role: ("student", "student"),
        years: ("2026", "2030"),
        notes: "Password and Salt are for hashes from another system. Leave them blank and invite the users.",
        gender: 0,
    },
    Example {
        first: "Ben",
        last: "Example",
        username: "ben.example",
        number: "90002",
        prefix: "Dr.",
        role: ("faculty", "lecturer"),
        years: ("", ""),
        notes: "",
        gender: 1,
    },
];

/// All columns in the order of [`UserField::ALL`], and two people who can be imported as they are: into the first
/// organisation of the importer.
pub fn sample(ground: &Ground) -> Vec<u8> {
    let columns: Vec<&str> = UserField::ALL.iter().map(|field| field.label()).collect();
    let row = |example: &Example| UserField::ALL.iter().map(|field| example.cell(*field, ground)).collect();
    csv(&columns, EXAMPLES.iter().map(row))
}

impl Example {
    fn cell(&self, field: UserField, ground: &Ground) -> String {
        let organisation = ground.lists.organisations.first().map(|(id, _)| *id);
        let text = match field {
            UserField::FirstName => self.first,
            UserField::LastName => self.last,
            UserField::Username => self.username,
            UserField::Email => return format!("{}@school.example", self.username),
            UserField::Organisation => return organisation.map(|id| id.to_string()).unwrap_or_default(),
            UserField::Gender => ground.lists.genders.get(self.gender).map_or("", |gender| gender.code.as_str()),
            UserField::Group => self.role.0,
            UserField::Role => self.role.1,
            UserField::InstitutionNumber => self.number,
            UserField::EntryYear => self.years.0,
            UserField::GradYear => self.years.1,
            UserField::Notes => self.notes,
            UserField::AccountStatus => "active",
            UserField::AccessStart => "2026-09-01 08:00",
            UserField::AccessFinish => "2036-08-31 18:00",
            UserField::Department => return organisation.map(|id| department(id, ground)).unwrap_or_default(),
            UserField::Password | UserField::Salt | UserField::Fax => "",
            UserField::Prefix => self.prefix,
            UserField::AltEmail => return format!("{}@home.example", self.username),
            UserField::Telephone => "555 0100",
            UserField::City => "Springfield",
            UserField::Address => "1 Main Street",
            UserField::PostalCode => "12345",
            UserField::Country => "Canada",
            UserField::Province => "Ontario",
        };
        text.to_owned()
    }
}

/// A department of the organisation, where it has one.
fn department(organisation: OrganisationId, ground: &Ground) -> String {
    let mut theirs = ground.lists.departments.iter().filter(|(_, of, _)| *of == organisation);
    theirs.next().map(|(id, ..)| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::columns::match_columns;
    use crate::import::file::{Choice, Limits, read};
    use crate::import::users::plan::{Corrections, Decisions, Directory, Plan, Sheet};
    use crate::person::{Gender, GenderCode};
    use crate::user::{Lists, Role};

    #[test]
    fn the_sample_has_every_column_and_is_imported_as_it_is() {
        let gender = |code: &str| Gender { code: GenderCode(code.to_owned()), name: code.to_owned() };
        let role = |(group, role): (&str, &str)| Role { group: group.to_owned(), role: role.to_owned() };
        let lists = Lists {
            genders: vec![gender("F"), gender("M")],
            organisations: vec![(OrganisationId(7), "School".to_owned())],
            roles: EXAMPLES.iter().map(|example| role(example.role)).collect(),
            ..Lists::default()
        };
        let gives = EXAMPLES.iter().map(|example| (OrganisationId(7), example.role.0.to_owned())).collect();
        let ground = Ground { lists, gives, ..Ground::default() };
        let limits = Limits { bytes: 1 << 16, rows: 10, columns: 100 };
        let table = read(&sample(&ground), Choice::default(), &limits, &|_| true).unwrap().table;
        let mapping = match_columns(&table.columns);
        for field in UserField::ALL {
            assert_eq!(mapping.column(*field), Some(*field as usize), "{field:?}");
        }
        let directory = Directory::new(ground);
        let sheet = Sheet::new(&table, &mapping, &directory, Corrections::default());
        let plan = Plan::new(&sheet, &directory, &Decisions::default());
        assert_eq!((plan.problems.as_slice(), plan.counts.created, plan.open()), (&[][..], 2, 0));
    }
}
