//! What the server knows that an import of users looks at.

use crate::id::{CohortId, DepartmentId, OrganisationId, UserId};
use crate::import::groups::number_key;
use crate::import::users::Lists;
use crate::text::fold;
use crate::user::{self, Profile, email_key, username_key};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whether the importer may change an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    May,
    /// But for what opens it: it also belongs to an organisation whose users they do not manage.
    Shared,
    /// But for what would lock them out: it is their own.
    Own,
    /// It is their own, or that of whom they act for, and they act under a mask: nothing of it.
    Masked,
    /// It outranks them.
    Outranks,
    /// It holds nothing in the organisations whose users they manage. Nothing of it is shown: the server should send
    /// no more than its number, username and e-mail.
    Elsewhere,
}

/// Someone who has an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub profile: Profile,
    pub reach: Reach,
    /// The cohorts they are in.
    pub cohorts: Vec<CohortId>,
}

/// The state an import is planned on, as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Organisations and departments: those whose users the importer manages. Roles: all there are.
    pub lists: user::Lists,
    /// The groups whose roles the importer may give.
    pub gives: Vec<(OrganisationId, String)>,
    pub cohorts: Vec<(OrganisationId, CohortId, String)>,
    /// Everyone whose number, username or e-mail the file may name, deleted accounts too.
    pub people: Vec<Known>,
}

/// A ground to look things up in.
#[derive(Clone, Debug)]
pub struct Directory {
    lists: Lists,
    roles: BTreeMap<String, BTreeSet<String>>,
    gives: BTreeMap<OrganisationId, BTreeSet<String>>,
    departments: BTreeMap<DepartmentId, (OrganisationId, String)>,
    organisations: BTreeMap<OrganisationId, String>,
    classes: BTreeMap<(OrganisationId, i32), CohortId>,
    people: Vec<Known>,
    by_id: HashMap<UserId, usize>,
    /// Numbers may be given twice, in different organisations and to deleted accounts.
    by_number: HashMap<String, Vec<usize>>,
    by_username: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
}

/// What numbers, usernames and e-mail addresses are compared by, as the store does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::import::users) enum Key {
    Number,
    Username,
    Email,
}

impl Key {
    /// The key of `text`, which has no blanks around it. In most files that is itself.
    pub(in crate::import::users) fn of(self, text: Cow<'_, str>) -> Cow<'_, str> {
        if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return text;
        }
        Cow::Owned(match self {
            _ if text.is_ascii() => text.to_ascii_lowercase(),
            Self::Number => number_key(&text),
            Self::Username => username_key(&text),
            Self::Email => email_key(&text),
        })
    }
}

/// The year of "Class of 2029".
fn class_year(name: &str) -> Option<i32> {
    fold(name.trim()).strip_prefix("class of ")?.trim().parse().ok()
}

impl Directory {
    /// Opens a ground.
    pub fn new(ground: Ground) -> Self {
        let Ground { lists, gives, cohorts, people } = ground;
        let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut groups: BTreeMap<OrganisationId, BTreeSet<String>> = BTreeMap::new();
        for role in &lists.roles {
            roles.entry(role.group.clone()).or_default().insert(role.role.clone());
        }
        for (organisation, group) in gives {
            groups.entry(organisation).or_default().insert(group);
        }
        let class = |(organisation, id, name): (OrganisationId, CohortId, String)| {
            Some(((organisation, class_year(&name)?), id))
        };
        let mut directory = Self {
            lists: Lists::of_installation(&lists),
            roles,
            gives: groups,
            departments: lists.departments.into_iter().map(|(id, of, name)| (id, (of, name))).collect(),
            organisations: lists.organisations.into_iter().collect(),
            classes: cohorts.into_iter().filter_map(class).collect(),
            by_id: HashMap::with_capacity(people.len()),
            by_number: HashMap::with_capacity(people.len()),
            by_username: HashMap::with_capacity(people.len()),
            by_email: HashMap::with_capacity(people.len()),
            people,
        };
        directory.index();
        directory
    }

    fn index(&mut self) {
        for at in 0..self.people.len() {
            self.index_one(at);
        }
    }

