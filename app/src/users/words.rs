//! What the pages of users say.

use domain::user::{AccountState, Show, Sort};

pub(super) const MANAGE_USERS: &str = "Manage Users";
pub(super) const ADD_NEW_USER: &str = "Add New User";
pub(super) const IMPORT_FROM_CSV: &str = "Import From CSV";
pub(super) const ADD_USER: &str = "Add User";
pub(super) const YOUR_PROFILE: &str = "Your profile";
pub(super) const YOURS: &str = "Yours to change";
pub(super) const ABOUT_YOU: &str = "What the school knows of you";
pub(super) const ABOUT_YOU_WHAT: &str = "Something is wrong? An administrator of your school can change it.";
pub(super) const SAVE: &str = "Save";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const SHOW: &str = "Show";
pub(super) const SEARCH: &str = "Search users";
pub(super) const GROUP: &str = "Group";
pub(super) const ROLE: &str = "Role";
pub(super) const STATUS: &str = "Account Status";
pub(super) const DEPARTMENT: &str = "Department";
pub(super) const COHORT: &str = "Cohort";
pub(super) const ORGANISATION: &str = "Organisation";
pub(super) const TRACK: &str = "Curriculum Track";
pub(super) const ANY_GROUP: &str = "Any group";
pub(super) const ANY_ROLE: &str = "Any role";
pub(super) const ANY_DEPARTMENT: &str = "Any department";
pub(super) const ANY_COHORT: &str = "Any cohort";
pub(super) const ANY_ORGANISATION: &str = "Any organisation";
pub(super) const NO_TRACK: &str = "No track";
pub(super) const SELECT_ALL: &str = "Select all on this page";
pub(super) const PERMISSIONS: &str = "Permissions";
pub(super) const DELETE_SELECTED: &str = "Delete Selected";
pub(super) const DELETE_WHAT: &str = "They can no longer sign in, and their sessions end now. Groups and history keep their names, and the accounts \
     can be reactivated.";
pub(super) const CHOOSE_FIRST: &str = "Choose a group and a role, and press “Add Permission”.";
pub(super) const REACTIVATE: &str = "Reactivate";
pub(super) const DELETED_WHAT: &str =
    "This account was deleted. Give it a group and a role anew, and it can be used again.";
pub(super) const NOBODY: &str = "No user matches";
pub(super) const NOBODY_WHAT: &str = "The search looks at names, numbers, e-mail addresses and usernames. Try less.";
pub(super) const SHOW_EVERYONE: &str = "Show everyone";
pub(super) const NEVER: &str = "Never";
pub(super) const NONE: &str = "None";
pub(super) const STALE: &str = "Someone changed this user meanwhile, so nothing was saved. What you typed is still here: look at the user as \
     they are now, in another tab, or load this page anew.";
pub(super) const SAVED: &str = "Saved.";
pub(super) const UTC: &str = "UTC. Empty: no limit.";
pub(super) const DISABLED: &str = "Disabled: the user cannot sign in";
pub(super) const STUDENT_ADMIN: &str = "Student Admin";
pub(super) const STUDENT_ADMIN_WHAT: &str = "May make practice items for other learners.";
pub(super) const DEPARTMENTS: &str = "Departments";
pub(super) const ADD_PERMISSION: &str = "Add Permission";
pub(super) const CHOOSE_GROUP: &str = "Choose a group";
pub(super) const CHOOSE_ROLE: &str = "Choose a role";
pub(super) const NO_PERMISSION: &str = "No permission yet. Without one the account can do nothing.";

pub(super) const fn column(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "Name",
        Sort::Username => "Username",
        Sort::Email => "E-Mail",
        Sort::Number => "Number",
        Sort::SignIn => "Last sign-in",
    }
}

pub(super) const fn show(show: Show) -> &'static str {
    match show {
        Show::Present => "All but deleted",
        Show::Active => "Active",
        Show::Disabled => "Disabled",
        Show::Expired => "Outside their access dates",
        Show::Deleted => "Deleted",
    }
}

/// The tone of the badge of a state.
pub(super) const fn badge(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "badge badge--success",
        AccountState::Early => "badge badge--warning",
        AccountState::Disabled | AccountState::Expired => "badge badge--danger",
        AccountState::Deleted => "badge",
    }
}

pub(super) fn select(name: &str) -> String {
    ["Select ", name].concat()
}

pub(super) fn reactivate(name: &str) -> String {
    ["Reactivate ", name].concat()
}

pub(super) fn users(count: u32) -> String {
    domain::groups::acts::count(count as usize, "user")
}

pub(super) fn delete_title(count: usize) -> String {
    ["Delete ", &domain::groups::acts::count(count, "user")].concat()
}

pub(super) fn deleted(count: u32) -> String {
    [&users(count), " deleted."].concat()
}

pub(super) fn added(name: &str, password: &str) -> String {
    [name, " was added. Their first password, shown only now: ", password, " They choose their own when they sign in."]
        .concat()
}

pub(super) fn reactivated(name: &str) -> String {
    [name, " can sign in again."].concat()
}

pub(super) fn remove_permission(permission: &str) -> String {
    ["Remove ", permission].concat()
}

pub(super) fn last_sign_in(at: &str) -> String {
    ["Last sign-in: ", at].concat()
}
