//! Beside the rows: what waits for a decision, what would be done, and what is asked before rows are left behind.

use super::super::state::Import;
use super::super::words;
use crate::import::Step;
use crate::ui::{Dialog, Glyph, Icon, focus_on};
use domain::import::columns::Field as _;
use domain::import::users::UserField;
use domain::import::users::desk::{Edit, Filter, Review};
use leptos::prelude::*;

/// New roles: how many there are, and the way to decide.
#[component]
pub(super) fn Decisions(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map_or((0, 0), |review| (review.asked, review.counts.undecided)))
    });
    view! {
        <Show when=move || { counts.get().0 > 0 }>
            <section class="card" aria-labelledby="already-title">
                <div class="card__head card__head--band">
                    <h2 id="already-title">{words::ALREADY}</h2>
                </div>
                <div class="card__body">
                    <p>
                        {move || {
                            let (asked, open) = counts.get();
                            words::asked(asked, open)
                        }}
                    </p>
                    <button
                        type="button"
                        class="button button--wide"
                        class:button--primary=move || { counts.get().1 > 0 }
                        id="decide"
                        on:click=move |_| import.deciding.set(true)
                    >
                        {words::DECIDE}
                    </button>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// "When you continue".
#[component]
pub(super) fn Summary(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.counts)).unwrap_or_default()
    });
    let facts = move || {
        let counts = counts.get();
        let facts = [
            (words::CREATE, counts.created, true),
            (words::UPDATE, counts.updated, true),
            (words::UNCHANGED, counts.unchanged, true),
            (words::UNDECIDED, counts.undecided, counts.undecided > 0),
            (words::WITH_PROBLEMS, counts.problems + counts.refused, true),
            (words::SKIPPED, counts.skipped, counts.skipped > 0),
        ];
        let fact = |(label, count, _): (&'static str, usize, bool)| {
            view! {
                <dt>{label}</dt>
                <dd>{words::number(count)}</dd>
            }
        };
        facts.into_iter().filter(|(.., there)| *there).map(fact).collect_view()
    };
    let skipped = Memo::new(move |_| counts.get().skipped > 0);
    view! {
        <section class="card" aria-labelledby="summary-title">
            <div class="card__head card__head--band">
                <h2 id="summary-title">{words::ON_CONTINUE}</h2>
            </div>
            <div class="card__body">
                <dl class="facts">
                    {facts} <dt class="facts__sum">{words::IN_FILE}</dt>
                    <dd class="facts__sum">{move || words::number(counts.get().rows)}</dd>
                </dl>
                <Show when=move || skipped.get()>
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| import.edit(Edit::LeaveOutAll { filter: Filter::Skipped, out: false })
                    >
                        {words::TAKE_IN_ALL}
                    </button>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// For each column whether it only fills what is empty (SPEC U7).
#[component]
pub(super) fn Policy(import: Import) -> impl IntoView {
    let fields = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.fields.clone())).unwrap_or_default()
    });
    let only_fill = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.only_fill.clone())).unwrap_or_default()
    });
    let said = move || {
        only_fill.with(|fields| if fields.is_empty() { words::FILE_WINS.to_owned() } else { words::only_fill(fields) })
    };
    let has_policy = |field: &UserField| {
        !matches!(
            field,
            UserField::Organisation | UserField::Group | UserField::Role | UserField::Password | UserField::Salt
        )
    };
    let tick = move |field: UserField| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    class="tick"
                    prop:checked=move || only_fill.with(|fields| fields.contains(&field))
                    on:change=move |event| import.edit(Edit::OnlyFill { field, on: event_target_checked(&event) })
                />
                <span>{field.label()}": "{words::ONLY_FILL}</span>
            </label>
        }
    };
    let ticks = move || fields.get().into_iter().filter(has_policy).map(tick).collect_view();
    view! {
        <details class="card policy">
            <summary class="card__head">
                <h2>{words::POLICY}</h2>
                <span class="small quiet policy__said">{said}</span>
            </summary>
            <div class="card__body">
                <p class="quiet small">{words::POLICY_WHAT}</p>
                <div class="stack stack--tight">{ticks}</div>
            </div>
        </details>
    }
    .into_any()
}

fn problems(review: &Review) -> usize {
    review.counts.problems + review.counts.refused
}

/// Asked before going on while there are rows with problems: they are left out knowingly (SPEC I4).
#[component]
pub(super) fn LeaveOut(import: Import) -> impl IntoView {
    let rows = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map_or((0, 0), |review| (problems(review), review.done)))
    });
    let leave = move |_| {
        import.leaving_out.set(false);
        import.edit(Edit::LeaveOutAll { filter: Filter::Problems, out: true });
        import.go(Step::Finish);
    };
    let look = move |_| {
        import.leaving_out.set(false);
        import.show(Filter::Problems);
        focus_on("problems-title");
    };
    view! {
        <Dialog id="leave-out" title=words::LEAVE_OUT_TITLE.to_owned() open=import.leaving_out>
            <div class="dialog__body">
                <p>
                    {move || {
                        let (rows, on) = rows.get();
                        words::leave_out_what(rows, on)
                    }}
                </p>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=look>
                    {words::LOOK_AT_THEM}
                </button>
                <button type="button" class="button button--primary" autofocus on:click=leave>
                    <Icon glyph=Glyph::Check />
                    {move || words::leave_out_all(rows.get().0)}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
