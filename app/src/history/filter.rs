//! What narrows the history; all of it is in the address.

use super::words;
use crate::ui::{QueryWriter, SearchField, use_query_text, use_query_writer, use_search};
use domain::groups::Version;
use domain::groups::history::{HistoryPart, Kind, Wish};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub(super) struct Filters {
    pub(super) wish: Memo<Wish>,
    text: RwSignal<String>,
    by: Memo<String>,
    kind: Memo<String>,
    set: Memo<String>,
    writer: QueryWriter,
}

pub(super) fn use_filters() -> Filters {
    let [query, by, kind, set, before] = ["q", "by", "kind", "set", "before"].map(use_query_text);
    let wish = Memo::new(move |_| Wish {
        by: by.get().parse().ok(),
        kind: Kind::from_key(&kind.get()),
        set: set.get().parse().ok(),
        text: query.get(),
        before: before.get().parse().ok().map(Version),
    });
    Filters { wish, text: use_search("q", &["before"]), by, kind, set, writer: use_query_writer() }
}

impl Filters {
    /// Whether anything is left out.
    pub(super) fn narrow(self) -> bool {
        self.wish.with(|wish| Wish { before: None, ..wish.clone() } != Wish::default())
    }

    pub(super) fn show_all(self) {
        self.text.set(String::new());
        self.writer.write(&[("q", ""), ("by", ""), ("kind", ""), ("set", ""), ("before", "")]);
    }
}

/// A form that also works without WASM.
#[component]
pub(super) fn FilterBar(filters: Filters, part: HistoryPart, period: Option<String>) -> impl IntoView {
    let people = part.people.into_iter().map(|(id, name)| (id.to_string(), name));
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.key().to_owned(), words::kind(kind).to_owned()));
    let several = part.sets.len() > 1;
    let sets: Vec<_> = part.sets.into_iter().map(|(id, name)| (id.to_string(), name.to_string())).collect();
    let (people, kinds) = (people.collect::<Vec<_>>(), kinds.collect::<Vec<_>>());
    let choice = move |key, label, all, options, chosen| choice(filters.writer, key, label, all, options, chosen);
    view! {
        <form class="toolbar history__toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            {period.map(|period| view! { <input type="hidden" name="period" value=period /> })}
            <SearchField key="q" label=words::SEARCH text=filters.text />
            {choice("by", words::WHO, words::EVERYONE, people, filters.by)}
            {choice("kind", words::KIND, words::EVERYTHING, kinds, filters.kind)}
            {several.then(|| choice("set", words::SET, words::ALL_SETS, sets, filters.set))}
            <noscript>
                <button class="button">{words::SHOW}</button>
            </noscript>
        </form>
    }
    .into_any()
}

fn choice(
    writer: QueryWriter,
    key: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    chosen: Memo<String>,
) -> AnyView {
    let option = move |value: String, words: String| {
        let selected = chosen.with_untracked(|chosen| *chosen == value);
        // The attribute is for the first sight; once someone has chosen, only the property counts.
        let kept = value.clone();
        view! {
            <option value=value selected=selected prop:selected=move || chosen.with(|chosen| *chosen == kept)>
                {words}
            </option>
        }
    };
    let first = option(String::new(), all.to_owned());
    let options = options.into_iter().map(|(value, words)| option(value, words)).collect_view();
    view! {
        <select
            class="select select--fit"
            name=key
            aria-label=label
            autocomplete="off"
            on:change=move |event| writer.write(&[(key, &event_target_value(&event)), ("before", "")])
        >
            {first}
            {options}
        </select>
    }
    .into_any()
}
