//! Who is enrolled in a course for a period (SPEC C3).

use crate::course::Contact;
use crate::id::{CohortId, PeriodId, UserId};
use crate::person::Person;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A cohort with its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    pub id: CohortId,
    pub name: String,
    pub size: u32,
}

/// How a learner came to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Through {
    /// Through a cohort that is enrolled whole.
    Cohort(CohortId),
    /// By name.
    Single,
}

/// A learner on the enrolment list. One with `left` stays in the history and is not offered anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    pub person: Person,
    pub through: Through,
    pub left: Option<OffsetDateTime>,
}

/// The enrolment of a course in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Cohorts enrolled whole.
    pub cohorts: Vec<Cohort>,
    /// Everyone, those who left included, sorted by name.
    pub learners: Vec<Enrolled>,
}

impl Enrolment {
    /// Those who are enrolled now.
    pub fn current(&self) -> impl Iterator<Item = &Person> {
        self.learners.iter().filter(|l| l.left.is_none()).map(|l| &l.person)
    }
}

/// One change to an enrolment list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EnrolmentChange {
    EnrolCohort(CohortId),
    /// The cohort's learners leave, except those also enrolled by name.
    WithdrawCohort(CohortId),
    EnrolLearner(UserId),
    /// The learner leaves, also when a cohort brought them.
    WithdrawLearner(UserId),
}

/// What the Setup page shows of a course in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    pub period: PeriodId,
    pub contacts: Vec<Contact>,
    /// `None` for those who may see that the course exists and no more.
    pub enrolment: Option<Enrolment>,
    /// Cohorts that could be enrolled; empty for those who may only look.
    pub cohorts: Vec<Cohort>,
    pub may_manage: bool,
}
