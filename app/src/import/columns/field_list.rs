//! The fields of the import, each with its column and the reason for it.

use super::super::words;
use super::board::{Board, End, select_id};
use super::dragging::Grip;
use super::keys;
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;

#[component]
pub(super) fn FieldList(board: Board) -> impl IntoView {
    let places = move |of: fn(bool, bool) -> bool| {
        Memo::new(move |_| {
            board.view.with(|view| {
                let fields = view.fields.iter().enumerate();
                let all = fields.filter(|(_, field)| of(field.required, field.column.is_some() || field.unsure));
                all.map(|(at, _)| at).collect::<Vec<usize>>()
            })
        })
    };
    let required = places(|required, _| required);
    let optional = places(|required, used| !required && used);
    let without = places(|required, used| !required && !used);
    let any_optional =
        Memo::new(move |_| optional.with(|some| !some.is_empty()) || without.with(|some| !some.is_empty()));
    let matched = move || {
        let (matched, of) = board.view.with(domain::import::view::ColumnsView::required);
        words::required_matched(matched, of)
    };
    let optional_matched = move || {
        let (mut matched, mut of) = (0, 0);
        board.view.with(|view| {
            for field in view.fields.iter().filter(|field| !field.required) {
                of += 1;
                matched += usize::from(field.column.is_some());
            }
        });
        words::matched(matched, of)
    };
    view! {
        <section class="card field-lines" aria-label=words::FIELDS>
            <div class="card__head card__head--band">
                <h3>{words::FIELDS}</h3>
                <span class="card__side">{matched}</span>
            </div>
            <div class="field-lines__list" id="fields" on:keydown=move |event| keys::in_fields(board, &event)>
                <ul class="field-lines__part">
                    <For each=move || required.get() key=|at| *at let:at>
                        <Line board at />
                    </For>
                </ul>
                <Show when=move || any_optional.get()>
                    <div class="field-lines__band">
                        <h4>{words::OPTIONAL}</h4>
                        <span class="card__side">{optional_matched}</span>
                    </div>
                    <ul class="field-lines__part">
                        <For each=move || optional.get() key=|at| *at let:at>
                            <Line board at />
                        </For>
                    </ul>
                    <Without board without />
                </Show>
            </div>
        </section>
    }
}

/// The optional fields without a column, folded into one line.
#[component]
fn Without(board: Board, without: Memo<Vec<usize>>) -> impl IntoView {
    let any = Memo::new(move |_| without.with(|without| !without.is_empty()));
    let said = move || {
        let labels: Vec<String> = board.view.with(|view| {
            without.get().into_iter().filter_map(|at| view.fields.get(at)).map(|field| field.label.clone()).collect()
        });
        words::without_column(&labels)
    };
    view! {
        <Show when=move || any.get()>
            <button
                type="button"
                class="fold"
                id="fields-without"
                aria-expanded=move || if board.unfolded.get() { "true" } else { "false" }
                on:click=move |_| board.unfolded.update(|unfolded| *unfolded = !*unfolded)
            >
                <span class="fold__words">{said}</span>
            </button>
            <Show when=move || board.unfolded.get()>
                <ul class="field-lines__part">
                    <For each=move || without.get() key=|at| *at let:at>
                        <Line board at />
                    </For>
                </ul>
            </Show>
        </Show>
    }
}

