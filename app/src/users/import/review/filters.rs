//! Which rows are shown, how many there are of each, and which of them is looked at.

use super::super::state::Import;
use super::super::words;
use super::Desk;
use crate::ui::{Glyph, Icon};
use domain::import::users::desk::{Filter, Review};
use leptos::prelude::*;

/// How many rows a filter holds.
type Count = fn(&Review) -> usize;

/// A filter: the dot before it, and its words.
#[derive(Clone, Copy)]
struct Chip {
    filter: Filter,
    dot: &'static str,
    words: (&'static str, &'static str),
    count: Count,
    /// Whether it is there without rows.
    stays: bool,
}

const CHIPS: [Chip; 7] = [
    Chip { filter: Filter::All, dot: "", words: ("row", "rows"), count: |review| review.counts.rows, stays: true },
    Chip {
        filter: Filter::Created,
        dot: "dot--success",
        words: ("create", "create"),
        count: |review| review.counts.created,
        stays: true,
    },
    Chip {
        filter: Filter::Updated,
        dot: "dot--info",
        words: ("update", "update"),
        count: |review| review.counts.updated,
        stays: true,
    },
    Chip {
        filter: Filter::Unchanged,
        dot: "",
        words: ("unchanged", "unchanged"),
        count: |review| review.counts.unchanged,
        stays: true,
    },
    Chip {
        filter: Filter::Skipped,
        dot: "dot--warning",
        words: ("left out", "left out"),
        count: |review| review.counts.skipped,
        stays: false,
    },
    Chip {
        filter: Filter::Asked,
        dot: "dot--warning",
        words: ("new role", "new roles"),
        count: |review| review.asked,
        stays: false,
    },
    Chip {
        filter: Filter::Problems,
        dot: "dot--danger",
        words: ("with problems", "with problems"),
        count: |review| review.counts.problems + review.counts.refused,
        stays: true,
    },
];

const MOVED: Chip = Chip {
    filter: Filter::Moved,
    dot: "dot--warning",
    words: ("changed meanwhile", "changed meanwhile"),
    count: |review| review.moved,
    stays: false,
};

#[component]
pub(super) fn Filters(import: Import) -> impl IntoView {
    let chips = CHIPS.into_iter().chain([MOVED]).map(|chip| view! { <ChipButton import chip /> }).collect_view();
    view! {
        <div class="chips" role="group" aria-label=words::FILTERS>
            {chips}
        </div>
    }
    .into_any()
}

#[component]
fn ChipButton(import: Import, chip: Chip) -> impl IntoView {
    let count = Memo::new(move |_| import.review.with(|review| review.as_ref().map_or(0, chip.count)));
    let on = Memo::new(move |_| match import.filter.get() {
        Filter::Problem { .. } | Filter::Refused => chip.filter == Filter::Problems,
        Filter::Undecided => chip.filter == Filter::Asked,
        filter => chip.filter == filter,
    });
    let there = Memo::new(move |_| chip.stays || count.get() > 0 || on.get());
    view! {
        <Show when=move || there.get()>
            <button
                type="button"
                class="filter"
                class:filter--danger=chip.filter == Filter::Problems
                aria-pressed=move || if on.get() { "true" } else { "false" }
                on:click=move |_| import.show(chip.filter)
            >
                {(chip.filter != Filter::All).then(|| view! { <span class=["dot ", chip.dot].concat() aria-hidden="true"></span> })}
                <b>{move || words::number(count.get())}</b>
                " "
                {move || if count.get() == 1 { chip.words.0 } else { chip.words.1 }}
            </button>
        </Show>
    }
    .into_any()
}

/// "Row 7 of 18 problems", with arrows, and the choice of the table or one row by itself (SPEC U6).
#[component]
pub(super) fn Counter(desk: Desk) -> impl IntoView {
    let import = desk.import;
    let total = Memo::new(move |_| import.feed.total());
    let at = Memo::new(move |_| desk.table.active().0.min(total.get().saturating_sub(1)));
    // The total first: `at` follows it too, and what reads `at` before would not hear of a total that leaves `at` as it is.
    let said = move || {
        let total = total.get();
        words::counter((at.get() + 1).min(total), total, import.filter.get())
    };
    let is_last = move || {
        let total = total.get();
        at.get() + 1 >= total
    };
    let step = move |by: isize| {
        let to = at.get_untracked().saturating_add_signed(by).min(total.get_untracked().saturating_sub(1));
        desk.table.show((to, desk.table.active_now().1));
    };
    view! {
        <div class="counter">
            <button type="button" class="link counter__words" aria-describedby="counter-opens" on:click=move |_| desk.singly.set(true)>
                {said}
            </button>
            <span hidden id="counter-opens">
                {words::ONE_BY_ONE}
            </span>
            <span class="button-pair">
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words::PREVIOUS
                    aria-disabled=move || (at.get() == 0).then_some("true")
                    on:click=move |_| step(-1)
                >
                    <Icon glyph=Glyph::Left />
                </button>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words::NEXT
                    aria-disabled=move || is_last().then_some("true")
                    on:click=move |_| step(1)
                >
                    <Icon glyph=Glyph::Right />
                </button>
            </span>
            <Views desk />
        </div>
    }
    .into_any()
}

/// The table, or one row by itself.
#[component]
fn Views(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="segments only-wide" aria-label=words::VIEW>
            <label>
                <input
                    type="radio"
                    name="rows-view"
                    prop:checked=move || !desk.singly.get()
                    on:change=move |_| desk.singly.set(false)
                />
                {words::TABLE}
            </label>
            <label>
                <input
                    type="radio"
                    name="rows-view"
                    prop:checked=move || desk.singly.get()
                    on:change=move |_| desk.singly.set(true)
                />
                {words::ONE_BY_ONE}
            </label>
        </fieldset>
    }
    .into_any()
}
