//! Writing groups in the columns that the import reads (SPEC G5, I7).

use super::columns::Field as _;
use super::groups::Field;
use super::list;
use super::write::csv;
use crate::groups::GroupName;
use crate::groups::acts::Original;
use crate::id::UserId;
use crate::person::Person;
use crate::tutoring::TutorKind;
use std::collections::HashMap;

/// The columns every file has.
const COLUMNS: usize = 5;

type Cells = [String; Field::ALL.len()];

/// The groups as a CSV file: UTF-8 with a byte order mark, without which Excel takes accents for
/// something else; commas; CRLF. One learner per row, the tutors in the first row of their group
/// only, so that a row can be moved to another group without them; a group without members is one
/// row. "Group Set" and "Tutors Types" follow where the others would not tell everything.
///
/// `people` holds everyone the groups name; one who is missing there is left out.
pub fn groups(groups: &[Original], people: &[Person]) -> Vec<u8> {
    let people: HashMap<UserId, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let with_sets = !sets_go_without_saying(groups);
    let with_types = groups.iter().any(|o| o.group.tutors.iter().any(|(_, kind)| *kind != TutorKind::default()));
    let columns: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| match field {
            Field::GroupSet => with_sets,
            Field::TutorsTypes => with_types,
            _ => true,
        })
        .collect();
    let rows = groups.iter().flat_map(|original| rows(original, &people));
    write(&columns, rows)
}

/// A file to start from.
pub fn sample() -> Vec<u8> {
    let row = |cells: [&str; COLUMNS]| {
        let mut row = Cells::default();
        row.iter_mut().zip(cells).for_each(|(cell, text)| text.clone_into(cell));
        row
    };
    let rows = [
        row(["PBL 1", "Smith, John; Doe, Jane", "1001; 1002", "Rossi, Ada", "20001"]),
        row(["PBL 1", "", "", "Okafor, Ben", "20002"]),
        row(["PBL 2", "Doe, Jane", "1002", "Nguyễn, Chi", "20003"]),
        row(["PBL 3", "", "", "", ""]),
    ];
    write(&Field::ALL[..COLUMNS], rows.into_iter())
}

/// Whether an import would put the groups into the same set unasked: there is one set, and it is
/// named by what its groups' names have in common.
fn sets_go_without_saying(groups: &[Original]) -> bool {
    let Some(first) = groups.first() else { return true };
    let common = super::groups::common_name(groups.iter().map(|original| &original.group.name));
    groups.iter().all(|original| original.set == first.set)
        && common.is_some_and(|common| common.folded() == first.set.folded())
}

fn rows(original: &Original, people: &HashMap<UserId, &Person>) -> Vec<Cells> {
    let group = &original.group;
    let mut tutors: Vec<(&Person, TutorKind)> =
        group.tutors.iter().filter_map(|(id, kind)| Some((*people.get(id)?, *kind))).collect();
    tutors.sort_by_cached_key(|(person, _)| person.sort_key());
    let mut members: Vec<&Person> = group.members.iter().filter_map(|id| people.get(id).copied()).collect();
    members.sort_by_cached_key(|person| person.sort_key());
    let mut rows: Vec<Cells> = members.into_iter().map(|learner| learner_row(&group.name, learner)).collect();
    if rows.is_empty() {
        let mut row = Cells::default();
        group.name.as_str().clone_into(&mut row[Field::GroupName as usize]);
        rows.push(row);
    }
    for row in &mut rows {
        original.set.as_str().clone_into(&mut row[Field::GroupSet as usize]);
    }
    let names: Vec<String> = tutors.iter().map(|(tutor, _)| tutor.name()).collect();
    let numbers = tutors.iter().map(|(tutor, _)| tutor.number.as_deref().unwrap_or_default());
    rows[0][Field::Tutors as usize] = list::join(names.iter().map(String::as_str));
    rows[0][Field::TutorsNumbers as usize] = list::join(numbers);
    rows[0][Field::TutorsTypes as usize] = list::join(tutors.iter().map(|(_, kind)| kind.label()));
    rows
}

fn learner_row(group: &GroupName, learner: &Person) -> Cells {
    let mut row = Cells::default();
    group.as_str().clone_into(&mut row[Field::GroupName as usize]);
    row[Field::LearnerName as usize] = learner.name();
    learner.number.as_deref().unwrap_or_default().clone_into(&mut row[Field::LearnerNumber as usize]);
    row
}

fn write(columns: &[Field], rows: impl Iterator<Item = Cells>) -> Vec<u8> {
    let names: Vec<&str> = columns.iter().map(|field| field.label()).collect();
    csv(&names, rows.map(|mut row| columns.iter().map(|field| core::mem::take(&mut row[*field as usize])).collect()))
}

#[cfg(test)]
mod tests;
