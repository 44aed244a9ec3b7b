//! The acts people do on course groups. Each looks at the state as it is now and answers an [`Act`]
//! or says in words why not; nothing is changed here.

use super::{Act, Change, CourseGroups, GroupName, IdMint, Refusal};
use crate::id::{GroupId, GroupSetId, UserId};
use crate::tutoring::TutorKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most groups one act makes.
pub const MOST_GROUPS: u32 = 1_000;

/// Where new groups go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetChoice {
    /// A set of that name, made with the groups.
    New { name: GroupName, several: bool },
    /// A set that is there.
    Existing(GroupSetId),
}

/// A group to be made, with its first members and tutors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGroup {
    pub name: GroupName,
    pub members: Vec<UserId>,
    pub tutors: Vec<(UserId, TutorKind)>,
}

/// Makes groups in one go (SPEC G2): exactly these, in this order.
pub fn add_groups(
    state: &CourseGroups,
    mint: &mut IdMint,
    set: &SetChoice,
    groups: &[NewGroup],
) -> Result<Act, Refusal> {
    add_rounds(state, mint, &[(set, groups)])
}

/// Makes the groups of several sets in one go, such as the rounds of a rotation.
pub fn add_rounds(
    state: &CourseGroups,
    mint: &mut IdMint,
    rounds: &[(&SetChoice, &[NewGroup])],
) -> Result<Act, Refusal> {
    let groups = || rounds.iter().flat_map(|(_, groups)| *groups);
    if groups().next().is_none() {
        return Err(Refusal::Nothing);
    }
    let made = groups().count();
    if made > MOST_GROUPS as usize {
        return Err(Refusal::TooMany { most: MOST_GROUPS });
    }
    let mut changes = Vec::new();
    for (set, groups) in rounds {
        let set = open_set(state, mint, set, &mut changes)?;
        for group in *groups {
            create(mint, set, group, &mut changes);
        }
    }
    let learners: BTreeSet<&UserId> = groups().flat_map(|group| &group.members).collect();
    let made = match rounds.len() {
        1 => count(made, "group"),
        several => format!("{} in {several} rounds", count(made, "group")),
    };
    let words = match learners.len() {
        0 => format!("{made} created, empty."),
        learners => format!("{made} created with {}.", count(learners, "learner")),
    };
    Ok(Act::new("groups.create", words, changes))
}

/// Fills up groups that are there, without moving anyone (SPEC F1): who joins which.
pub fn top_up(state: &CourseGroups, joining: &[(GroupId, Vec<UserId>)]) -> Result<Act, Refusal> {
    let mut changes = Vec::new();
    let mut filled = 0;
    for (group, learners) in joining.iter().filter(|(_, learners)| !learners.is_empty()) {
        state.group(*group).ok_or(Refusal::NoSuchGroup(*group))?;
        changes.extend(learners.iter().map(|learner| Change::Place { learner: *learner, group: *group }));
        filled += 1;
    }
    if changes.is_empty() {
        return Err(Refusal::Nothing);
    }
    let words = format!("{} added to {}.", count(changes.len(), "learner"), count(filled, "group"));
    Ok(Act::new("groups.top_up", words, changes))
}

fn open_set(
    state: &CourseGroups,
    mint: &mut IdMint,
    choice: &SetChoice,
    changes: &mut Vec<Change>,
) -> Result<GroupSetId, Refusal> {
    match choice {
        SetChoice::Existing(id) => state.set(*id).map(|_| *id).ok_or(Refusal::NoSuchSet(*id)),
        SetChoice::New { name, several } => {
            if state.set_named(name).is_some() {
                return Err(Refusal::SetNameTaken(name.clone()));
            }
            let set = mint.set();
            changes.push(Change::CreateSet { set, name: name.clone(), several: *several });
            Ok(set)
        }
    }
}

fn create(mint: &mut IdMint, set: GroupSetId, new: &NewGroup, changes: &mut Vec<Change>) {
    let group = mint.group();
    changes.push(Change::CreateGroup { group, set, name: new.name.clone() });
    changes.extend(new.members.iter().map(|learner| Change::Place { learner: *learner, group }));
    changes.extend(new.tutors.iter().map(|(tutor, kind)| Change::AddTutor { group, tutor: *tutor, kind: *kind }));
}

