//! The installation's rows that the cells of a file of users name.

use super::UserField;
use crate::import::values::{Entry, Kind, List};
use crate::user;
use std::collections::BTreeSet;

/// Genders, groups, roles and the others, as lists to find values in.
#[derive(Clone, Debug)]
pub struct Lists {
    pub genders: List,
    pub groups: List,
    pub roles: List,
    pub statuses: List,
    pub organisations: List,
    pub departments: List,
    pub prefixes: List,
}

impl Lists {
    /// The rows that the form of a user chooses from. Of roles, all there are must be among them: which may be given
    /// is told row by row.
    pub fn of_installation(lists: &user::Lists) -> Self {
        let entry = |code: String, name: &str| Entry { code, name: name.to_owned() };
        let named = |kind, name: fn(&user::Role) -> &str| {
            let mut seen = BTreeSet::new();
            let names: Vec<&str> = lists.roles.iter().map(name).filter(|name| seen.insert(*name)).collect();
            List::named(kind, &names)
        };
        let genders = lists.genders.iter().map(|gender| entry(gender.code.0.clone(), &gender.name));
        let organisations = lists.organisations.iter().map(|(id, name)| entry(id.to_string(), name));
        let departments = lists.departments.iter().map(|(id, _, name)| entry(id.to_string(), name));
        Self {
            genders: List::new(Kind::Gender, genders.collect()),
            groups: named(Kind::Group, |role| &role.group),
            roles: named(Kind::Role, |role| &role.role),
            statuses: List::statuses(),
            organisations: List::new(Kind::Organisation, organisations.collect()),
            departments: List::new(Kind::Department, departments.collect()),
            prefixes: List::prefixes(),
        }
    }

    /// The list that the cells of `field` are of.
    pub fn of(&self, field: UserField) -> Option<&List> {
        match field {
            UserField::Gender => Some(&self.genders),
            UserField::Group => Some(&self.groups),
            UserField::Role => Some(&self.roles),
            UserField::AccountStatus => Some(&self.statuses),
            UserField::Organisation => Some(&self.organisations),
            UserField::Department => Some(&self.departments),
            UserField::Prefix => Some(&self.prefixes),
            _ => None,
        }
    }

    /// Whether `text` is a value of `field`; `None` for a field without a list, or with an empty one.
    /// This is what [`match_columns_in`](crate::import::columns::match_columns_in) asks.
    pub fn knows(&self, field: UserField, text: &str) -> Option<bool> {
        let list = self.of(field).filter(|list| !list.entries().is_empty())?;
        let knows = |text: &str| list.find(text).0.is_some();
        let parts = if list.kind() == Kind::Department { Kind::Department.parts(text) } else { Vec::new() };
        Some(if parts.is_empty() { knows(text) } else { parts.iter().all(|part| knows(part)) })
    }
}
