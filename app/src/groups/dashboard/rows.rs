//! Which groups the dashboard lists, and in which order.

use domain::groups::view::{Dashboard, GroupRow};
use domain::id::{GroupSetId, UserId};
use domain::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A column that sorts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    #[default]
    Name,
    Set,
    Tutors,
    Members,
}

/// The order of the list, as `?sort=` keeps it: `members`, `-members` for downwards, nothing for the
/// order of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) by: Column,
    pub(super) down: bool,
}

impl Order {
    pub(super) fn parse(text: &str) -> Self {
        let (down, column) = text.strip_prefix('-').map_or((false, text), |column| (true, column));
        let by = match column {
            "set" => Column::Set,
            "tutors" => Column::Tutors,
            "members" => Column::Members,
            _ => Column::Name,
        };
        Self { by, down }
    }

    pub(super) fn key(self) -> Option<String> {
        let column = match self.by {
            Column::Name if !self.down => return None,
            Column::Name => "name",
            Column::Set => "set",
            Column::Tutors => "tutors",
            Column::Members => "members",
        };
        Some([if self.down { "-" } else { "" }, column].concat())
    }

    /// The order after a press on the head of `column`.
    pub(super) fn pressed(self, column: Column) -> Self {
        Self { by: column, down: self.by == column && !self.down }
    }
}

/// What narrows and orders the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) typed: String,
    pub(super) set: Option<GroupSetId>,
    pub(super) order: Order,
}

/// The groups of `choice`. `all` is in the order of names, which also settles ties.
pub(super) fn chosen(all: &[Arc<GroupRow>], dashboard: &Dashboard, choice: &Choice) -> Vec<Arc<GroupRow>> {
    let typed = fold(&choice.typed);
    let words: Vec<&str> = typed.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let mut rows: Vec<Arc<GroupRow>> = all
        .iter()
        .filter(|row| choice.set.is_none_or(|set| row.set == set))
        .filter(|row| {
            let hay = if words.is_empty() { String::new() } else { hay(row) };
            words.iter().all(|word| hay.contains(word))
        })
        .cloned()
        .collect();
    // Sorting is stable: turned round before and after, groups that tie keep the order of their names.
    let down = choice.order.down;
    if down && choice.order.by != Column::Name {
        rows.reverse();
    }
    if choice.order.by != Column::Name {
        rows.sort_by_cached_key(|row| key(row, dashboard, choice.order.by));
    }
    if down {
        rows.reverse();
    }
    rows
}

fn hay(row: &GroupRow) -> String {
    let mut hay = row.name.folded();
    for (tutor, _) in &row.tutors {
        hay.push(' ');
        hay.push_str(&fold(&tutor.name()));
    }
    hay
}

/// What `column` sorts a group by: a number, then text. (One type for all, because the code that sorts is compiled
/// for each.)
fn key(row: &GroupRow, dashboard: &Dashboard, column: Column) -> (u32, String) {
    match column {
        Column::Name => (0, String::new()),
        Column::Set => {
            let set = dashboard.sets.iter().find(|set| set.id == row.set);
            (0, set.map(|set| set.name.folded()).unwrap_or_default())
        }
        // Groups without a tutor come last.
        Column::Tutors => row.tutors.first().map_or((1, String::new()), |(tutor, _)| (0, fold(&tutor.name()))),
        Column::Members => (row.members, String::new()),
    }
}

/// Names that several tutors of the list share: these are shown with their number (SPEC U10).
pub(super) fn shared_names(dashboard: &Dashboard) -> Vec<String> {
    let mut by_name: BTreeMap<String, BTreeSet<UserId>> = BTreeMap::new();
    for (tutor, _) in dashboard.groups.iter().flat_map(|row| &row.tutors) {
        by_name.entry(tutor.name()).or_default().insert(tutor.id);
    }
    by_name.into_iter().filter(|(_, people)| people.len() > 1).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::groups::view::SetView;
    use domain::groups::{GroupName, Version};
    use domain::id::GroupId;
    use domain::person::{GenderCode, Person};
    use domain::tutoring::TutorKind;

    fn person(id: i64, last: &str) -> Person {
        Person {
            id: UserId(id),
            number: None,
            first: "Maja".to_owned(),
            middle: None,
            last: last.to_owned(),
            email: String::new(),
            gender: GenderCode::default(),
            department: None,
        }
    }

    fn dashboard() -> Dashboard {
        let row = |id: i64, set: i64, name: &str, members, tutors: &[Person]| GroupRow {
            id: GroupId(id),
            set: GroupSetId(set),
            name: GroupName::parse(name).unwrap(),
            tutors: tutors.iter().map(|tutor| (tutor.clone(), TutorKind::Tutor)).collect(),
            members,
            genders: Vec::new(),
        };
        let set = |id, name: &str| SetView {
            id: GroupSetId(id),
            name: GroupName::parse(name).unwrap(),
            several: false,
            locked: false,
            groups: 1,
        };
        Dashboard {
            formed: Vec::new(),
            version: Version(1),
            sets: vec![set(1, "PBL"), set(2, "Anatomy")],
            groups: vec![
                row(1, 1, "PBL 2", 8, &[person(1, "Lindqvist")]),
                row(2, 1, "PBL 10", 7, &[]),
                row(3, 2, "Table A", 8, &[person(2, "Åberg"), person(3, "Lindqvist")]),
            ],
            enrolled: 30,
            placed: 23,
        }
    }

    fn ids(choice: &Choice) -> Vec<i64> {
        let dashboard = dashboard();
        let all: Vec<_> = dashboard.groups.iter().cloned().map(Arc::new).collect();
        chosen(&all, &dashboard, choice).iter().map(|row| row.id.0).collect()
    }

    #[test]
    fn a_search_looks_at_names_of_groups_and_tutors() {
        for (typed, expected) in [
            ("", vec![1, 2, 3]),
            ("pbl", vec![1, 2]),
            ("lindqvist, maja", vec![1, 3]),
            ("aberg", vec![3]),
            ("pbl 10", vec![2]),
            ("nobody", vec![]),
        ] {
            assert_eq!(ids(&Choice { typed: typed.to_owned(), ..Choice::default() }), expected, "{typed:?}");
        }
        assert_eq!(ids(&Choice { set: Some(GroupSetId(2)), ..Choice::default() }), [3]);
    }

    #[test]
    fn each_column_sorts_both_ways() {
        for (sort, expected) in [
            ("", [1, 2, 3]),
            ("-name", [3, 2, 1]),
            ("members", [2, 1, 3]),
            ("-members", [1, 3, 2]),
            ("set", [3, 1, 2]),
            ("tutors", [3, 1, 2]),
        ] {
            let order = Order::parse(sort);
            assert_eq!(ids(&Choice { order, ..Choice::default() }), expected, "{sort:?}");
            assert_eq!(order.key().unwrap_or_default(), sort);
        }
    }

    #[test]
    fn a_second_press_turns_the_order_round() {
        let once = Order::default().pressed(Column::Members);
        assert_eq!(once, Order { by: Column::Members, down: false });
        assert_eq!(once.pressed(Column::Members), Order { by: Column::Members, down: true });
        assert_eq!(Order::default().pressed(Column::Name), Order { by: Column::Name, down: true });
    }

    #[test]
    fn tutors_of_one_name_are_noticed() {
        assert_eq!(shared_names(&dashboard()), ["Lindqvist, Maja"]);
    }
}
