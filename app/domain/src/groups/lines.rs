//! Changes as people read them: a line each, with what belongs together said once.

mod locks;

use super::{Change, GroupName};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

/// The names of what changes name by id.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub sets: BTreeMap<GroupSetId, GroupName>,
    pub groups: BTreeMap<GroupId, GroupName>,
    /// The set of each group.
    pub sets_of: BTreeMap<GroupId, GroupSetId>,
    pub people: BTreeMap<UserId, String>,
}

impl Names {
    /// Learns the names that changes bring along: of groups and sets that are no longer there.
    pub fn learn(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::CreateGroup { group, set, name } | Change::DiscardGroup { group, set, name } => {
                    self.groups.entry(*group).or_insert_with(|| name.clone());
                    self.sets_of.insert(*group, *set);
                }
                Change::CreateSet { set, name, .. } | Change::DeleteSet { set, name, .. } => {
                    self.sets.entry(*set).or_insert_with(|| name.clone());
                }
                _ => {}
            }
        }
    }

    fn group(&self, id: GroupId) -> &str {
        self.groups.get(&id).map_or("a group that is gone", GroupName::as_str)
    }

    fn set(&self, id: GroupSetId) -> String {
        self.sets.get(&id).map_or_else(|| "A set that is gone".to_owned(), |name| format!("Set {name}"))
    }

    fn person(&self, id: UserId) -> &str {
        self.people.get(&id).map_or("someone", String::as_str)
    }
}

/// Everyone whom changes name.
pub fn people_of(changes: &[Change]) -> BTreeSet<UserId> {
    let person = |change: &Change| match change {
        Change::Place { learner: person, .. }
        | Change::TakeOut { learner: person, .. }
        | Change::LockPlace { learner: person, .. }
        | Change::UnlockPlace { learner: person, .. }
        | Change::AddTutor { tutor: person, .. }
        | Change::RemoveTutor { tutor: person, .. }
        | Change::RetitleTutor { tutor: person, .. } => Some(*person),
        _ => None,
    };
    changes.iter().filter_map(person).collect()
}

impl Change {
    /// The group it is about, where it is about one.
    pub const fn group(&self) -> Option<GroupId> {
        match self {
            Self::CreateSet { .. }
            | Self::DeleteSet { .. }
            | Self::RenameSet { .. }
            | Self::LockSet { .. }
            | Self::UnlockSet { .. } => None,
            Self::CreateGroup { group, .. }
            | Self::DiscardGroup { group, .. }
            | Self::RenameGroup { group, .. }
            | Self::DeleteGroup { group }
            | Self::RestoreGroup { group }
            | Self::Place { group, .. }
            | Self::TakeOut { group, .. }
            | Self::LockPlace { group, .. }
            | Self::UnlockPlace { group, .. }
            | Self::AddTutor { group, .. }
            | Self::RemoveTutor { group, .. }
            | Self::RetitleTutor { group, .. } => Some(*group),
        }
    }

    /// Whether it is about that set or one of its groups.
    pub fn touches(&self, set: GroupSetId, names: &Names) -> bool {
        match self {
            Self::CreateSet { set: of, .. }
            | Self::DeleteSet { set: of, .. }
            | Self::RenameSet { set: of, .. }
            | Self::LockSet { set: of }
            | Self::UnlockSet { set: of } => *of == set,
            other => other.group().and_then(|group| names.sets_of.get(&group)) == Some(&set),
        }
    }
}

/// All that some changes come to. What is done and undone within them is not told.
pub fn lines(changes: &[Change], names: &Names) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for change in changes {
        told.extend(of_group_or_set(change, names));
    }
    told.extend(renamed(changes));
    told.extend(moves(changes, names));
    told.extend(tutors(changes, names));
    told.extend(locks::told(changes, names));
    told
}

fn of_group_or_set(change: &Change, names: &Names) -> Option<String> {
    Some(match change {
        Change::CreateSet { name, .. } => format!("Set {name} made"),
        Change::DeleteSet { name, .. } => format!("Set {name} taken away"),
        Change::RenameSet { from, to, .. } => format!("Set {from} renamed to “{to}”"),
        Change::CreateGroup { name, .. } => format!("{name} made"),
        Change::DiscardGroup { name, .. } => format!("{name} taken away"),
        Change::DeleteGroup { group } => format!("{} deleted", names.group(*group)),
        Change::RestoreGroup { group } => format!("{} brought back", names.group(*group)),
        _ => return None,
    })
}

fn renamed(changes: &[Change]) -> Vec<String> {
    let mut names: BTreeMap<GroupId, (&GroupName, &GroupName)> = BTreeMap::new();
    for change in changes {
        if let Change::RenameGroup { group, from, to } = change {
            names.entry(*group).and_modify(|(_, last)| *last = to).or_insert((from, to));
        }
    }
    let other = names.into_values().filter(|(from, to)| from != to);
    other.map(|(from, to)| format!("{from} renamed to “{to}”")).collect()
}

