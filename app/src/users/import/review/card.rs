//! One row by itself: all its fields with all that is wrong, and both records where someone is in Coterie already
//! (SPEC U6, U7). On a phone it stands in for the table.

use super::super::acts::{has_lines, name_of, options_of, text_of};
use super::super::words;
use super::choices::choices;
use super::trying::Trying;
use super::{Compare, Desk, Looking};
use crate::ui::{Avatar, Glyph, Icon, Skeleton};
use domain::import::columns::Field as _;
use domain::import::users::UserField;
use domain::import::users::desk::{CellView, Edit, OneRow, OutcomeKind};
use leptos::prelude::*;

#[component]
pub(super) fn Card(desk: Desk) -> impl IntoView {
    let import = desk.import;
    let place = Signal::derive(move || (import.filter.get(), desk.table.active().0));
    let Looking { one } = Looking::at(import, place, Signal::stored(true));
    let there = Memo::new(move |_| one.with(Option::is_some));
    let person = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.person.is_some())));
    let fields = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.fields.clone())).unwrap_or_default()
    });
    let lines = move || fields.get().into_iter().enumerate().collect::<Vec<(usize, UserField)>>();
    view! {
        <section class="card row-card" id="row-card" tabindex="-1" aria-label=words::ONE_BY_ONE>
            <Show when=move || there.get() fallback=|| view! { <Skeleton lines=8 /> }>
                <Head desk one />
                <div class="card__body">
                    <Show when=move || person.get()>
                        <Compare import one scope="row" />
                    </Show>
                    <h3>{words::FIELDS}</h3>
                    <div class="row-card__fields">
                        <For each=lines key=|line| *line let:line>
                            <Line desk one at=line.0 field=line.1 />
                        </For>
                    </div>
                </div>
            </Show>
        </section>
    }
    .into_any()
}

/// Who it is, what becomes of the row, and what is wrong with it as a whole.
#[component]
fn Head(desk: Desk, one: RwSignal<Option<OneRow>>) -> impl IntoView {
    let import = desk.import;
    let fields = move || {
        import.review.with_untracked(|review| review.as_ref().map(|review| review.fields.clone())).unwrap_or_default()
    };
    let name = Memo::new(move |_| {
        one.with(|one| one.as_ref().map(|one| name_of(&one.view.cells, &fields())).unwrap_or_default())
    });
    let line = move || {
        one.with(|one| {
            one.as_ref().map(|one| words::line(one.view.row, text_of(&one.view.cells, &fields(), UserField::Username)))
        })
    };
    let outcome = Memo::new(move |_| one.with(|one| one.as_ref().map(|one| one.view.outcome.clone())));
    let badge = move || {
        outcome.get().map(|outcome| {
            let class = match outcome.kind {
                OutcomeKind::Created => "badge badge--success",
                OutcomeKind::Updated => "badge badge--accent",
                OutcomeKind::Undecided => "badge badge--warning",
                OutcomeKind::Problem | OutcomeKind::Refused => "badge badge--danger",
                OutcomeKind::Unchanged | OutcomeKind::Skipped => "badge",
            };
            view! { <span class=class><bdi>{outcome.words}</bdi></span> }
        })
    };
    let problems =
        Memo::new(move |_| one.with(|one| one.as_ref().map(|one| one.view.problems.clone())).unwrap_or_default());
    let row = move || one.with_untracked(|one| one.as_ref().map(|one| one.view.row));
    let left_out = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.left_out)));
    let surplus = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.surplus)));
    let toggle = move |_| {
        if let Some(row) = row() {
            import.edit(Edit::LeaveOut { rows: vec![row], out: !left_out.get_untracked() });
        }
    };
    let initials = move || name.with(|name| initials(name));
    view! {
        <div class="card__head">
            {move || view! { <Avatar initials=initials() /> }}
            <div class="person__text">
                <h2>
                    <bdi>{move || name.get()}</bdi>
                </h2>
                <p class="small quiet">
                    <bdi>{line}</bdi>
                </p>
            </div>
            {badge}
            <span class="push row">
                <Show when=move || surplus.get()>
                    <button
                        type="button"
                        class="button button--small"
                        on:click=move |_| {
                            if let Some(row) = row() {
                                import.edit(Edit::AsItIs { row });
                            }
                        }
                    >
                        {words::AS_IT_IS}
                    </button>
                </Show>
                <button type="button" class="button button--small" on:click=toggle>
                    {move || if left_out.get() { words::TAKE_IN } else { words::LEAVE_OUT }}
                </button>
            </span>
        </div>
        {move || problems.get().into_iter().map(|problem| view! { <Trouble problem /> }).collect_view()}
    }
    .into_any()
}

