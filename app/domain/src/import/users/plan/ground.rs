//! What the server knows that an import of users looks at.

use super::shared::Shared;
use super::standing::digests_of;
use crate::access::Grant;
use crate::cohort::class_year;
use crate::id::{CohortId, DepartmentId, OrganisationId, UserId};
use crate::import::groups::number_key;
use crate::import::users::Lists;
use crate::text::fold;
use crate::user::{self, Profile, email_key, username_key};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Whether the importer may change an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    May,
    /// But for what opens it: it also belongs to an organisation whose users they do not manage.
    Shared,
    /// But for what would lock them out: it is their own.
    Own,
    /// It is their own, that of whom they act for, or an admin's, and they act under a mask: nothing of it.
    Masked,
    /// It outranks them.
    Outranks,
    /// It holds nothing in the organisations whose users they manage. Nothing of it is shown: the server sends no more
    /// than the username and e-mail that were asked for, the others blank.
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
    /// Whether the importer acts under a permission mask, and so makes nobody an admin.
    pub masked: bool,
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
    masked: bool,
    departments: BTreeMap<DepartmentId, (OrganisationId, String)>,
    organisations: BTreeMap<OrganisationId, String>,
    classes: BTreeMap<(OrganisationId, i32), CohortId>,
    people: Vec<Known>,
    by_id: Shared,
    /// Numbers may be given twice, in different organisations and to deleted accounts.
    by_number: Shared,
    by_username: Shared,
    by_email: Shared,
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

impl Key {
    /// Whether an account has that key.
    fn is_of(self, profile: &Profile, text: &str) -> bool {
        let held = match self {
            Self::Number => profile.number.as_deref().unwrap_or_default(),
            Self::Username => &profile.username,
            Self::Email => &profile.email,
        };
        held == text || self.of(Cow::Borrowed(held.trim())) == text
    }
}

/// An account as it is found by its id.
pub(super) const fn id_digest(id: UserId) -> u64 {
    id.0.cast_unsigned().wrapping_add(1)
}

impl Directory {
    /// Opens a ground.
    pub fn new(ground: Ground) -> Self {
        let Ground { lists, gives, masked, cohorts, people } = ground;
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
            masked,
            departments: lists.departments.into_iter().map(|(id, of, name)| (id, (of, name))).collect(),
            organisations: lists.organisations.into_iter().collect(),
            classes: cohorts.into_iter().filter_map(class).collect(),
            by_id: Shared::new(people.len()),
            by_number: Shared::new(people.len()),
            by_username: Shared::new(people.len()),
            by_email: Shared::new(people.len()),
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
        let Some(known) = self.people.get(at) else { return };
        let mut touched = Vec::new();
        self.by_id.set(at, Some(id_digest(known.profile.id)), &mut touched);
        for (key, digest) in digests_of(known) {
            let shared = match key {
                Key::Number => &mut self.by_number,
                Key::Username => &mut self.by_username,
                Key::Email => &mut self.by_email,
            };
            shared.set(at, Some(digest), &mut touched);
        }
    }

    /// Adds people who were looked up; someone who is there already is as they are now.
    /// Whether anyone was known otherwise before is said.
    pub fn add(&mut self, people: impl IntoIterator<Item = Known>) -> bool {
        let mut is_other = false;
        for known in people {
            let at = self.place(known.profile.id);
            if let Some(there) = at.and_then(|at| self.people.get_mut(at)) {
                let known = known.with_keys_of(there);
                is_other |= *there != known;
                *there = known;
            } else {
                self.people.push(known);
                self.index_one(self.people.len() - 1);
            }
        }
        // Who is known otherwise now may have other keys. That is rare.
        if is_other {
            self.forget_keys();
            self.index();
        }
        is_other
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
        self.place(id).and_then(|at| self.people.get(at))
    }

    fn place(&self, id: UserId) -> Option<usize> {
        self.by_id.places(id_digest(id)).last().and_then(|at| usize::try_from(at).ok())
    }

    /// Whether nobody is known.
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Those who have a key that is not blank, by its digest.
    pub(super) fn with<'d>(&'d self, key: Key, text: &str, digest: u64) -> impl Iterator<Item = &'d Known> + Clone {
        let shared = match key {
            Key::Number => &self.by_number,
            Key::Username => &self.by_username,
            Key::Email => &self.by_email,
        };
        let shared = Some(shared).filter(|_| !text.is_empty());
        let places = shared.into_iter().flat_map(move |shared| shared.places(digest));
        let people = places.filter_map(|at| self.people.get(usize::try_from(at).ok()?));
        // Digests are no proof.
        people.filter(move |known| key.is_of(&known.profile, text))
    }

    pub(super) fn has_role(&self, group: &str, role: &str) -> bool {
        self.roles.get(group).is_some_and(|roles| roles.contains(role))
    }

    /// Whether the importer may give that permission.
    pub fn gives(&self, grant: &Grant) -> bool {
        let group = self.gives.get(&grant.organisation).is_some_and(|groups| groups.contains(&grant.group));
        group && !self.spares(grant)
    }

    /// Whether it is only a mask that keeps the importer from giving it.
    pub(super) fn spares(&self, grant: &Grant) -> bool {
        self.masked && grant.is_admins()
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
    /// Of someone elsewhere is told only what was asked for: what was told before still holds.
    fn with_keys_of(mut self, before: &Self) -> Self {
        let is_elsewhere = |known: &Self| known.reach == Reach::Elsewhere;
        if is_elsewhere(&self) && is_elsewhere(before) {
            let keys = [
                (&mut self.profile.username, &before.profile.username),
                (&mut self.profile.email, &before.profile.email),
            ];
            for (key, before) in keys.into_iter().filter(|(key, _)| key.is_empty()) {
                key.clone_from(before);
            }
        }
        self
    }

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
    use crate::import::users::plan::shared::digest;
    use crate::import::users::plan::tests::ground;
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

    /// A file names the same stranger by username here and by e-mail there, thousands of rows later.
    #[test]
    fn what_was_told_of_a_stranger_stays_when_more_is_asked() {
        let stranger = |username: &str, email: &str| {
            let mut known = ground().people.remove(4);
            username.clone_into(&mut known.profile.username);
            email.clone_into(&mut known.profile.email);
            known
        };
        let mut directory = Directory::new(Ground { people: vec![stranger("eli", "")], ..ground() });
        assert!(directory.add([stranger("", "eli@x.test")]));
        for (key, text) in [(Key::Username, "eli"), (Key::Email, "eli@x.test")] {
            assert_eq!(directory.with(key, text, digest(key, text)).count(), 1, "{text}");
        }
        assert!(!directory.add([stranger("", "eli@x.test")]), "nothing new");
    }
}
