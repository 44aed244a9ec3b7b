//! Every kind of problem with its words, and every outcome.

mod outcomes;
mod problems;

use super::*;
use crate::access::Grant;
use crate::id::{CohortId, DepartmentId, OrganisationId, UserId};
use crate::import::columns::{Field as _, Mapping, match_columns};
use crate::import::file::{self, Choice, Limits, Table};
use crate::import::users::UserField;
use crate::person::{AccountStatus, Gender, GenderCode};
use crate::user::{self, Permission, Profile, Role};
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) fn grant(organisation: i64, group: &str, role: &str) -> Grant {
    Grant { organisation: OrganisationId(organisation), group: group.to_owned(), role: role.to_owned() }
}

pub(super) fn known(id: i64, number: &str, username: &str, name: (&str, &str), held: Grant, reach: Reach) -> Known {
    let profile = Profile {
        id: UserId(id),
        version: 7,
        username: username.to_owned(),
        email: format!("{username}@school.test"),
        number: Some(number.to_owned()),
        first: name.0.to_owned(),
        middle: None,
        last: name.1.to_owned(),
        gender: GenderCode("F".to_owned()),
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
        entry_year: None,
        grad_year: None,
        student_admin: false,
        details: BTreeMap::new(),
        departments: Vec::new(),
        permissions: vec![Permission { grant: held, track: None }],
        last_sign_in: None,
        deleted: false,
    };
    Known { profile, reach, cohorts: Vec::new() }
}

fn lists() -> user::Lists {
    let role = |(group, role): (&str, &str)| Role { group: group.to_owned(), role: role.to_owned() };
    let gender = |(code, name): (&str, &str)| Gender { code: GenderCode(code.to_owned()), name: name.to_owned() };
    let department = |(id, of, name): (i64, i64, &str)| (DepartmentId(id), OrganisationId(of), name.to_owned());
    let roles = [
        ("student", "student"),
        ("faculty", "faculty"),
        ("faculty", "lecturer"),
        ("faculty", "director"),
        ("staff", "staff"),
        ("staff", "admin"),
        ("medtech", "admin"),
    ];
    user::Lists {
        genders: [("F", "Female"), ("M", "Male"), ("U", "Undefined")].map(gender).into(),
        organisations: vec![(OrganisationId(1), "Medicine".into()), (OrganisationId(2), "Nursing".into())],
        departments: [(10, 1, "Surgery"), (11, 1, "Anatomy"), (20, 2, "Surgery"), (21, 2, "Care")]
            .map(department)
            .into(),
        roles: roles.map(role).into(),
        ..user::Lists::default()
    }
}

/// An importer of two organisations who gives no medtech role, and of the second only student ones. 1 is a learner,
/// 2 teaches, 3 outranks, 4 was deleted, 5 is of another organisation, 6 studies in the second under 1's number, 7 also
/// belongs elsewhere, 8 is the importer, and 9 too, under a mask.
pub(in crate::import::users) fn ground() -> Ground {
    let student = |organisation| grant(organisation, "student", "student");
    let mut people = vec![
        known(1, "N1", "alee", ("Ann", "Lee"), student(1), Reach::May),
        known(2, "N2", "bray", ("Ben", "Ray"), grant(1, "faculty", "faculty"), Reach::May),
        known(3, "N3", "root", ("Rob", "Oot"), grant(1, "medtech", "admin"), Reach::Outranks),
        known(4, "N4", "gone", ("Gil", "One"), student(1), Reach::May),
        known(5, "N5", "else", ("Eli", "Sewhere"), grant(9, "staff", "staff"), Reach::Elsewhere),
        known(6, "N1", "nono", ("Nia", "Ono"), student(2), Reach::May),
        known(7, "N7", "both", ("Bo", "Oth"), grant(1, "faculty", "faculty"), Reach::Shared),
        known(8, "N8", "self", ("Sel", "Elf"), grant(1, "staff", "admin"), Reach::Own),
        known(9, "N10", "mask", ("Ma", "Sker"), grant(1, "staff", "staff"), Reach::Masked),
    ];
    people[3].profile.deleted = true;
    people[1].profile.departments = vec![DepartmentId(11), DepartmentId(21), DepartmentId(99)];
    let gives = [(1, "student"), (1, "faculty"), (1, "staff"), (2, "student")];
    Ground {
        lists: lists(),
        gives: gives.map(|(of, group)| (OrganisationId(of), group.to_owned())).into(),
        masked: false,
        cohorts: vec![(OrganisationId(1), CohortId(100), "Class of 2029".to_owned())],
        people,
    }
}

/// Matching looks for every name of every field, and the header is always the same.
static MAPPING: OnceLock<Mapping<UserField>> = OnceLock::new();

/// A file under all fields, read and mapped.
pub(super) struct File {
    pub table: Table,
    mapping: Mapping<UserField>,
    pub directory: Directory,
}

impl File {
    pub(super) fn new(rows: &[Vec<String>], ground: Ground) -> Self {
        let header: Vec<&str> = UserField::ALL.iter().map(|field| field.label()).collect();
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
        let text = [header.join(",")].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
        let limits = Limits { bytes: 1 << 20, rows: 1_000, columns: 100 };
        let choice = Choice { header: Some(true), ..Choice::default() };
        let table = file::read(text.as_bytes(), choice, &limits, &|_| true).unwrap().table;
        let mapping = MAPPING.get_or_init(|| match_columns(&table.columns)).clone();
        assert!(UserField::ALL.iter().all(|field| mapping.column(*field) == Some(*field as usize)));
        Self { table, mapping, directory: Directory::new(ground) }
    }

    pub(super) fn sheet(&self, corrections: Corrections) -> Sheet<'_> {
        Sheet::new(&self.table, &self.mapping, &self.directory, corrections)
    }

    pub(super) fn plan(&self, decisions: &Decisions) -> Plan {
        Plan::new(&self.sheet(Corrections::default()), &self.directory, decisions)
    }

    fn deed(&self, decisions: &Decisions) -> Vec<Change> {
        let sheet = self.sheet(Corrections::default());
        let plan = Plan::new(&sheet, &self.directory, decisions);
        plan.deed(&sheet, &self.directory).collect()
    }
}

/// A row of a new learner with these cells instead.
pub(super) fn row(cells: &[(UserField, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); UserField::ALL.len()];
    let usual = [
        (UserField::FirstName, "Zoë"),
        (UserField::LastName, "New"),
        (UserField::Username, "znew"),
        (UserField::Email, "znew@school.test"),
        (UserField::Organisation, "1"),
        (UserField::Gender, "F"),
        (UserField::Group, "student"),
        (UserField::Role, "student"),
    ];
    for (field, text) in usual.iter().chain(cells) {
        (*text).clone_into(&mut row[*field as usize]);
    }
    row
}

/// A row of someone who is there already, exactly as they are, with these cells instead.
fn same(id: i64, cells: &[(UserField, &str)]) -> Vec<String> {
    let people = ground().people;
    let profile = &people.iter().find(|known| known.profile.id == UserId(id)).unwrap().profile;
    let held = &profile.permissions[0].grant;
    let organisation = held.organisation.to_string();
    let mut all = vec![
        (UserField::FirstName, profile.first.as_str()),
        (UserField::LastName, &profile.last),
        (UserField::Username, &profile.username),
        (UserField::Email, &profile.email),
        (UserField::Organisation, &organisation),
        (UserField::Group, &held.group),
        (UserField::Role, &held.role),
        (UserField::InstitutionNumber, profile.number.as_deref().unwrap()),
    ];
    all.extend(cells);
    row(&all)
}
