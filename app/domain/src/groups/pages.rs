//! What the pages of groups show, and what copying asks for.

use super::GroupName;
use super::acts::{Copied, NameClash};
use super::view::{Candidate, Dashboard, GenderCounts, GroupView, SetView};
use crate::course::Course;
use crate::id::{GroupId, PeriodId, UserId};
use crate::period::Period;
use crate::person::{Gender, Person};
use serde::{Deserialize, Serialize};

/// What the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardPage {
    pub course: Course,
    pub period: Period,
    pub dashboard: Dashboard,
    /// All genders, for the legend.
    pub genders: Vec<Gender>,
    pub may_manage: bool,
}

/// What a group's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPage {
    pub course: Course,
    pub period: Period,
    pub group: GroupView,
    pub genders: Vec<Gender>,
    /// How many are enrolled in the period.
    pub enrolled: u32,
    /// Whether the course and period has several sets: only then is the set named.
    pub several_sets: bool,
    pub may_manage: bool,
}

/// An enrolled learner whom a search found, and the group of the same set they would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joiner {
    pub candidate: Candidate,
    /// The group they would move from, and how many are in it now.
    pub leaves: Option<(GroupId, GroupName, u32)>,
    /// They are locked there.
    pub locked: bool,
}

/// A course groups can be copied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    pub course: Course,
    pub periods: Vec<Period>,
}

/// From where to where groups are copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyWish {
    pub from: String,
    pub from_period: PeriodId,
    pub groups: Vec<GroupId>,
    pub to: String,
    pub to_period: PeriodId,
    pub clash: NameClash,
}

/// What copying would do, with the people it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyPreview {
    pub copies: Vec<Copied>,
    /// Everyone left out anywhere.
    pub people: Vec<Person>,
    pub left_out_tutors: u32,
}

impl DashboardPage {
    /// Sets that have groups, by name.
    pub fn live_sets(&self) -> impl Iterator<Item = &SetView> {
        self.dashboard.sets.iter().filter(|set| set.groups > 0)
    }

    /// Only then is the set of a group named.
    pub fn has_several_sets(&self) -> bool {
        self.live_sets().nth(1).is_some()
    }
}

impl GroupPage {
    /// How many of the members are of each gender, those that are there.
    pub fn gender_counts(&self) -> GenderCounts {
        let count = |code| self.group.members.iter().filter(|(person, _)| person.gender == code).count();
        self.genders
            .iter()
            .map(|gender| (gender.code.clone(), u32::try_from(count(gender.code.clone())).unwrap_or(u32::MAX)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// What the school calls somebody's gender.
    pub fn gender_name(&self, person: &Person) -> String {
        let known = self.genders.iter().find(|gender| gender.code == person.gender);
        known.map_or_else(|| person.gender.as_str().to_owned(), |gender| gender.name.clone())
    }
}

impl CopyPreview {
    /// People of copied groups by name, number and group.
    pub fn named(&self, who: fn(&Copied) -> &Vec<UserId>) -> Vec<String> {
        let copied = self.copies.iter().filter(|copied| copied.to.is_some());
        copied
            .flat_map(|copied| who(copied).iter().map(move |id| (copied, id)))
            .filter_map(|(copied, id)| {
                let person = self.people.iter().find(|person| person.id == *id)?;
                let number = person.number.as_deref().unwrap_or(&person.email);
                Some([&person.name(), " ", number, " · ", copied.from.as_str()].concat())
            })
            .collect()
    }
}
