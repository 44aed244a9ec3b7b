//! The sets that new groups go to (SPEC G9).

use crate::groups::acts::SetChoice;
use crate::groups::{CourseGroups, GroupName};
use crate::id::{GroupId, GroupSetId};
use std::collections::BTreeSet;

/// Where groups that are made go when the file does not say, and where else they could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetChoices {
    /// What the plan takes.
    pub taken: SetChoice,
    /// What it takes when nobody chooses.
    pub default: SetChoice,
    /// A name for a set of their own.
    pub suggested: GroupName,
    /// The sets there are, by name.
    pub existing: Vec<(GroupSetId, GroupName)>,
}

/// The choices for new groups of these names. Those the file fills beside them say where they
/// belong, if all are of one set; else the name they have in common does. `first` is one of them.
pub(super) fn choices<'a>(
    state: &CourseGroups,
    chosen: Option<&SetChoice>,
    filled: impl Iterator<Item = GroupId>,
    first: &GroupName,
    new_names: impl Iterator<Item = &'a GroupName> + Clone,
    title: &str,
) -> SetChoices {
    let homes: BTreeSet<GroupSetId> = filled.filter_map(|id| state.group(id)).map(|group| group.set).collect();
    let suggested = suggested_name(first, new_names, title);
    let by_name = |name: &GroupName, several| match state.set_named(name) {
        Some(set) => SetChoice::Existing(set),
        None => SetChoice::New { name: name.clone(), several },
    };
    let default = match homes.first() {
        Some(only) if homes.len() == 1 => SetChoice::Existing(*only),
        _ => by_name(&suggested, false),
    };
    let taken = match chosen {
        Some(SetChoice::Existing(set)) if state.set(*set).is_some() => SetChoice::Existing(*set),
        Some(SetChoice::New { name, several }) => by_name(name, *several),
        _ => default.clone(),
    };
    let mut existing: Vec<(GroupSetId, GroupName)> = state.sets().map(|(id, set)| (id, set.name.clone())).collect();
    existing.sort_by_key(|(_, name)| name.sort_key());
    SetChoices { taken, default, suggested, existing }
}

/// What the names have in common; else the file's title; else the first name.
fn suggested_name<'a>(first: &GroupName, names: impl Iterator<Item = &'a GroupName> + Clone, title: &str) -> GroupName {
    common_name(names).or_else(|| GroupName::parse(title).ok()).unwrap_or_else(|| first.clone())
}

/// The words all names begin with, without numbers and punctuation at the end: "PBL" of "PBL 1" and
/// "PBL 2". The exporter asks this too: a set of that name need not be written into the file.
pub(in crate::import) fn common_name<'a>(mut names: impl Iterator<Item = &'a GroupName> + Clone) -> Option<GroupName> {
    let all = names.clone();
    let first = names.next()?.as_str();
    let mut common = first.len();
    for name in names {
        let alike = first.char_indices().zip(name.as_str().chars()).find(|((_, a), b)| a != b);
        let shorter = name.as_str().len().min(first.len());
        common = common.min(alike.map_or(shorter, |((at, _), _)| at));
    }
    let mut prefix = first.get(..common)?;
    let in_word = prefix.ends_with(char::is_alphabetic)
        && all
            .clone()
            .any(|name| name.as_str().get(common..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)));
    if in_word {
        prefix = prefix.trim_end_matches(char::is_alphabetic);
    }
    GroupName::parse(prefix.trim_end_matches(|c: char| !c.is_alphabetic())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_by_what_its_groups_have_in_common() {
        for (names, expected) in [
            (&["PBL 1", "PBL 2", "PBL 10"][..], Some("PBL")),
            (&["PBL 10", "PBL 11"], Some("PBL")),
            (&["PBL 01"], Some("PBL")),
            (&["Group-A", "Group-B"], Some("Group")),
            (&["Alpha", "Alps"], None),
            (&["Team Alpha", "Team Alps"], Some("Team")),
            (&["Blue", "Red"], None),
            (&["Blue"], Some("Blue")),
            (&["1", "2"], None),
            (&["Übung 1", "Übung 2"], Some("Übung")),
            (&["ä1", "ö1"], None),
            (&[], None),
        ] {
            let names: Vec<GroupName> = names.iter().map(|name| GroupName::parse(name).unwrap()).collect();
            let found = common_name(names.iter());
            assert_eq!(found.as_ref().map(GroupName::as_str), expected, "{names:?}");
        }
    }
}
