//! What someone has changed on a group's page and not saved yet.

use crate::groups::words;
use domain::groups::acts::{GroupEdit, count};
use domain::groups::view::GroupView;
use domain::groups::{GroupName, NameProblem};
use domain::id::{GroupId, UserId};
use domain::person::Person;
use domain::tutoring::TutorKind;
use std::collections::{BTreeMap, BTreeSet};

/// A learner who is to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joining {
    pub(super) person: Person,
    /// The group of the set they leave for this one, and how many are in it now.
    pub(super) from: Option<(GroupId, GroupName, u32)>,
}

/// Differences to the group as it is; they outlive a reload of the group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edits {
    pub(super) name: Option<String>,
    pub(super) leaving: BTreeSet<UserId>,
    pub(super) joining: Vec<Joining>,
    pub(super) tutors_out: BTreeSet<UserId>,
    pub(super) tutors_in: Vec<(Person, TutorKind)>,
    pub(super) retitled: BTreeMap<UserId, TutorKind>,
}

impl Edits {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets what a colleague has done meanwhile, so that it is not asked for twice.
    pub(super) fn fit(&mut self, group: &GroupView) {
        let is_member = |id: &UserId| group.members.iter().any(|(person, _)| person.id == *id);
        let kind = |id: &UserId| group.tutors.iter().find(|(person, _)| person.id == *id).map(|(_, kind)| *kind);
        if self.name.as_deref() == Some(group.name.as_str()) {
            self.name = None;
        }
        self.leaving.retain(is_member);
        self.joining.retain(|joining| !is_member(&joining.person.id));
        self.tutors_out.retain(|id| kind(id).is_some());
        self.tutors_in.retain(|(person, _)| kind(&person.id).is_none());
        self.retitled.retain(|id, to| kind(id).is_some_and(|kind| kind != *to));
    }

    /// The edit that **"Proceed"** sends.
    pub(super) fn to_send(&self) -> Result<GroupEdit, NameProblem> {
        let retitled = self.retitled.iter().filter(|(id, _)| !self.tutors_out.contains(id));
        Ok(GroupEdit {
            rename: self.name.as_deref().map(GroupName::parse).transpose()?,
            remove_members: self.leaving.iter().copied().collect(),
            add_members: self.joining.iter().map(|joining| joining.person.id).collect(),
            remove_tutors: self.tutors_out.iter().copied().collect(),
            set_tutors: retitled
                .map(|(id, kind)| (*id, *kind))
                .chain(self.tutors_in.iter().map(|(person, kind)| (person.id, *kind)))
                .collect(),
        })
    }

    /// "2 tutors and 1 member added, 1 member removed"; `None` when there is nothing.
    pub(super) fn words(&self) -> Option<String> {
        let mut said: Vec<String> = self.name.iter().map(|name| words::renamed(name.trim())).collect();
        said.extend(done(self.tutors_in.len(), self.joining.len(), "added"));
        said.extend(done(self.tutors_out.len(), self.leaving.len(), "removed"));
        let retitled = self.retitled.keys().filter(|id| !self.tutors_out.contains(id)).count();
        if retitled > 0 {
            said.push([&count(retitled, "tutor"), " given another type"].concat());
        }
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// How many will be in the group.
    pub(super) fn size_after(&self, group: &GroupView) -> usize {
        group.members.len() + self.joining.len() - self.leaving.len().min(group.members.len())
    }

    /// How many stay in `from` when those who move from there have moved.
    pub(super) fn size_left(&self, from: GroupId, size: u32) -> usize {
        let moving = self.joining.iter().filter(|joining| joining.from.as_ref().is_some_and(|f| f.0 == from)).count();
        (size as usize).saturating_sub(moving)
    }
}

fn done(tutors: usize, members: usize, verb: &str) -> Option<String> {
    let counted: Vec<String> = [(tutors, "tutor"), (members, "member")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    (!counted.is_empty()).then(|| [&counted.join(" and "), " ", verb].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::groups::Version;
    use domain::groups::view::SetView;
    use domain::id::GroupSetId;
    use domain::person::GenderCode;

    fn person(id: i64) -> Person {
        Person {
            id: UserId(id),
            number: None,
            first: "A".to_owned(),
            middle: None,
            last: "B".to_owned(),
            email: String::new(),
            gender: GenderCode::default(),
            department: None,
        }
    }

    fn group() -> GroupView {
        let name = GroupName::parse("PBL 7").unwrap();
        GroupView {
            version: Version(3),
            id: GroupId(7),
            set: SetView { id: GroupSetId(1), name: name.clone(), several: false, locked: false, groups: 1 },
            name,
            members: vec![(person(1), true), (person(2), true)],
            locked: Vec::new(),
            tutors: vec![(person(10), TutorKind::Tutor), (person(11), TutorKind::Teacher)],
            siblings: vec![GroupId(7)],
        }
    }

    #[test]
    fn says_what_is_not_saved() {
        assert_eq!(Edits::default().words(), None);
        let mut edits = Edits {
            tutors_in: vec![(person(12), TutorKind::Auditor), (person(13), TutorKind::Tutor)],
            joining: vec![Joining { person: person(3), from: None }],
            ..Edits::default()
        };
        assert_eq!(edits.words().as_deref(), Some("2 tutors and 1 member added"));
        edits.leaving.insert(UserId(1));
        edits.name = Some(" PBL 8 ".to_owned());
        edits.retitled.insert(UserId(10), TutorKind::Auditor);
        let expected = "renamed to “PBL 8”, 2 tutors and 1 member added, 1 member removed, 1 tutor given another type";
        assert_eq!(edits.words().as_deref(), Some(expected));
    }

    #[test]
    fn drops_what_was_done_meanwhile() {
        let mut edits = Edits {
            name: Some("PBL 7".to_owned()),
            leaving: [UserId(1), UserId(99)].into(),
            joining: vec![Joining { person: person(2), from: None }, Joining { person: person(3), from: None }],
            tutors_out: [UserId(10), UserId(99)].into(),
            tutors_in: vec![(person(11), TutorKind::Tutor), (person(12), TutorKind::Tutor)],
            retitled: [(UserId(11), TutorKind::Teacher), (UserId(10), TutorKind::Auditor)].into(),
        };
        edits.fit(&group());
        let sent = edits.to_send().unwrap();
        assert_eq!(sent.rename, None);
        assert_eq!(sent.remove_members, [UserId(1)]);
        assert_eq!(sent.add_members, [UserId(3)]);
        assert_eq!(sent.remove_tutors, [UserId(10)]);
        // The retitled tutor is also removed: only the removal is sent.
        assert_eq!(sent.set_tutors, [(UserId(12), TutorKind::Tutor)]);
    }

    #[test]
    fn counts_both_ends_of_a_move() {
        let from = Some((GroupId(12), GroupName::parse("PBL 12").unwrap(), 8));
        let edits = Edits {
            joining: vec![Joining { person: person(3), from: from.clone() }, Joining { person: person(4), from }],
            leaving: [UserId(1)].into(),
            ..Edits::default()
        };
        assert_eq!(edits.size_after(&group()), 3);
        assert_eq!(edits.size_left(GroupId(12), 8), 6);
    }
}
