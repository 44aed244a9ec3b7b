//! How a plan is made: what rows share first, then row by row.

use super::deed::seal;
use super::identify::identify;
use super::problem::{Kind, Problem, Says};
use super::reading::{Reader, Reading};
use super::sheet::SheetRow;
use super::twins::Twins;
use super::{Counts, Decisions, Directory, Known, Outcome, Plan, Reach, Refusal, RowPlan, Sheet, merge};
use crate::access::Grant;
use crate::id::{CohortId, OrganisationId, UserId};
use crate::import::users::UserField;
use std::collections::HashMap;

/// A plan in the making.
pub(super) struct Planner<'s> {
    sheet: &'s Sheet<'s>,
    directory: &'s Directory,
    decisions: &'s Decisions,
    reader: Reader<'s>,
    plan: Plan,
    /// The place of the row that is about an account.
    about: HashMap<UserId, usize>,
    /// Problems that a later row brings to an earlier one.
    late: Vec<Problem>,
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
    pub(super) fn new(sheet: &'s Sheet<'s>, directory: &'s Directory, decisions: &'s Decisions) -> Self {
        let plan = Plan { rows: Vec::with_capacity(sheet.count()), problems: Vec::new(), counts: Counts::default() };
        let reader = Reader::new(sheet, directory);
        Self { sheet, directory, decisions, reader, plan, about: HashMap::new(), late: Vec::new() }
    }

    pub(super) fn plan(mut self) -> Plan {
        let twins = Twins::find(self.sheet);
        for (at, row) in self.sheet.rows().enumerate() {
            let planned = if row.is_left_out() {
                RowPlan::new(row.number, Outcome::LeftOut)
            } else {
                self.plan_row(at, row, &twins)
            };
            self.plan.rows.push(planned);
        }
        self.plan.problems.append(&mut self.late);
        self.plan.problems.sort_by_key(|problem| problem.row);
        self.plan.count();
        self.plan
    }

    fn plan_row(&mut self, at: usize, row: SheetRow<'s>, twins: &Twins) -> RowPlan {
        let number = row.number;
        let mut problems = std::mem::take(&mut self.plan.problems);
        let before = problems.len();
        let reading = self.reader.read(row, &mut problems);
        twins.say(number, &mut problems);
        let known = identify(&reading, self.directory, &mut Says { row: number, problems: &mut problems });
        if let Some(known) = known {
            self.claim(at, number, known, problems.len() > before, &mut problems);
        }
        let mut planned = RowPlan::new(number, Outcome::Problem);
        planned.user = known.map(|known| known.profile.id);
        if problems.len() == before
            && let Some(asked) = Asked::of(&reading)
        {
            match known {
                None => self.plan_new(&mut planned, &reading, asked),
                Some(known) => {
                    let mut says = Says { row: number, problems: &mut problems };
                    self.plan_known(&mut planned, &reading, asked, known, &mut says);
                }
            }
            if planned.is_done() {
                planned.seal = seal(&planned, &reading, asked, known);
            }
        }
        self.plan.problems = problems;
        planned
    }

    /// Takes an account for a row; where another row has it, neither counts.
    fn claim(&mut self, at: usize, row: u32, known: &Known, is_bad: bool, problems: &mut Vec<Problem>) {
        let first = *self.about.entry(known.profile.id).or_insert(at);
        if first == at {
            return;
        }
        let Some(other) = self.plan.rows.get_mut(first) else { return };
        let say = |row: u32, other: u32| {
            let words = format!("Row {other} is about the same person: {}.", known.describe());
            Problem { row, field: None, kind: Kind::TwiceInFile, words }
        };
        if !is_bad {
            problems.push(say(row, other.row));
        }
        if other.outcome != Outcome::Problem {
            self.late.push(say(other.row, row));
            let user = other.user;
            *other = RowPlan::new(other.row, Outcome::Problem);
            other.user = user;
        }
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
            let words =
                "You act under a permission mask: your own account and that of whom you act for stay as they are.";
            return Outcome::Refused { refusal: Refusal::Rank, words: words.to_owned() };
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
        if self.directory.gives(asked.organisation, asked.group) {
            return None;
        }
        let organisation = self.directory.organisation_name(asked.organisation);
        let words = format!("You may not give {}:{} in {organisation}.", asked.group, asked.role);
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
        Reach::Own
            if opens || (asked.held(known).next().is_some() && asked.held(known).all(|held| held != asked.role)) =>
        {
            "This is your own account: your import does not change its username, e-mail address, status, access dates \
             or role. Another administrator can."
                .to_owned()
        }
        _ => return None,
    };
    Some(Outcome::Refused { refusal: Refusal::Opens, words })
}