/// What someone wants a group to be, as its page sends it (SPEC G7): differences, so that what a
/// colleague did elsewhere on the group stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupEdit {
    pub rename: Option<GroupName>,
    pub remove_members: Vec<UserId>,
    /// One who sits in another group of the set moves here.
    pub add_members: Vec<UserId>,
    pub remove_tutors: Vec<UserId>,
    /// Adds, or gives another title to, a tutor.
    pub set_tutors: Vec<(UserId, TutorKind)>,
}

/// Saves what a group's page changed (**"Proceed"**).
pub fn edit_group(state: &CourseGroups, id: GroupId, edit: &GroupEdit) -> Result<Act, Refusal> {
    let group = state.group(id).ok_or(Refusal::NoSuchGroup(id))?;
    let mut changes = Vec::new();
    let mut said = Vec::new();
    if let Some(to) = edit.rename.as_ref().filter(|to| **to != group.name) {
        changes.push(Change::RenameGroup { group: id, from: group.name.clone(), to: to.clone() });
        said.push(format!("renamed to “{to}”"));
    }
    for learner in &edit.remove_members {
        changes.push(Change::TakeOut { learner: *learner, group: id });
    }
    said.extend(some(edit.remove_members.len(), "member", "removed"));
    for learner in &edit.add_members {
        if let Some(from) = state.seat_of(group.set, *learner).filter(|from| *from != id) {
            changes.push(Change::TakeOut { learner: *learner, group: from });
        }
        changes.push(Change::Place { learner: *learner, group: id });
    }
    said.extend(some(edit.add_members.len(), "member", "added"));
    for tutor in &edit.remove_tutors {
        let kind =
            *group.tutors.get(tutor).ok_or_else(|| Refusal::NotTutor { tutor: *tutor, group: group.name.clone() })?;
        changes.push(Change::RemoveTutor { group: id, tutor: *tutor, kind });
    }
    said.extend(some(edit.remove_tutors.len(), "tutor", "removed"));
    let mut added = 0;
    let mut retitled = 0;
    for (tutor, to) in &edit.set_tutors {
        match group.tutors.get(tutor) {
            Some(from) if from == to => {}
            Some(from) => {
                retitled += 1;
                changes.push(Change::RetitleTutor { group: id, tutor: *tutor, from: *from, to: *to });
            }
            None => {
                added += 1;
                changes.push(Change::AddTutor { group: id, tutor: *tutor, kind: *to });
            }
        }
    }
    said.extend(some(added, "tutor", "added"));
    said.extend(some(retitled, "tutor", "given another title"));
    if changes.is_empty() {
        return Err(Refusal::Nothing);
    }
    Ok(Act::new("groups.edit", format!("{}: {}.", group.name, said.join(", ")), changes))
}

/// Deletes groups, softly (SPEC G8).
pub fn delete_groups(state: &CourseGroups, ids: &[GroupId]) -> Result<Act, Refusal> {
    let mut changes = Vec::with_capacity(ids.len());
    for id in ids {
        state.group(*id).ok_or(Refusal::NoSuchGroup(*id))?;
        changes.push(Change::DeleteGroup { group: *id });
    }
    let words = match ids {
        [] => return Err(Refusal::Nothing),
        [one] => format!("{} deleted.", state.group(*one).map(|g| g.name.to_string()).unwrap_or_default()),
        many => format!("{} deleted.", count(many.len(), "group")),
    };
    Ok(Act::new("groups.delete", words, changes))
}

/// Renames a set, or says whether a learner may be in several of its groups only through a new set.
pub fn rename_set(state: &CourseGroups, id: GroupSetId, to: &GroupName) -> Result<Act, Refusal> {
    let set = state.set(id).ok_or(Refusal::NoSuchSet(id))?;
    if set.name == *to {
        return Err(Refusal::Nothing);
    }
    let renamed = Change::RenameSet { set: id, from: set.name.clone(), to: to.clone() };
    Ok(Act::new("groups.rename_set", format!("Set {} renamed to “{to}”.", set.name), vec![renamed]))
}

/// A group to be copied, as it stands in its source, with the name of its set there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    pub set: GroupName,
    pub several: bool,
    pub group: NewGroup,
}

/// What to do with a copy whose name exists at the destination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameClash {
    /// Leave that group out.
    Skip,
    /// Give the copy the next free number: "PBL 1 (2)".
    #[default]
    NewName,
}

