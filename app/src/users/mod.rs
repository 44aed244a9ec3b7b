//! **"Manage Users"** (SPEC U4): the list, a user, a new user.

pub mod api;
mod delete;
mod form;
pub mod import;
mod inputs;
mod list;
mod new;
mod one;
mod own;
mod permissions;
mod rows;
mod words;

pub use import::{ImportUsersPage, ImportedUsersPage};
pub use list::UsersPage;
pub use new::NewUserPage;
pub use one::UserPage;
pub use own::OwnProfilePage;

use domain::id::UserId;

/// The page of a user.
fn address(user: UserId) -> String {
    ["/admin/users/", &user.to_string()].concat()
}

/// "student:student · School of Medicine"; the organisation where there are several.
fn grant_words(grant: &domain::access::Grant, lists: &domain::user::Lists) -> String {
    let mut words = [&grant.group, ":", &grant.role].concat();
    if lists.organisations.len() > 1 {
        let organisation = lists.organisations.iter().find(|(id, _)| *id == grant.organisation);
        if let Some((_, name)) = organisation {
            words.push_str(" · ");
            words.push_str(name);
        }
    }
    words
}
