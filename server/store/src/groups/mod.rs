//! Course groups of a course and curriculum period.

use crate::{By, Store, StoreError};
use domain::groups::acts::Original;
use domain::groups::view::{Candidate, Dashboard, GroupView};
use domain::groups::{Act, CourseGroups, Entry, IdMint, Refusal, Version};
use domain::id::{CourseId, EntryId, GroupId, PeriodId};
use domain::period::Period;

impl Store {
    /// The state that acts are decided on, to preview one.
    pub async fn course_groups(&self, course: CourseId, period: PeriodId) -> Result<CourseGroups, StoreError> {
        todo!("{course:?}{period:?}")
    }

    /// Every live group of a course and period.
    pub async fn dashboard(&self, course: CourseId, period: PeriodId) -> Result<Dashboard, StoreError> {
        todo!("{course:?}{period:?}")
    }

    /// A live group of the course with the period it is in.
    pub async fn group(&self, course: CourseId, group: GroupId) -> Result<Option<(Period, GroupView)>, StoreError> {
        todo!("{course:?}{group:?}")
    }

    /// Everyone enrolled now, by name, with where they stand.
    pub async fn candidates(&self, course: CourseId, period: PeriodId) -> Result<Vec<Candidate>, StoreError> {
        todo!("{course:?}{period:?}")
    }

    /// Those of `groups` that are live, in the order of the dashboard, to copy them elsewhere.
    pub async fn originals(
        &self,
        course: CourseId,
        period: PeriodId,
        groups: &[GroupId],
    ) -> Result<Vec<Original>, StoreError> {
        todo!("{course:?}{period:?}{groups:?}")
    }

    /// The one way to write groups. In one transaction: raises the version of the course and period,
    /// which locks it; refuses with [`Refusal::Stale`] where `base` is given and is no longer the
    /// version; lets `decide` look at the state; applies its changes, which checks every invariant;
    /// writes them, the history entry with its inverse, and the audit row.
    pub async fn act(
        &self,
        course: CourseId,
        period: PeriodId,
        base: Option<Version>,
        by: &By,
        decide: impl FnOnce(&CourseGroups, &mut IdMint) -> Result<Act, Refusal> + Send,
    ) -> Result<Entry, StoreError> {
        let _ = decide;
        todo!("{course:?}{period:?}{base:?}{by:?}")
    }

    /// Undoes a kept act, itself an act. Refused where later changes stand in the way, and with
    /// [`Refusal::Nothing`] where it was undone already.
    pub async fn undo(&self, course: CourseId, period: PeriodId, entry: EntryId, by: &By) -> Result<Entry, StoreError> {
        todo!("{course:?}{period:?}{entry:?}{by:?}")
    }

    /// The latest acts, newest first.
    pub async fn history(&self, course: CourseId, period: PeriodId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        todo!("{course:?}{period:?}{limit:?}")
    }
}
