//! From a plan to the changes that the store makes.

use super::given::{Given, KEPT};
use super::planner::Asked;
use super::reading::{Reader, Reading};
use super::{Directory, ImportedHash, Known, Outcome, Plan, RowPlan, Sheet};
use crate::access::Grant;
use crate::id::{CohortId, OrganisationId, UserId};
use crate::import::digest::Digest;
use crate::import::users::UserField;
use crate::person::{AccountStatus, GenderCode};
use crate::user::{Checked, Permission};
use std::collections::BTreeMap;

/// What is done for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Create {
        row: u32,
        account: Box<Checked>,
        /// Without one, the user is invited to set a password.
        password: Option<ImportedHash>,
        joins: Option<CohortId>,
    },
    Update {
        row: u32,
        user: UserId,
        /// The version the plan was made on.
        version: i64,
        /// The organisation the row names: in it the importer was allowed to do this.
        organisation: OrganisationId,
        /// The whole account as it is afterwards.
        account: Box<Checked>,
        /// What of it is new.
        changed: Vec<UserField>,
        /// The grant that is added, and those that it takes the place of.
        given: Option<Grant>,
        taken: Vec<Grant>,
        joins: Option<CohortId>,
    },
}

impl Plan {
    /// The changes, in the order of the rows. They are made as they are asked for: all at once they would be larger
    /// than the file. `sheet` and `directory` are those of the plan.
    pub fn deed<'s>(
        &'s self,
        sheet: &'s Sheet<'s>,
        directory: &'s Directory,
    ) -> impl Iterator<Item = Change> + use<'s> {
        let mut reader = Reader::new(sheet, directory);
        let done = self.rows.iter().zip(sheet.rows()).filter(|(planned, _)| planned.is_done());
        done.filter_map(move |(planned, row)| {
            let reading = reader.read(row, &mut Vec::new());
            match planned.user {
                None => create(planned, reading, directory),
                Some(user) => update(planned, &reading, directory.person(user)?, directory),
            }
        })
    }
}

fn create(planned: &RowPlan, reading: Reading<'_>, directory: &Directory) -> Option<Change> {
    let asked = Asked::of(&reading)?;
    let mut account = blank();
    account.permissions.push(Permission { grant: asked.grant(), track: None });
    for field in KEPT {
        if let Some(given) = Given::of_row(&reading, *field) {
            given.write(&mut account, *field, asked.organisation, directory);
        }
    }
    let joins = planned.joins.map(|(cohort, _)| cohort);
    Some(Change::Create { row: planned.row, account: Box::new(account), password: reading.password, joins })
}

fn update(planned: &RowPlan, reading: &Reading<'_>, known: &Known, directory: &Directory) -> Option<Change> {
    let asked = Asked::of(reading)?;
    let mut account = Checked::from(known.profile.clone());
    let taken = planned.differences.iter().filter(|difference| difference.taken);
    let changed: Vec<UserField> = taken.map(|difference| difference.field).collect();
    for field in &changed {
        if let Some(given) = Given::of_row(reading, *field) {
            given.write(&mut account, *field, asked.organisation, directory);
        }
    }
    let given = Some(asked.grant()).filter(|_| planned.outcome != Outcome::Update);
    let taken = replaced(planned, asked);
    if let Some(given) = &given {
        // A learner who changes the role keeps the curriculum track.
        let track = account.permissions.iter().find(|held| taken.contains(&held.grant)).and_then(|p| p.track.clone());
        account.permissions.retain(|held| !taken.contains(&held.grant));
        account.permissions.push(Permission { grant: given.clone(), track });
    }
    Some(Change::Update {
        row: planned.row,
        user: known.profile.id,
        version: known.profile.version,
        organisation: asked.organisation,
        account: Box::new(account),
        changed,
        given,
        taken,
        joins: planned.joins.map(|(cohort, _)| cohort),
    })
}

/// The grants that a new role takes the place of.
fn replaced(planned: &RowPlan, asked: Asked<'_>) -> Vec<Grant> {
    let Outcome::Ask { held, .. } = &planned.outcome else { return Vec::new() };
    held.iter().map(|role| Grant { role: role.clone(), ..asked.grant() }).collect()
}

/// A digest of what is done for a row: everything a new user is given; of an account that is there its version and
/// what changes.
pub(super) fn seal(planned: &RowPlan, reading: &Reading<'_>, asked: Asked<'_>, known: Option<&Known>) -> u64 {
    let mut digest = Digest::new();
    if let Some(known) = known {
        digest.number(known.profile.id.0);
        digest.number(known.profile.version);
    } else if let Some(password) = &reading.password {
        digest.tag(password.scheme as u64);
        digest.text(&password.hash);
        digest.text(&password.salt);
    }
    let is_taken = |field| planned.differences.iter().any(|difference| difference.field == field && difference.taken);
    for field in KEPT.iter().filter(|field| known.is_none() || is_taken(**field)) {
        if let Some(given) = Given::of_row(reading, *field) {
            given.seal(*field, &mut digest);
        }
    }
    digest.number(asked.organisation.0);
    digest.text(asked.group);
    digest.text(asked.role);
    if let Outcome::Ask { held, .. } = &planned.outcome {
        for role in held {
            digest.text(role);
        }
    }
    digest.number(planned.joins.map_or(0, |(cohort, _)| cohort.0));
    digest.0
}

fn blank() -> Checked {
    Checked {
        username: String::new(),
        email: String::new(),
        number: None,
        first: String::new(),
        middle: None,
        last: String::new(),
        gender: GenderCode::default(),
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
        entry_year: None,
        grad_year: None,
        student_admin: false,
        details: BTreeMap::new(),
        departments: Vec::new(),
        permissions: Vec::new(),
    }
}
