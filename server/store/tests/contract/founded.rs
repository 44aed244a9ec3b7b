//! The small school, and words for what the stories do in it.

use domain::groups::acts::{NewGroup, SetChoice, add_groups};
use domain::groups::{CourseGroups, Entry, GroupName};
use domain::id::{CourseId, GroupId, PeriodId, UserId};
use domain::tutoring::TutorKind;
use store::testing::{NOW, small_school, worker};
use store::{By, Store, StoreError};
use time::{Duration, OffsetDateTime};

pub(crate) const COURSE: CourseId = CourseId(1);
pub(crate) const PERIOD: PeriodId = PeriodId(1);
pub(crate) const NEXT_PERIOD: PeriodId = PeriodId(2);
pub(crate) const OTHER_COURSE: CourseId = CourseId(2);
pub(crate) const OTHER_PERIOD: PeriodId = PeriodId(3);

/// The director of the course, now.
pub(crate) fn director() -> By {
    By { user: Some(worker(1)), acted_as: None, at: NOW }
}

pub(crate) fn after(minutes: i64) -> OffsetDateTime {
    NOW + Duration::minutes(minutes)
}

pub(crate) async fn founded(store: &Store) {
    store.found_school(&small_school(), &By { user: None, acted_as: None, at: NOW }).await.unwrap();
}

pub(crate) fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

pub(crate) fn new_group(text: &str, members: &[UserId]) -> NewGroup {
    NewGroup { name: name(text), members: members.to_vec(), tutors: Vec::new() }
}

pub(crate) fn with_tutor(group: NewGroup, tutor: UserId, kind: TutorKind) -> NewGroup {
    let mut tutors = group.tutors;
    tutors.push((tutor, kind));
    NewGroup { tutors, ..group }
}

pub(crate) fn new_set(text: &str) -> SetChoice {
    SetChoice::New { name: name(text), several: false }
}

/// Makes these groups as a new set in the course and period of the stories.
pub(crate) async fn make(store: &Store, set: &str, groups: &[NewGroup]) -> Entry {
    try_make(store, set, groups).await.unwrap()
}

pub(crate) async fn try_make(store: &Store, set: &str, groups: &[NewGroup]) -> Result<Entry, StoreError> {
    let set = new_set(set);
    store.act(COURSE, PERIOD, None, &director(), |state, mint| add_groups(state, mint, &set, groups)).await
}

pub(crate) async fn state(store: &Store) -> CourseGroups {
    store.course_groups(COURSE, PERIOD).await.unwrap()
}

/// The live group of that name.
pub(crate) async fn id_of(store: &Store, text: &str) -> GroupId {
    state(store).await.group_named(&name(text)).unwrap()
}

/// All there is to a state but its version, to compare two.
pub(crate) fn shape(state: &CourseGroups) -> String {
    let sets: Vec<_> = state.sets().collect();
    let kept: Vec<_> = (1..500).map(GroupId).filter_map(|id| state.kept(id).map(|group| (id, group))).collect();
    format!("{sets:#?}\n{kept:#?}")
}

/// How many rows the audit log has.
pub(crate) async fn audited(store: &Store) -> usize {
    store.audit(None, "", None, 10_000).await.unwrap().len()
}
