//! The whole board at a glance: a square for each group, and which of them are in sight.

use super::guidance::Mark;
use super::state::{Board, Held};
use super::{view, words};
use leptos::prelude::*;

#[component]
pub(super) fn Minimap(board: Board, sight: RwSignal<(usize, usize)>) -> impl IntoView {
    let all = board.last_col();
    // One for all: a square by itself would ask for as many answers as there are squares.
    let marks = Memo::new(move |_| {
        board.holding.with(|held| {
            let held = held.as_ref()?;
            board.version.track();
            let mark = |at| untrack(|| board.outlook(at, &Held { over: Some(at), ..held.clone() }).mark);
            Some((1..=all).map(mark).collect::<Vec<Mark>>())
        })
    });
    let square = move |at: usize| {
        let class = move || {
            let mark = marks.with(|marks| marks.as_ref().and_then(|marks| marks.get(at - 1).copied()));
            let seen = sight.with(|(first, end)| (*first..*end).contains(&(at - 1)));
            let seen = if seen { " minimap__group--seen" } else { "" };
            let mark = mark.map_or("minimap__group", |mark| match mark {
                Mark::Source => "minimap__group minimap__group--source",
                Mark::Breaks => "minimap__group minimap__group--breaks",
                Mark::Worse => "minimap__group minimap__group--worse",
                Mark::Better => "minimap__group minimap__group--better",
                Mark::Same | Mark::Unplaces | Mark::Plain => "minimap__group",
            });
            [mark, seen].concat()
        };
        view! { <i class=class on:click=move |_| view::show(at)></i> }
    };
    let in_view = move || {
        let (first, end) = sight.get();
        (all > 0).then(|| words::in_view(first + 1, end.max(first + 1).min(all), all))
    };
    view! {
        <div class="minimap">
            <p class="quiet small">{in_view}</p>
            <div class="minimap__groups" aria-hidden="true">
                {(1..=all).map(square).collect_view()}
            </div>
        </div>
    }
    .into_any()
}
