//! What the values of a column mean: "Woman" is F.

use super::super::words;
use super::board::Board;
use domain::import::view::{FieldView, ValueView};
use leptos::prelude::*;

/// How many values are listed at first, and how many more each time.
const SOME: usize = 30;

#[component]
pub(super) fn Values(board: Board) -> impl IntoView {
    let main = Memo::new(move |_| {
        let looked_at = board.looked_at.get();
        board.view.with(|view| {
            let has = |field: &FieldView| !field.values.is_empty();
            let open = |field: &FieldView| field.values.iter().any(|value| value.meaning.is_none());
            looked_at
                .filter(|at| view.fields.get(*at).is_some_and(has))
                .or_else(|| view.fields.iter().position(open))
                .or_else(|| view.fields.iter().position(has))
        })
    });
    let others = Memo::new(move |_| {
        let main = main.get();
        board.view.with(|view| {
            let listed = |(at, field): (usize, &FieldView)| {
                let shown = field.column.is_some() || field.required;
                (shown && !field.options.is_empty() && main != Some(at)).then_some(at)
            };
            view.fields.iter().enumerate().filter_map(listed).collect::<Vec<usize>>()
        })
    });
    view! {
        {move || main.get().map(|at| view! { <Main board at /> })}
        <Show when=move || others.with(|others| !others.is_empty())>
            <section class="card">
                <div class="card__head card__head--band">
                    <h3>{words::OTHER_VALUES}</h3>
                </div>
                <ul class="other-values">
                    <For each=move || others.get() key=|at| *at let:at>
                        <Other board at />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Main(board: Board, at: usize) -> impl IntoView {
    let title = move || board.field(at, |field| words::values_for(&field.label));
    let from = move || {
        board.view.with(|view| {
            let column = view.fields.get(at).and_then(|field| field.column).and_then(|at| view.columns.get(at));
            column.map(|column| words::from_column(&column.name))
        })
    };
    let open = Memo::new(move |_| {
        board.field(at, |field| field.values.iter().any(|value| value.meaning.is_none())).unwrap_or(false)
    });
    view! {
        <section class="card">
            <div class="card__head card__head--band">
                <h3>{title}</h3>
                <span class="card__side">
                    <bdi>{from}</bdi>
                </span>
            </div>
            <ValueList board at />
            <Show when=move || open.get()>
                <p class="card__foot small">{words::OPEN_VALUES}</p>
            </Show>
        </section>
    }
}

/// Another field with its values, folded away.
#[component]
fn Other(board: Board, at: usize) -> impl IntoView {
    let open = RwSignal::new(false);
    let label = move || board.field(at, |field| field.label.clone());
    let has_column = Memo::new(move |_| board.field(at, |field| !field.values.is_empty()).unwrap_or(false));
    let state = move || {
        board.field(at, |field| {
            let known = field.values.iter().filter(|value| value.meaning.is_some()).count();
            if field.column.is_none() {
                words::AFTER_A_COLUMN.to_owned()
            } else {
                words::matched(known, field.values.len())
            }
        })
    };
    view! {
        <li>
            <button
                type="button"
                class="fold"
                disabled=move || !has_column.get()
                aria-expanded=move || if open.get() && has_column.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span>{label}</span>
                <span class="card__side">{state}</span>
            </button>
            <Show when=move || open.get() && has_column.get()>
                <ValueList board at />
            </Show>
        </li>
    }
}

#[component]
fn ValueList(board: Board, at: usize) -> impl IntoView {
    let most = RwSignal::new(SOME);
    // Those that are open come first where not all are listed.
    let listed = Memo::new(move |_| {
        let most = most.get();
        board
            .field(at, |field| {
                let all = 0..field.values.len();
                if field.values.len() <= most {
                    return all.collect();
                }
                let is_open = |at: &usize| field.values.get(*at).is_some_and(|value| value.meaning.is_none());
                let (open, known): (Vec<usize>, Vec<usize>) = all.partition(is_open);
                open.into_iter().chain(known).take(most).collect::<Vec<usize>>()
            })
            .unwrap_or_default()
    });
    let more = move || {
        let all = board.field(at, |field| field.values.len()).unwrap_or(0);
        let more = all.saturating_sub(listed.with(Vec::len));
        (more > 0).then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| most.update(|most| *most += SOME)>
                    {words::more_values(more)}
                </button>
            }
        })
    };
    let options = Memo::new(move |_| board.field(at, |field| field.options.clone()).unwrap_or_default());
    view! {
        <ul class="value-list">
            <For each=move || listed.get() key=|value| *value let:value>
                <Value board at value options />
            </For>
        </ul>
        <div class="value-list__more">{more}</div>
    }
}

#[component]
fn Value(board: Board, at: usize, value: usize, options: Memo<Vec<(String, String)>>) -> impl IntoView {
    let shown: Memo<Option<ValueView>> =
        Memo::new(move |_| board.field(at, |field| field.values.get(value).cloned()).flatten());
    let text = move || shown.with(|value| value.as_ref().map(ValueView::shown)).unwrap_or_default();
    let whole =
        move || shown.with_untracked(|value| value.as_ref().map(|value| value.text.clone())).unwrap_or_default();
    let rows = move || shown.with(|value| value.as_ref().map(|value| words::rows(value.rows, true)));
    let why = move || shown.with(|value| value.as_ref().map(|value| value.why.clone()));
    let meaning = Memo::new(move |_| shown.with(|value| value.as_ref().and_then(|value| value.meaning.clone())));
    let label = move || board.field(at, |field| words::meaning_of(&text(), &field.label));
    let option = move |(code, name): (String, String)| {
        let words = if code == name { name } else { words::coded(&code, &name) };
        let value = code.clone();
        view! {
            <option value=value prop:selected=move || meaning.with(|meaning| meaning.as_ref() == Some(&code))>
                {words}
            </option>
        }
    };
    let change = move |event| {
        let code = event_target_value(&event);
        board.choose_value.run((at, whole(), (!code.is_empty()).then_some(code)));
    };
    view! {
        <li>
            <div class="value-list__text">
                <strong>
                    <bdi>{text}</bdi>
                </strong>
                <span class="small quiet">{rows}</span>
            </div>
            <span class="value-list__arrow" aria-hidden="true">
                "→"
            </span>
            <select
                class="select"
                class:select--open=move || meaning.with(Option::is_none)
                aria-label=label
                title=why
                on:change=change
            >
                <option value="" prop:selected=move || meaning.with(Option::is_none)>
                    {words::CHOOSE_MEANING}
                </option>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </li>
    }
}
