//! Searching a list, with what was typed in the address, so that a reload finds the same rows.

use super::{Glyph, Icon};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use std::time::Duration;

/// How long typing must rest before the address follows.
const REST: Duration = Duration::from_millis(250);

type WriteQuery = Box<dyn Fn(&[(&'static str, &str)]) + Send + Sync>;

/// Goes to this page's address with pieces of its query changed, or taken out where empty. The
/// history keeps one step for all of them.
#[derive(Clone)]
pub struct QueryWriter(StoredValue<WriteQuery>);

impl core::fmt::Debug for QueryWriter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("QueryWriter")
    }
}

impl Copy for QueryWriter {}

impl QueryWriter {
    /// Changes those pieces.
    pub fn write(self, changes: &[(&'static str, &str)]) {
        self.0.with_value(|write| write(changes));
    }
}

/// What changes the query of this page.
pub fn use_query_writer() -> QueryWriter {
    let navigate = use_navigate();
    let location = use_location();
    let write = move |changes: &[(&'static str, &str)]| {
        let mut query = location.query.get_untracked();
        for (key, value) in changes {
            query.remove(key);
            if !value.is_empty() {
                query.insert(*key, (*value).to_owned());
            }
        }
        let href = [location.pathname.get_untracked().as_str(), &query.to_query_string()].concat();
        navigate(&href, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    };
    QueryWriter(StoredValue::new(Box::new(write)))
}

/// A piece of this page's query; empty where it is not there.
pub fn use_query_text(key: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str(key).unwrap_or_default().to_owned()))
}

/// What someone types into a [`SearchField`], kept in the address under `key`. Typing takes `resets`
/// out of the address: the page a list was on means nothing in another list.
pub fn use_search(key: &'static str, resets: &'static [&'static str]) -> RwSignal<String> {
    let in_address = use_query_text(key);
    let writer = use_query_writer();
    let text = RwSignal::new(in_address.get_untracked());
    let written = StoredValue::new(in_address.get_untracked());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let typed = text.get();
        stop();
        if typed == written.get_value() {
            return;
        }
        let write = move || {
            written.set_value(typed.clone());
            let mut changes = vec![(key, typed.as_str())];
            changes.extend(resets.iter().map(|reset| (*reset, "")));
            writer.write(&changes);
        };
        waiting.set_value(set_timeout_with_handle(write, REST).ok());
    });
    Effect::new(move |_| {
        let now = in_address.get();
        if now != written.get_value() {
            written.set_value(now.clone());
            text.set(now);
        }
    });
    on_cleanup(stop);
    text
}

/// A search field. Put it into a `<form method="get">` and it works before WASM has come.
#[component]
pub fn SearchField(
    /// The key in the address, and the control's id.
    key: &'static str,
    label: &'static str,
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search />
            <input
                class="input"
                type="search"
                id=key
                name=key
                aria-label=label
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                value=text.get_untracked()
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}
