//! Where someone was on a board that is made anew, as it is where others made or deleted groups: who had the focus and who
//! was held stay so. Otherwise the next keys would go nowhere, or mean something else.

use super::state::{Board, Held, Kept, Whom};
use super::{keys, words};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;

/// Where someone was.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The card that had the focus.
    learner: UserId,
    /// The learners who were held by keyboard, and over which group; `None` is no group.
    held: Option<(Vec<UserId>, Option<GroupId>)>,
}

/// Keeps where someone is on a board that goes.
pub(super) fn keep(board: Board, kept: Kept) {
    let on_card = document().active_element().is_some_and(|element| element.matches(".learner__hold").unwrap_or(false));
    let held = board.held.try_get_untracked().flatten().filter(|held| held.by_keys && held.whom == Whom::Learners);
    let held = held.map(|held| {
        let over = held.over.and_then(|over| board.col(over)?.group);
        (held.who.into_iter().map(|(who, _)| who).collect(), over)
    });
    let active = board.active.try_get_untracked().flatten().filter(|_| on_card);
    kept.turn.set_value(active.map(|(_, learner)| Turn { learner, held }));
}

/// Goes on there on the board that came instead.
pub(super) fn take(board: Board, kept: Kept) {
    let Some(Turn { learner, held }) = kept.turn.try_update_value(Option::take).flatten() else { return };
    let Some(col) = board.where_is(learner) else { return };
    keys::focus(board, col, learner);
    if let Some((who, over)) = held {
        let who: Vec<(UserId, usize)> = who.into_iter().filter_map(|who| Some((who, board.where_is(who)?))).collect();
        match board.col_of(over) {
            Some(over) if !who.is_empty() => {
                board.held.set(Some(Held { whom: Whom::Learners, who, over: Some(over), with: None, by_keys: true }));
            }
            _ => board.said.set(words::CANCELLED.to_owned()),
        }
    }
}
