//! **Undo** in the message after an act on groups.

use super::api;
use crate::ui::flash::Undo;
use domain::id::{EntryId, PeriodId};

/// Undoes the kept act `entry` in that course and period.
pub fn of(code: &str, period: PeriodId, entry: EntryId) -> Undo {
    let code = code.to_owned();
    Undo::new(move || {
        let undoing = api::undo(code.clone(), period, entry);
        async move { undoing.await.map(|done| done.words).map_err(|error| error.to_string()) }
    })
}