/// Who left which groups and came into which.
fn moves(changes: &[Change], names: &Names) -> Vec<String> {
    let mut seats: BTreeMap<UserId, (Vec<GroupId>, Vec<GroupId>)> = BTreeMap::new();
    for change in changes {
        match change {
            Change::TakeOut { learner, group } => step(seats.entry(*learner).or_default(), *group, false),
            Change::Place { learner, group } => step(seats.entry(*learner).or_default(), *group, true),
            _ => {}
        }
    }
    let mut told = Vec::new();
    for (learner, (mut left, mut joined)) in seats {
        let name = names.person(learner);
        while let (Some(from), Some(to)) = (left.first().copied(), joined.first().copied()) {
            told.push(format!("{name}: {} → {}", names.group(from), names.group(to)));
            left.remove(0);
            joined.remove(0);
        }
        told.extend(left.iter().map(|group| format!("{name} left {}", names.group(*group))));
        told.extend(joined.iter().map(|group| format!("{name} joined {}", names.group(*group))));
    }
    told.sort();
    told
}

/// Notes that someone left a group or joined it; the one after the other is nothing.
fn step((left, joined): &mut (Vec<GroupId>, Vec<GroupId>), group: GroupId, joins: bool) {
    let (to, from) = if joins { (joined, left) } else { (left, joined) };
    match from.iter().position(|other| *other == group) {
        Some(at) => drop(from.remove(at)),
        None => to.push(group),
    }
}

fn tutors(changes: &[Change], names: &Names) -> Vec<String> {
    let mut kinds: BTreeMap<(GroupId, UserId), (Option<TutorKind>, Option<TutorKind>)> = BTreeMap::new();
    for change in changes {
        let (key, was, is) = match change {
            Change::AddTutor { group, tutor, kind } => ((*group, *tutor), None, Some(*kind)),
            Change::RemoveTutor { group, tutor, kind } => ((*group, *tutor), Some(*kind), None),
            Change::RetitleTutor { group, tutor, from, to } => ((*group, *tutor), Some(*from), Some(*to)),
            _ => continue,
        };
        kinds.entry(key).and_modify(|(_, last)| *last = is).or_insert((was, is));
    }
    let told = kinds.into_iter().filter_map(|((group, tutor), (was, is))| {
        let (person, group) = (names.person(tutor), names.group(group));
        match (was, is) {
            (None, Some(kind)) => Some(format!("{person} added to {group} as {}", kind.label())),
            (Some(kind), None) => Some(format!("{person} removed from {group}, was {}", kind.label())),
            (Some(from), Some(to)) if from != to => {
                Some(format!("{person} on {group}: {} → {}", from.label(), to.label()))
            }
            _ => None,
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_is_said_once() {
        let name = |text: &str| GroupName::parse(text).unwrap();
        let (one, two) = (GroupId(1), GroupId(2));
        let (ada, ben, set) = (UserId(1), UserId(2), GroupSetId(1));
        let names = Names {
            sets: [(set, name("PBL"))].into(),
            groups: [(one, name("PBL 1")), (two, name("PBL 2"))].into(),
            people: [(ada, "Okafor, Ada".to_owned()), (ben, "Ray, Ben".to_owned())].into(),
            ..Names::default()
        };
        let out = |learner, group| Change::TakeOut { learner, group };
        let place = |learner, group| Change::Place { learner, group };
        let rename = |from, to| Change::RenameGroup { group: one, from: name(from), to: name(to) };
        let kind = TutorKind::Tutor;
        for (changes, expected) in [
            (vec![out(ada, one), place(ada, two)], vec!["Okafor, Ada: PBL 1 → PBL 2"]),
            (vec![out(ada, one), place(ada, one)], vec![]),
            (vec![place(ben, one), out(ada, one)], vec!["Okafor, Ada left PBL 1", "Ray, Ben joined PBL 1"]),
            (vec![rename("A", "B"), rename("B", "C")], vec!["A renamed to “C”"]),
            (vec![rename("A", "B"), rename("B", "A")], vec![]),
            (vec![Change::AddTutor { group: one, tutor: ben, kind }], vec!["Ray, Ben added to PBL 1 as Tutor"]),
            (
                vec![
                    Change::RemoveTutor { group: one, tutor: ben, kind },
                    Change::AddTutor { group: one, tutor: ben, kind: TutorKind::Teacher },
                ],
                vec!["Ray, Ben on PBL 1: Tutor → Teacher"],
            ),
            (
                vec![Change::LockSet { set }, Change::LockPlace { learner: ada, group: one }],
                vec!["Set PBL locked", "Okafor, Ada locked in PBL 1"],
            ),
            (
                vec![Change::UnlockPlace { learner: ben, group: two }, Change::UnlockSet { set: GroupSetId(9) }],
                vec!["A set that is gone unlocked", "Ray, Ben unlocked in PBL 2"],
            ),
            (
                vec![Change::UnlockSet { set }, Change::LockSet { set }, Change::UnlockSet { set }],
                vec!["Set PBL unlocked"],
            ),
            (vec![Change::UnlockSet { set }, Change::LockSet { set }], vec![]),
            (vec![Change::DeleteGroup { group: GroupId(9) }], vec!["a group that is gone deleted"]),
        ] {
            assert_eq!(lines(&changes, &names), expected, "{changes:?}");
        }
    }
}
