//! Users as administrators manage them: account, profile, permissions (SPEC 2).

mod account;
mod detail;
mod draft;
mod keys;
mod list;
mod moment;
mod pages;
mod permission;
mod refusal;
mod settings;

pub use account::{AccountState, Profile};
pub use detail::{Detail, Heading, Kind};
pub use draft::{Checked, Field, Problem, UserDraft, own_fields};
pub(crate) use draft::{LONGEST, is_email};
pub use keys::{email_key, username_key};
pub use list::{Card, Filter, Page, Show, Sort, UserRow};
pub use moment::{moment_words, parse_moment};
pub use pages::{Added, FoundPeople, Received, UserPage, UsersPage};
pub use permission::{Lists, Permission, Role};
pub use refusal::UserRefusal;
pub use settings::{Settings, SettingsPage, Switch, WordList};
