//! How a row is planned.

use super::deed::seal;
use super::ground::id_digest;
use super::identify::{Keyed, identify};
use super::problem::{Problem, Says};
use super::reading::{Reader, Reading};
use super::shared::Shared;
use super::standing::{Basis, digests_of};
use super::twins::{KEYS, same_key, same_person};
use super::{Decisions, Directory, Known, Outcome, Reach, Refusal, RowPlan, Sheet, merge};
use crate::access::Grant;
use crate::id::{CohortId, OrganisationId};
use crate::import::users::UserField;
use crate::mask::SPARED;
use std::collections::BTreeSet;

/// Plans rows.
pub(super) struct Planner<'s> {
    sheet: &'s Sheet<'s>,
    directory: &'s Directory,
    decisions: &'s Decisions,
    reader: Reader<'s>,
}

/// What rows share that are not left out: by each of [`KEYS`], and by the account they are about.
#[derive(Debug)]
pub(super) struct Sharing {
    keys: [Shared; KEYS.len()],
    about: Shared,
}

impl Sharing {
    pub(super) fn new(rows: usize) -> Self {
        Self { keys: core::array::from_fn(|_| Shared::new(rows)), about: Shared::new(rows) }
    }

    /// The first of the rows that share something.
    pub(super) fn firsts(&self) -> BTreeSet<usize> {
        let firsts = self.keys.iter().chain([&self.about]).flat_map(Shared::firsts);
        firsts.filter_map(|row| usize::try_from(row).ok()).collect()
    }

    /// The rows that name an account.
    pub(super) fn rows_of(&self, known: &Known) -> Vec<u32> {
        let mut rows: Vec<u32> = self.about.places(id_digest(known.profile.id)).collect();
        for (key, digest) in digests_of(known) {
            for (shared, _) in self.keys.iter().zip(KEYS).filter(|(_, (_, of, _))| *of == key) {
                rows.extend(shared.places(digest));
            }
        }
        rows
    }
}

/// The grant a row asks for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'r> {
    pub organisation: OrganisationId,
    pub group: &'r str,
    pub role: &'r str,
}

impl<'r> Asked<'r> {
    /// `None` where a problem says what is missing.
    pub(super) fn of(reading: &Reading<'r>) -> Option<Self> {
        Some(Self { organisation: reading.organisation?, group: reading.group?, role: reading.role? })
    }

    pub(super) fn grant(self) -> Grant {
        Grant { organisation: self.organisation, group: self.group.to_owned(), role: self.role.to_owned() }
    }

    /// The roles an account holds in the same organisation and group.
    pub(super) fn held(self, known: &Known) -> impl Iterator<Item = &str> {
        let grants = known.profile.permissions.iter().map(|held| &held.grant);
        grants
            .filter(move |held| held.organisation == self.organisation && held.group == self.group)
            .map(|held| held.role.as_str())
    }
}

impl<'s> Planner<'s> {
    pub(super) fn new(basis: Basis<'s>) -> Self {
        let Basis { sheet, directory, decisions } = basis;
        Self { sheet, directory, decisions, reader: Reader::new(sheet, directory) }
    }

    /// Plans a row, and says what it shares with others: `touched` are rows to be planned again for that.
    pub(super) fn row(&mut self, at: usize, sharing: &mut Sharing, touched: &mut Vec<u32>) -> (RowPlan, Vec<Problem>) {
        let row = self.sheet.row(at);
        let number = row.number;
        if row.is_left_out() {
            for shared in sharing.keys.iter_mut().chain([&mut sharing.about]) {
                shared.set(at, None, touched);
            }
            return (RowPlan::new(number, Outcome::LeftOut), Vec::new());
        }
        let mut problems = Vec::new();
        let reading = self.reader.read(row, &mut problems);
        let keyed = Keyed::of(&reading);
        for ((shared, (field, _, name)), digest) in sharing.keys.iter_mut().zip(KEYS).zip(keyed.digests()) {
            shared.set(at, digest, touched);
            if let Some(other) = shared.other(at) {
                problems.push(same_key(number, self.sheet.row(other).number, field, name));
            }
        }
        let known = identify(&keyed, &reading, self.directory, &mut Says { row: number, problems: &mut problems });
        sharing.about.set(at, known.map(|known| id_digest(known.profile.id)), touched);
        if problems.is_empty()
            && let Some(known) = known
            && let Some(other) = sharing.about.other(at)
        {
            problems.push(same_person(number, self.sheet.row(other).number, &known.describe()));
        }
        let planned = self.planned(&reading, number, known, &mut problems);
        (planned, problems)
    }

    fn planned(&self, reading: &Reading<'_>, row: u32, known: Option<&Known>, problems: &mut Vec<Problem>) -> RowPlan {
        let mut planned = RowPlan::new(row, Outcome::Problem);
        planned.user = known.map(|known| known.profile.id);
        let Some(asked) = Asked::of(reading).filter(|_| problems.is_empty()) else { return planned };
        match known {
            None => self.plan_new(&mut planned, reading, asked),
            Some(known) => self.plan_known(&mut planned, reading, asked, known, &mut Says { row, problems }),
        }
        if planned.is_done() {
            planned.seal = seal(&planned, reading, asked, known);
        }
        planned
    }