/// What copying would do, group by group: the preview of **"Copy Groups"** and, in [`copy_groups`],
/// the deed (SPEC G6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    pub from: GroupName,
    /// The name at the destination; `None` where the group is left out.
    pub to: Option<GroupName>,
    pub members: Vec<UserId>,
    /// Not enrolled at the destination: left out.
    pub not_enrolled: Vec<UserId>,
    /// Already in another group of the set there: left out.
    pub seated: Vec<UserId>,
    pub tutors: Vec<(UserId, TutorKind)>,
}

/// Previews copying `originals` into the course and period of `state`.
pub fn preview_copy(state: &CourseGroups, originals: &[Original], clash: NameClash) -> Vec<Copied> {
    let mut taken: BTreeSet<String> = state.live().map(|(_, g)| g.name.folded()).collect();
    originals
        .iter()
        .map(|original| {
            let new = &original.group;
            let to = match (taken.contains(&new.name.folded()), clash) {
                (false, _) => Some(new.name.clone()),
                (true, NameClash::Skip) => None,
                (true, NameClash::NewName) => free_name(&new.name, &taken),
            };
            taken.extend(to.as_ref().map(GroupName::folded));
            let set = state.set_named(&original.set);
            let seated = |learner: &UserId| set.is_some_and(|set| state.seat_of(set, *learner).is_some());
            let (enrolled, not_enrolled): (Vec<UserId>, Vec<UserId>) =
                new.members.iter().partition(|learner| state.is_enrolled(**learner));
            let (seated, members) = enrolled.into_iter().partition(seated);
            let tutors = new.tutors.iter().filter(|(tutor, _)| state.can_tutor(*tutor)).copied().collect();
            Copied { from: new.name.clone(), to, members, not_enrolled, seated, tutors }
        })
        .collect()
}

/// Copies `originals` as [`preview_copy`] shows it; sets are found or made by name. `from` is the
/// source in words, such as "MED-201 2026–2027 Term 1".
pub fn copy_groups(
    state: &CourseGroups,
    mint: &mut IdMint,
    originals: &[Original],
    clash: NameClash,
    from: &str,
) -> Result<Act, Refusal> {
    let mut changes = Vec::new();
    let mut sets: BTreeMap<String, GroupSetId> = BTreeMap::new();
    let mut groups = 0;
    let mut learners = 0;
    for (original, copied) in originals.iter().zip(preview_copy(state, originals, clash)) {
        let Some(name) = copied.to else { continue };
        let known = state.set_named(&original.set).or_else(|| sets.get(&original.set.folded()).copied());
        let set = if let Some(set) = known {
            set
        } else {
            let choice = SetChoice::New { name: original.set.clone(), several: original.several };
            let set = open_set(state, mint, &choice, &mut changes)?;
            sets.insert(original.set.folded(), set);
            set
        };
        groups += 1;
        learners += copied.members.len();
        create(mint, set, &NewGroup { name, members: copied.members, tutors: copied.tutors }, &mut changes);
    }
    if groups == 0 {
        return Err(Refusal::Nothing);
    }
    let words = format!("{} with {} copied from {from}.", count(groups, "group"), count(learners, "learner"));
    Ok(Act::new("groups.copy", words, changes))
}

/// "Name (2)", or the next number that is free, cut to the longest a name may be.
fn free_name(name: &GroupName, taken: &BTreeSet<String>) -> Option<GroupName> {
    (2..=u32::MAX).find_map(|number| name.numbered(number).filter(|free| !taken.contains(&free.folded())))
}

/// Undoes a kept act (SPEC G11): its `action` and `inverse` as they were kept, and the `words` of the act that was undone
/// first, for an undo that is undone does again what it undid. Refused by [`CourseGroups::apply_all`] where later changes
/// stand in the way.
pub fn undo(action: &str, words: &str, inverse: Vec<Change>) -> Act {
    let (action, said) =
        if action == "groups.undo" { ("groups.redo", "Redone: ") } else { ("groups.undo", "Undone: ") };
    Act::new(action, [said, words].concat(), inverse)
}

/// "1 group", "20 groups".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn some(number: usize, noun: &str, done: &str) -> Option<String> {
    (number > 0).then(|| format!("{} {done}", count(number, noun)))
}