    fn index_one(&mut self, at: usize) {
        let key = |key: Key, text: &str| key.of(Cow::Borrowed(text.trim())).into_owned();
        let Some(Known { profile, .. }) = self.people.get(at) else { return };
        self.by_id.insert(profile.id, at);
        self.by_username.insert(key(Key::Username, &profile.username), at);
        self.by_email.insert(key(Key::Email, &profile.email), at);
        if let Some(number) = profile.number.as_deref().filter(|number| !number.trim().is_empty()) {
            self.by_number.entry(key(Key::Number, number)).or_default().push(at);
        }
    }

    /// Adds people who were looked up; someone who is there already is as they are now.
    pub fn add(&mut self, people: impl IntoIterator<Item = Known>) {
        let mut is_other = false;
        for known in people {
            match self.by_id.get(&known.profile.id).and_then(|at| self.people.get_mut(*at)) {
                Some(there) => {
                    is_other |= *there != known;
                    *there = known;
                }
                None => {
                    self.people.push(known);
                    self.index_one(self.people.len() - 1);
                }
            }
        }
        // Who is known otherwise now may have other keys. That is rare.
        if is_other {
            self.forget_keys();
            self.index();
        }
    }

    fn forget_keys(&mut self) {
        self.by_id.clear();
        self.by_number.clear();
        self.by_username.clear();
        self.by_email.clear();
    }

    /// Forgets everyone, to look them up again.
    pub fn forget_people(&mut self) {
        self.forget_keys();
        self.people.clear();
    }

    /// The lists that cells are of.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The account of that id.
    pub fn person(&self, id: UserId) -> Option<&Known> {
        self.by_id.get(&id).and_then(|at| self.people.get(*at))
    }

    pub(super) fn numbered(&self, key: &str) -> impl Iterator<Item = &Known> + Clone {
        self.by_number.get(key).into_iter().flatten().filter_map(|at| self.people.get(*at))
    }

    pub(super) fn with_username(&self, key: &str) -> Option<&Known> {
        self.by_username.get(key).and_then(|at| self.people.get(*at))
    }

    pub(super) fn with_email(&self, key: &str) -> Option<&Known> {
        self.by_email.get(key).and_then(|at| self.people.get(*at))
    }

    pub(super) fn has_role(&self, group: &str, role: &str) -> bool {
        self.roles.get(group).is_some_and(|roles| roles.contains(role))
    }

    /// Whether the importer may give roles of that group.
    pub fn gives(&self, organisation: OrganisationId, group: &str) -> bool {
        self.gives.get(&organisation).is_some_and(|groups| groups.contains(group))
    }

    /// The organisation of a department; `None` where it is not the importer's to manage.
    pub(super) fn home(&self, department: DepartmentId) -> Option<OrganisationId> {
        self.departments.get(&department).map(|(organisation, _)| *organisation)
    }

    pub(super) fn department_named(&self, organisation: OrganisationId, name: &str) -> Option<DepartmentId> {
        let wanted = fold(name);
        let is = |(of, name): &(OrganisationId, String)| *of == organisation && fold(name) == wanted;
        self.departments.iter().find(|(_, department)| is(department)).map(|(id, _)| *id)
    }

    pub(super) fn department_name(&self, department: DepartmentId) -> &str {
        self.departments.get(&department).map_or("", |(_, name)| name)
    }

    pub(in crate::import::users) fn organisation_name(&self, organisation: OrganisationId) -> &str {
        self.organisations.get(&organisation).map_or("", String::as_str)
    }

    /// The cohort "Class of YYYY".
    pub(super) fn class(&self, organisation: OrganisationId, year: i32) -> Option<CohortId> {
        self.classes.get(&(organisation, year)).copied()
    }
}

impl Known {
    /// "Last, First (number)"; the e-mail stands in for a missing number. Someone from elsewhere stays unnamed.
    pub fn describe(&self) -> String {
        if self.reach == Reach::Elsewhere {
            return "someone in another organisation".to_owned();
        }
        let profile = &self.profile;
        let mark = profile.number.as_deref().unwrap_or(&profile.email);
        format!("{}, {} ({mark})", profile.last, profile.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The browser looks for what the store keeps: another key would make two people of one.
        #[test]
        fn keys_are_those_of_the_store(text in "[ A-Za-z0-9ÀÉßİıǅΣςжЖ'’.@-]{0,12}|.{0,8}") {
            let text = text.trim();
            let key = |key: Key| key.of(Cow::Borrowed(text)).into_owned();
            prop_assert_eq!(key(Key::Number), number_key(text));
            prop_assert_eq!(key(Key::Username), username_key(text));
            prop_assert_eq!(key(Key::Email), email_key(text));
        }
    }
}