fn initials(name: &str) -> String {
    let (last, first) = name.split_once(", ").unwrap_or((name, ""));
    let letter = |text: &str| text.chars().find(|c| c.is_alphanumeric());
    [letter(first), letter(last)].into_iter().flatten().flat_map(char::to_uppercase).collect()
}

#[component]
fn Trouble(problem: String) -> impl IntoView {
    view! {
        <p class="row-card__trouble text--danger">
            <Icon glyph=Glyph::Warning />
            <bdi>{problem}</bdi>
        </p>
    }
}

/// The field that a cell is typed or chosen in.
#[component]
fn Control(
    id: String,
    field: UserField,
    options: Vec<(String, String)>,
    cell: Signal<CellView>,
    save: Callback<String>,
    /// Hears what is typed before it is saved.
    typed: Callback<String>,
) -> impl IntoView {
    let problem_id = [&id, "-problem"].concat();
    let invalid = move || cell.with(|cell| !cell.problems.is_empty()).then_some("true");
    let text = move || cell.with(|cell| cell.text.clone());
    if options.is_empty() && has_lines(field) {
        return view! {
            <textarea
                class="input"
                id=id
                rows="3"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                placeholder=words::NOT_GIVEN
                aria-describedby=problem_id
                aria-invalid=invalid
                prop:value=text
                on:change=move |event| save.run(event_target_value(&event))
            ></textarea>
        }
        .into_any();
    }
    if options.is_empty() {
        return view! {
            <input
                class="input"
                id=id
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                placeholder=words::NOT_GIVEN
                aria-required=field.is_required().then_some("true")
                aria-describedby=problem_id
                aria-invalid=invalid
                prop:value=text
                on:input=move |event| typed.run(event_target_value(&event))
                on:change=move |event| save.run(event_target_value(&event))
            />
        }
        .into_any();
    }
    view! {
        <select
            class="select"
            id=id
            aria-required=field.is_required().then_some("true")
            aria-describedby=problem_id
            aria-invalid=invalid
            on:change=move |event| save.run(event_target_value(&event))
        >
            {move || cell.with(|cell| choices(&cell.text, cell.meaning.as_deref(), &options))}
        </select>
    }
    .into_any()
}

/// A field: it stays while rows are stepped through, and what is in it follows.
#[component]
fn Line(desk: Desk, one: RwSignal<Option<OneRow>>, at: usize, field: UserField) -> impl IntoView {
    let import = desk.import;
    // With the row: of two rows alike, the second shows its own text and not what was typed over the first.
    let at_row = Memo::new(move |_| {
        one.with(|one| {
            let one = one.as_ref()?;
            Some((one.view.row, one.view.cells.get(at)?.clone()))
        })
    });
    let cell = Signal::derive(move || at_row.get().map(|(_, cell)| cell).unwrap_or_default());
    let id = StoredValue::new(["row-field-", &at.to_string()].concat());
    let problem_id = move || [&id.get_value(), "-problem"].concat();
    let trying = Trying::new(import.link, field);
    let row = move || one.with_untracked(|one| one.as_ref().map(|one| one.view.row));
    let typed = move |typed: String| {
        if let Some(row) = row() {
            trying.follow(row, typed);
        }
    };
    // What is said of what was typed is of that row.
    Effect::new(move |_| {
        at_row.track();
        trying.rest();
    });
    let save = move |typed: String| {
        trying.rest();
        if let Some(row) = row().filter(|_| cell.with_untracked(|cell| cell.text != typed)) {
            import.type_over(row, field, typed);
        }
    };
    let control = view! { <Control id=id.get_value() field options=options_of(import, field) cell save=Callback::new(save) typed=Callback::new(typed) /> };
    let problems = move || {
        let problems = cell.with(|cell| cell.problems.clone());
        problems
            .into_iter()
            .map(|words| view! { <span class="row"><Icon glyph=Glyph::Warning /><bdi>{words}</bdi></span> })
            .collect_view()
    };
    let meaning = move || cell.with(|cell| cell.meaning.clone());
    let said = trying.is_of_use().then(|| {
        view! {
            <p class="field__hint" role="status">
                {trying.words("")}
            </p>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id.get_value()>
                {field.label()}
                {field.is_required().then(|| view! { <span class="field__required" aria-hidden="true">" *"</span> })}
            </label>
            {control}
            <p class="field__hint">{meaning}</p>
            {said}
            <p class="field__problem row-card__problem" id=problem_id() aria-live="polite">
                {problems}
            </p>
        </div>
    }
    .into_any()
}
