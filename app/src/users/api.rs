//! What the pages of users ask of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::id::UserId;
use domain::user::{Field, Filter, Lists, Permission, UserDraft};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::user::{Added, Received, UserPage, UsersPage};

/// A part of the users of the organisations whose users the signed-in person manages (SPEC U4).
#[server(endpoint = "admin/users/list", input = Json)]
pub async fn users(filter: Filter) -> Result<UsersPage, AppError> {
    Ok(service::users::list(&asker()?, &filter).await?)
}

/// What the form of a new user chooses from.
#[server(endpoint = "admin/users/new", input = Json)]
pub async fn new_user() -> Result<Lists, AppError> {
    Ok(service::users::lists(&asker()?).await?)
}

/// A user.
#[server(endpoint = "admin/users/one", input = Json)]
pub async fn user(id: UserId) -> Result<UserPage, AppError> {
    Ok(service::users::one(&asker()?, id).await?)
}

/// Makes a user with a generated password, which is answered and never told again (SPEC U4).
#[server(endpoint = "admin/users/add", input = Json)]
pub async fn add_user(draft: UserDraft) -> Result<Added, AppError> {
    Ok(service::users::add(&asker()?, &draft).await?)
}

/// Writes a user who was read in version `base`.
#[server(endpoint = "admin/users/save", input = Json)]
pub async fn save_user(id: UserId, base: i64, draft: UserDraft) -> Result<Received, AppError> {
    Ok(service::users::save(&asker()?, id, base, &draft).await?)
}

/// Deletes users softly; all of them or, where one may not be, none (SPEC U4).
#[server(endpoint = "admin/users/delete", input = Json)]
pub async fn delete_users(users: Vec<UserId>) -> Result<u32, AppError> {
    Ok(service::users::delete(&asker()?, &users).await?)
}

/// Brings a deleted user back, with these permissions instead of what they held (SPEC U4).
#[server(endpoint = "admin/users/reactivate", input = Json)]
pub async fn reactivate_user(id: UserId, permissions: Vec<Permission>) -> Result<(), AppError> {
    Ok(service::users::reactivate(&asker()?, id, &permissions).await?)
}

/// One's own profile, with what the form chooses from.
#[server(endpoint = "profile/own", input = Json)]
pub async fn own_profile() -> Result<UserPage, AppError> {
    Ok(service::users::own(&asker()?).await?)
}

/// Changes fields of one's own profile that are one's own to change (SPEC U12); any other is refused.
#[server(endpoint = "profile/save", input = Json)]
pub async fn save_own_profile(base: i64, changes: Vec<(Field, String)>) -> Result<Received, AppError> {
    Ok(service::users::save_own(&asker()?, base, changes).await?)
}
