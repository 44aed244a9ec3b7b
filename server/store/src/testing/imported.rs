//! Imports of users for tests and benchmarks, the same at every run.

use crate::sql::ask;
use crate::{Store, StoreError};
use domain::access::Grant;
use domain::id::{CohortId, DepartmentId, OrganisationId};
use domain::import::users::plan::Change;
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Checked, Detail, Permission};
use time::macros::datetime;

/// A prime, so that the numbers of people come in no order, each once.
const PRIME: i64 = 2_147_483_647;

/// `count` new learners of the small school's first organisation with all that a file of 25 columns gives, in no
/// order; those of another `file` are others.
pub fn new_learners(file: i64, count: u32) -> impl Iterator<Item = Change> {
    (1..=count).map(move |row| {
        let n = (i64::from(row) * 48_271) % PRIME;
        let account = learner(file, n);
        Change::Create { row: row + 1, account: Box::new(account), password: None, joins: Some(CohortId(1)) }
    })
}

fn learner(file: i64, n: i64) -> Checked {
    let details = [
        (Detail::Comments, "Came by the registry's list of autumn".to_owned()),
        (Detail::Prefix, "Dr.".to_owned()),
        (Detail::AltEmail, format!("private{n}@mail.example")),
        (Detail::Telephone, format!("+49 30 {n}")),
        (Detail::Fax, format!("+49 31 {n}")),
        (Detail::City, "Bern".to_owned()),
        (Detail::Address, format!("Long Street {}", n % 400)),
        (Detail::PostalCode, format!("30{}", n % 99)),
        (Detail::Country, "Switzerland".to_owned()),
        (Detail::Province, format!("Canton {}", n % 26)),
    ];
    Checked {
        username: format!("user{file}x{n}"),
        email: format!("user{file}x{n}@students.school.example"),
        number: Some(format!("N{file}-{n}")),
        first: format!("Zoë {}", n % 97),
        middle: None,
        last: format!("Müller-{}", n % 3_890),
        gender: GenderCode(if n % 2 == 0 { "F" } else { "M" }.to_owned()),
        status: AccountStatus::Active,
        access_start: Some(datetime!(2025-09-01 08:00 UTC)),
        access_finish: Some(datetime!(2029-08-31 18:00 UTC)),
        entry_year: Some(2025),
        grad_year: Some(2029),
        student_admin: false,
        details: details.into(),
        departments: vec![DepartmentId(1)],
        permissions: vec![Permission {
            grant: Grant { organisation: OrganisationId(1), group: "student".to_owned(), role: "student".to_owned() },
            track: None,
        }],
    }
}

/// How many rows there are of everything an import writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub people: i64,
    pub grants: i64,
    pub departments: i64,
    pub memberships: i64,
    /// What takes imports back.
    pub kept: i64,
    pub imports: i64,
    pub log: i64,
    pub mails: i64,
    pub resets: i64,
}

/// Counts.
///
/// # Errors
/// Where the database fails.
pub async fn tally(store: &Store) -> Result<Tally, StoreError> {
    let mut link = store.snapshot().await?;
    let (people, grants, departments, memberships, kept, imports, log, mails, resets) = ask!(
        link,
        fetch_one (i64, i64, i64, i64, i64, i64, i64, i64, i64):
        "SELECT (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM held_grant),
             (SELECT COUNT(*) FROM person_department), (SELECT COUNT(*) FROM cohort_member),
             (SELECT COUNT(*) FROM imported_user), (SELECT COUNT(*) FROM user_import),
             (SELECT COUNT(*) FROM audit), (SELECT COUNT(*) FROM mail), (SELECT COUNT(*) FROM password_reset)"
    )?;
    Ok(Tally { people, grants, departments, memberships, kept, imports, log, mails, resets })
}