    fn plan_new(&self, planned: &mut RowPlan, reading: &Reading<'_>, asked: Asked<'_>) {
        planned.outcome = self.refused_grant(asked).unwrap_or(Outcome::Create);
        if planned.outcome == Outcome::Create {
            planned.joins = self.class(asked, reading.grad_year);
        }
    }

    fn plan_known(
        &self,
        planned: &mut RowPlan,
        reading: &Reading<'_>,
        asked: Asked<'_>,
        known: &Known,
        says: &mut Says<'_>,
    ) {
        if known.reach == Reach::Elsewhere {
            let words = "Someone in another organisation, whose users you do not manage, has this number, username or \
                         e-mail."
                .to_owned();
            planned.outcome = Outcome::Refused { refusal: Refusal::Elsewhere, words };
            return;
        }
        let profile = &known.profile;
        let decisions = (self.decisions, planned.row);
        planned.differences = merge::differences(reading, profile, asked.organisation, self.directory, decisions);
        planned.joins = self
            .class(asked, merge::grad_year(&planned.differences, reading, profile))
            .filter(|(cohort, _)| !known.cohorts.contains(cohort));
        planned.keeps_password = reading.password.is_some();
        let outcome = self.outcome(planned, asked, known);
        if matches!(outcome, Outcome::Update | Outcome::AddGrant | Outcome::Ask { .. }) {
            let before = says.problems.len();
            merge::check_order(&planned.differences, reading, profile, says);
            if says.problems.len() > before {
                return;
            }
        }
        planned.outcome = outcome;
    }

    /// What becomes of a row about an account that may be looked at.
    fn outcome(&self, planned: &RowPlan, asked: Asked<'_>, known: &Known) -> Outcome {
        let same_role = asked.held(known).any(|role| role == asked.role);
        let changes = planned.joins.is_some() || planned.differences.iter().any(|difference| difference.taken);
        if same_role && !changes {
            return Outcome::Unchanged;
        }
        if known.reach == Reach::Outranks {
            let words = format!("{} outranks you: an import does not change this account.", known.describe());
            return Outcome::Refused { refusal: Refusal::Rank, words };
        }
        if known.reach == Reach::Masked {
            return Outcome::Refused { refusal: Refusal::Rank, words: SPARED.to_owned() };
        }
        if !same_role && let Some(refused) = self.refused_grant(asked) {
            return refused;
        }
        if let Some(refused) = refused_opening(planned, asked, known) {
            return refused;
        }
        let mut held: Vec<String> = asked.held(known).map(str::to_owned).collect();
        if !same_role && !held.is_empty() {
            held.sort_unstable();
            return Outcome::Ask { held, answer: self.decisions.roles.of(planned.row) };
        }
        match self.decisions.updates.of(planned.row) {
            Some(false) => Outcome::Declined,
            _ if same_role => Outcome::Update,
            _ => Outcome::AddGrant,
        }
    }

    fn refused_grant(&self, asked: Asked<'_>) -> Option<Outcome> {
        let grant = asked.grant();
        if self.directory.gives(&grant) {
            return None;
        }
        let organisation = self.directory.organisation_name(asked.organisation);
        let words = if self.directory.spares(&grant) {
            "You act under a permission mask: nobody is made an administrator under one.".to_owned()
        } else {
            format!("You may not give {}:{} in {organisation}.", asked.group, asked.role)
        };
        Some(Outcome::Refused { refusal: Refusal::Grant, words })
    }

    /// The class a learner joins (SPEC U8).
    fn class(&self, asked: Asked<'_>, year: Option<i32>) -> Option<(CohortId, i32)> {
        let year = year.filter(|_| asked.group == "student")?;
        self.directory.class(asked.organisation, year).map(|cohort| (cohort, year))
    }
}

/// What says who gets into an account, and when.
const OPENING: [UserField; 5] =
    [UserField::Username, UserField::Email, UserField::AccountStatus, UserField::AccessStart, UserField::AccessFinish];

/// Refuses what the form of a user refuses as well: who can change an e-mail address can have a new password sent to
/// it, and nobody locks themselves out.
fn refused_opening(planned: &RowPlan, asked: Asked<'_>, known: &Known) -> Option<Outcome> {
    let opens = planned.differences.iter().any(|d| d.taken && OPENING.contains(&d.field));
    let words = match known.reach {
        Reach::Shared if opens => format!(
            "{} also belongs to another organisation: username, e-mail address, status and access dates are for an \
             administrator of all of them.",
            known.describe()
        ),
        Reach::Own if opens || changes_role(asked, known) => {
            "This is your own account: your import does not change its username, e-mail address, status, access dates \
             or role, nor make you a student, whom the administration is closed to. Another administrator can."
                .to_owned()
        }
        _ => return None,
    };
    Some(Outcome::Refused { refusal: Refusal::Opens, words })
}

/// Whether somebody would have another role of a group than they hold, or be a student who was none.
fn changes_role(asked: Asked<'_>, known: &Known) -> bool {
    let mut held = asked.held(known).peekable();
    match held.peek() {
        Some(_) => held.all(|held| held != asked.role),
        None => asked.group == "student",
    }
}
