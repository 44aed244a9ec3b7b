//! What the browser keeps beside the address: who is ticked and the columns of files, for as long as its
//! tab is open. And how long the preview took, for whoever measures.

use crate::worker::{from_json, to_json};
use domain::forming::recipe::Column;
use domain::id::UserId;
use std::collections::HashSet;

/// The ticks kept under `key`.
pub(super) fn load(key: &str) -> HashSet<UserId> {
    read(key).unwrap_or_default().split(',').filter_map(|id| id.parse().ok()).collect()
}

/// Keeps the ticks.
pub(super) fn save(key: &str, chosen: &HashSet<UserId>) {
    let mut ids: Vec<UserId> = chosen.iter().copied().collect();
    ids.sort_unstable();
    let mut text = String::with_capacity(ids.len() * 6);
    for id in ids {
        text.push_str(&id.to_string());
        text.push(',');
    }
    write(key, &text);
}

/// The columns of files kept under `key`.
pub(super) fn load_columns(key: &str) -> Vec<Column> {
    read(&of_columns(key)).as_deref().and_then(from_json).unwrap_or_default()
}

/// Keeps the columns.
pub(super) fn save_columns(key: &str, columns: &[Column]) {
    let text = if columns.is_empty() { None } else { to_json(&columns.to_vec()) };
    write(&of_columns(key), &text.unwrap_or_default());
}

fn of_columns(key: &str) -> String {
    [key, "/columns"].concat()
}

/// Forgets all: it has served.
pub(super) fn forget(key: &str) {
    write(key, "");
    write(&of_columns(key), "");
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

#[cfg(feature = "hydrate")]
fn read(key: &str) -> Option<String> {
    storage()?.get_item(&["wizard/", key].concat()).ok().flatten()
}

#[cfg(feature = "hydrate")]
fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&["wizard/", key].concat(), text);
    }
}

/// Does `work` and leaves its time in the browser's performance timeline under `name`.
#[cfg(feature = "hydrate")]
pub(super) fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let timeline = leptos::prelude::window().performance();
    if let Some(timeline) = &timeline {
        let _ = timeline.mark(name);
    }
    let done = work();
    if let Some(timeline) = &timeline {
        let _ = timeline.measure_with_start_mark(name, name);
    }
    done
}

#[cfg(not(feature = "hydrate"))]
fn read(_: &str) -> Option<String> {
    None
}

#[cfg(not(feature = "hydrate"))]
fn write(_: &str, _: &str) {}

#[cfg(not(feature = "hydrate"))]
pub(super) fn measured<T>(_: &str, work: impl FnOnce() -> T) -> T {
    work()
}