#[component]
fn Line(board: Board, at: usize) -> impl IntoView {
    let end = End::Field(at);
    let label = board.view.with_untracked(|view| view.fields.get(at).map(|f| f.label.clone())).unwrap_or_default();
    let required = board.view.with_untracked(|view| view.fields.get(at).is_some_and(|field| field.required));
    let column = Memo::new(move |_| board.field(at, |field| field.column).flatten());
    let open = Memo::new(move |_| {
        board.field(at, |field| field.column.is_none() && (field.required || field.unsure)).unwrap_or(false)
    });
    let held = Memo::new(move |_| board.held.get() == Some(end));
    let grip = Grip::new(board, end);
    let mark = move || match (column.get(), open.get()) {
        (Some(_), _) => view! { <span class="mark mark--done"><Icon glyph=Glyph::Check /></span> }.into_any(),
        (None, true) => view! { <span class="mark mark--open"><Icon glyph=Glyph::Warning /></span> }.into_any(),
        (None, false) => view! { <span class="mark"></span> }.into_any(),
    };
    let state = move || {
        let name = column.get().and_then(|at| board.view.with(|view| view.columns.get(at).map(|c| c.name.clone())));
        name.map_or_else(|| words::WITHOUT_COLUMN.to_owned(), |name| words::read_from(&name))
    };
    view! {
        <li
            class="field-line"
            class:is-matched=move || column.get().is_some()
            class:is-required=required
            class:is-open=move || open.get()
            class:is-held=move || held.get()
            class:is-over=move || board.over.get() == Some(end)
            class:is-looked-at=move || board.looked_at.get() == Some(at)
            data-field=at
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |event| grip.up(&event)
            on:pointercancel=move |_| grip.cancel()
        >
            <span class="port port--field" data-port="" aria-hidden="true"></span>
            {mark}
            <div class="field-line__words">
                <button
                    type="button"
                    class="field-line__pick"
                    id=end.id()
                    tabindex=move || if keys::is_stop(board, end) { "0" } else { "-1" }
                    aria-pressed=move || if held.get() { "true" } else { "false" }
                    on:click=move |event| grip.click(&event)
                >
                    {label.clone()}
                    {required
                        .then(|| {
                            view! {
                                <span class="field__required" aria-hidden="true">
                                    "*"
                                </span>
                                <span class="unseen">{words::REQUIRED}</span>
                            }
                        })}
                    <span class="unseen">{state}</span>
                </button>
                <Reason board at />
            </div>
            <Choose board at label required open />
        </li>
    }
}

/// Why it is that column, or none; and the column that may be it.
#[component]
fn Reason(board: Board, at: usize) -> impl IntoView {
    let reason = move || board.field(at, |field| field.reason.clone());
    let samples = move || {
        board.view.with(|view| {
            let column = view.fields.get(at).and_then(|field| field.column).and_then(|at| view.columns.get(at));
            column.map(|column| column.samples.iter().take(3).cloned().collect::<Vec<_>>().join(" · "))
        })
    };
    let offered = Memo::new(move |_| {
        board.view.with(|view| {
            let field = view.fields.get(at)?;
            let column = field.suggestion.filter(|_| field.column.is_none())?;
            Some((column, words::use_column(&view.columns.get(column)?.name, &field.label)))
        })
    });
    let offer = move || {
        offered.get().map(|(column, label)| {
            view! {
                <button
                    type="button"
                    class="link link--strong"
                    aria-label=label
                    on:click=move |_| board.choose_column(at, Some(column))
                >
                    {words::USE_IT}
                </button>
            }
        })
    };
    view! {
        <p class="field-line__reason">
            <bdi>{reason}</bdi>
            {offer}
        </p>
        <p class="field-line__samples">
            <bdi>{samples}</bdi>
        </p>
    }
}

/// The control with the column: it does all that a line does.
#[component]
fn Choose(board: Board, at: usize, label: String, required: bool, open: Memo<bool>) -> impl IntoView {
    let column = Memo::new(move |_| board.field(at, |field| field.column).flatten());
    // Of thousands of columns those that are listed are offered, and the one it has.
    let offered = Memo::new(move |_| {
        let mut offered = board.listed.with(|listed| listed.shown.clone());
        let suggestion = board.field(at, |field| field.suggestion).flatten();
        for column in [column.get(), suggestion].into_iter().flatten() {
            if !offered.contains(&column) {
                offered.push(column);
            }
        }
        board.view.with(|view| {
            let name = |at: usize| view.columns.get(at).map(|column| (at, column.name.clone()));
            offered.into_iter().filter_map(name).collect::<Vec<_>>()
        })
    });
    let options = move || {
        let option = |(at, name): (usize, String)| {
            view! {
                <option value=at.to_string() prop:selected=move || column.get() == Some(at)>
                    {name}
                </option>
            }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let none = move || if open.get() { words::CHOOSE_COLUMN } else { words::NO_COLUMN };
    view! {
        <select
            class="select field-line__select"
            id=select_id(&label)
            aria-label=words::column_of(&label)
            aria-required=required.then_some("true")
            aria-invalid=move || open.get().then_some("true")
            on:change=move |event| board.choose_column(at, event_target_value(&event).parse().ok())
        >
            <option value="" prop:selected=move || column.get().is_none()>
                {none}
            </option>
            {options}
        </select>
    }
}
