//! What the browser needs to make a plan: the groups as they are and the people the file may mean.

use super::{Directory, KnownPerson};
use crate::groups::{CourseGroups, Group, GroupName, GroupSet, Version};
use crate::id::{GroupId, GroupSetId, PeriodId, UserId};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};

/// A live group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    id: GroupId,
    set: GroupSetId,
    name: GroupName,
    members: Vec<UserId>,
    /// Those of them who are locked there.
    locked: Vec<UserId>,
    tutors: Vec<(UserId, TutorKind)>,
}

/// A set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Set {
    name: GroupName,
    several: bool,
    locked: bool,
}

impl From<&GroupSet> for Set {
    fn from(set: &GroupSet) -> Self {
        Self { name: set.name.clone(), several: set.several, locked: set.locked }
    }
}

impl From<Set> for GroupSet {
    fn from(Set { name, several, locked }: Set) -> Self {
        Self { name, several, locked }
    }
}

/// The state an import is previewed on, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    pub version: Version,
    sets: Vec<(GroupSetId, Set)>,
    groups: Vec<Standing>,
    people: Vec<KnownPerson>,
    /// Who of `people` may be placed.
    enrolled: Vec<UserId>,
    /// Who of `people` may be added as a tutor.
    can_tutor: Vec<UserId>,
}

impl Ground {
    /// As much of `state` as an import that means `people` looks at.
    pub fn new(state: &CourseGroups, people: Vec<KnownPerson>) -> Self {
        let ids = || people.iter().map(|known| known.person.id);
        let standing = |(id, group): (GroupId, &Group)| Standing {
            id,
            set: group.set,
            name: group.name.clone(),
            members: group.members.iter().copied().collect(),
            locked: group.locked.iter().copied().collect(),
            tutors: group.tutors.iter().map(|(tutor, kind)| (*tutor, *kind)).collect(),
        };
        Self {
            version: state.version,
            sets: state.sets().map(|(id, set)| (id, set.into())).collect(),
            groups: state.live().map(standing).collect(),
            enrolled: ids().filter(|id| state.is_enrolled(*id)).collect(),
            can_tutor: ids().filter(|id| state.can_tutor(*id)).collect(),
            people,
        }
    }

    /// The state again, and the directory of the people. A plan made on them equals one made on the
    /// whole.
    pub fn open(self) -> (CourseGroups, Directory) {
        let sets = self.sets.into_iter().map(|(id, set)| (id, set.into())).collect();
        let group = |standing: Standing| {
            let group = Group {
                set: standing.set,
                name: standing.name,
                deleted: false,
                members: standing.members.into_iter().collect(),
                locked: standing.locked.into_iter().collect(),
                tutors: standing.tutors.into_iter().collect(),
            };
            (standing.id, group)
        };
        let state = CourseGroups::new(
            self.version,
            sets,
            self.groups.into_iter().map(group).collect(),
            self.enrolled.into_iter().collect(),
            self.can_tutor.into_iter().collect(),
        );
        (state, Directory::new(self.people))
    }
}

/// Where an import would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    pub period: PeriodId,
    pub period_title: String,
    pub enrolled: u32,
}
