//! A learner's own groups.

use crate::error::AppError;
use domain::id::{GroupId, PeriodId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use domain::{person::Person, tutoring::OwnGroup};

/// Someone in a group, as far as learners may know: no number, no gender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mate {
    pub name: String,
    pub initials: String,
    pub email: String,
}

/// One of the learner's groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyGroup {
    pub id: GroupId,
    pub name: String,
    pub course: String,
    pub course_name: String,
    /// Each with what they are called.
    pub tutors: Vec<(Mate, String)>,
    pub groupmates: Vec<Mate>,
}

/// The learner's groups of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPeriod {
    pub id: PeriodId,
    pub title: String,
    pub groups: Vec<MyGroup>,
}

/// The signed-in person's own groups, the latest period first, then by course and name.
#[server(endpoint = "my-groups/list", input = Json)]
pub async fn list() -> Result<Vec<MyPeriod>, AppError> {
    use crate::gate;
    use domain::access::Action;
    let viewer = gate::allowed(Action::ViewOwnGroups)?.viewer;
    let mut groups = gate::store()?.own_groups(viewer.user).await?;
    groups.sort_by(|a, b| {
        let periods = b.period.starts.cmp(&a.period.starts).then_with(|| a.period.id.cmp(&b.period.id));
        periods.then_with(|| a.course.code.cmp(&b.course.code)).then_with(|| a.name.cmp(&b.name))
    });
    let mut periods: Vec<MyPeriod> = Vec::new();
    for group in groups {
        let (id, title) = (group.period.id, group.period.title.clone());
        let group = as_learners_see(group, viewer.user);
        match periods.last_mut().filter(|period| period.id == id) {
            Some(period) => period.groups.push(group),
            None => periods.push(MyPeriod { id, title, groups: vec![group] }),
        }
    }
    Ok(periods)
}

#[cfg(feature = "ssr")]
fn as_learners_see(group: OwnGroup, me: domain::id::UserId) -> MyGroup {
    let mate = |person: &Person| Mate { name: person.name(), initials: person.initials(), email: person.email.clone() };
    MyGroup {
        id: group.id,
        name: group.name,
        course: group.course.code,
        course_name: group.course.name,
        tutors: group.tutors.iter().map(|(person, kind)| (mate(person), kind.label().to_owned())).collect(),
        groupmates: group.groupmates.iter().filter(|person| person.id != me).map(mate).collect(),
    }
}
