//! What the board asks of the server.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::gate::asker;
use domain::groups::moving::{Move, TutorMove};
use domain::groups::{Entry, Version};
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::groups::board::{BoardPage, BoardTutor, Column, Rules};

/// The board of a set; of the first one, where none is named.
#[server(endpoint = "board/view", input = Json)]
pub async fn view_board(
    code: String,
    period: Option<PeriodId>,
    set: Option<GroupSetId>,
) -> Result<BoardPage, AppError> {
    Ok(service::groups::board::view(&asker()?, &code, period, set).await?)
}

/// Moves learners within a set, all of them or none.
#[server(endpoint = "board/move", input = Json)]
pub async fn move_all(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: Vec<Move>,
) -> Result<Entry, AppError> {
    Ok(service::groups::board::move_learners(&asker()?, &code, period, base, set, &moves).await?)
}

/// Moves tutors within a set, all of them or none.
#[server(endpoint = "board/move-tutors", input = Json)]
pub async fn move_tutors(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    moves: Vec<TutorMove>,
) -> Result<Entry, AppError> {
    Ok(service::groups::board::move_tutors(&asker()?, &code, period, base, set, &moves).await?)
}

/// Locks a set against every change, or unlocks it.
#[server(endpoint = "board/lock-set", input = Json)]
pub async fn lock_set(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    locked: bool,
) -> Result<Entry, AppError> {
    Ok(service::groups::board::lock_set(&asker()?, &code, period, base, set, locked).await?)
}

/// Locks learners in their groups of a set, or unlocks them: all of them or none.
#[server(endpoint = "board/lock-places", input = Json)]
pub async fn lock_places(
    code: String,
    period: PeriodId,
    base: Version,
    set: GroupSetId,
    places: Vec<(UserId, GroupId)>,
    locked: bool,
) -> Result<Entry, AppError> {
    Ok(service::groups::board::lock_places(&asker()?, &code, period, base, set, &places, locked).await?)
}
