use super::*;
use crate::import::groups::Field as GroupField;

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn columns_are_found_by_name_and_alias() {
    use GroupField::{GroupName, GroupSet, LearnerName, LearnerNumber, Tutors, TutorsNumbers, TutorsTypes};
    for (names, expected) in [
        (
            &["Group Name", "Tutors", "Tutors Numbers", "Learner Name", "Learner Number", "Group Set", "Tutors Types"]
                [..],
            &[GroupName, Tutors, TutorsNumbers, LearnerName, LearnerNumber, GroupSet, TutorsTypes].map(Some)[..],
        ),
        (
            &["learner_number", " GROUP-NAME*", "tutors' numbers"],
            &[Some(LearnerNumber), Some(GroupName), Some(TutorsNumbers)],
        ),
        (
            &["Student ID", "Student Name (Last, First)", "Team", "Seat"],
            &[Some(LearnerNumber), Some(LearnerName), Some(GroupName), None],
        ),
        (&["Name", "Number", "Column 3", ""], &[None, None, None, None]),
    ] {
        let mapping = match_columns::<GroupField>(&columns(names));
        let found: Vec<Option<GroupField>> = (0..names.len()).map(|column| mapping.field(column)).collect();
        assert_eq!(found, expected, "{names:?}");
    }
}

#[test]
fn of_two_like_columns_none_is_taken_unless_one_has_the_very_name() {
    let names = columns(&["Group", "Team"]);
    let mapping = match_columns::<GroupField>(&names);
    assert_eq!(mapping.column(GroupField::GroupName), None);
    assert_eq!(mapping.reason(GroupField::GroupName).words(&names), "Could be “Group” or “Team”: choose one");
    assert_eq!(mapping.missing(), [GroupField::GroupName]);
    let mapping = match_columns::<GroupField>(&columns(&["Group", "Group Name"]));
    assert_eq!(mapping.column(GroupField::GroupName), Some(1));
    assert_eq!(mapping.reason(GroupField::GroupName), &Reason::SameName);
}

#[test]
fn a_choice_takes_the_column_from_the_field_that_had_it() {
    let mut mapping = match_columns::<GroupField>(&columns(&["Group Name", "Learner Name"]));
    mapping.choose(GroupField::Tutors, Some(1));
    assert_eq!(mapping.column(GroupField::Tutors), Some(1));
    assert_eq!(mapping.column(GroupField::LearnerName), None);
    mapping.choose(GroupField::Tutors, None);
    assert_eq!(mapping.column(GroupField::Tutors), None);
    assert_eq!(mapping.reason(GroupField::Tutors), &Reason::Chosen);
    assert_eq!(mapping.column(GroupField::GroupName), Some(0));
}

#[test]
fn no_name_stands_for_two_fields() {
    let mut seen = std::collections::BTreeMap::new();
    for field in GroupField::ALL {
        for name in name::parts_of(field.aliases()).chain([field.label()]) {
            assert_eq!(seen.insert(name::key(name), field), None, "{name}");
        }
    }
}
