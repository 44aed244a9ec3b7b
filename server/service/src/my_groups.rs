//! A learner's own groups.

use crate::{Asker, Fault};
use domain::access::Action;
use domain::id::UserId;
use domain::person::Person;
use domain::tutoring::{Mate, MyGroup, MyPeriod, OwnGroup};

/// Their own groups, the latest period first, then by course and name.
pub async fn list(asker: &Asker) -> Result<Vec<MyPeriod>, Fault> {
    asker.authorise(Action::ViewOwnGroups)?;
    let me = asker.person()?.viewer.user;
    let mut groups = asker.store().own_groups(me).await?;
    groups.sort_by(|a, b| {
        let periods = b.period.starts.cmp(&a.period.starts).then_with(|| a.period.id.cmp(&b.period.id));
        periods.then_with(|| a.course.code.cmp(&b.course.code)).then_with(|| a.name.cmp(&b.name))
    });
    let mut periods: Vec<MyPeriod> = Vec::new();
    for group in groups {
        let (id, title) = (group.period.id, group.period.title.clone());
        let group = as_learners_see(group, me);
        match periods.last_mut().filter(|period| period.id == id) {
            Some(period) => period.groups.push(group),
            None => periods.push(MyPeriod { id, title, groups: vec![group] }),
        }
    }
    Ok(periods)
}

fn as_learners_see(group: OwnGroup, me: UserId) -> MyGroup {
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
