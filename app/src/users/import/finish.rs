//! The last step: what will be done, in numbers; what else is wanted; and the way of the import while it is made.

use super::Under;
use super::state::Import;
use super::words;
use domain::import::users::desk::Options;
use domain::import::users::plan::Counts;
use leptos::prelude::*;

#[component]
pub(super) fn Finish(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.counts)).unwrap_or_default()
    });
    let busy = move || import.busy.get();
    view! {
        <div class="halves">
            <section class="card" aria-labelledby="finish-title">
                <div class="card__head card__head--band">
                    <h2 id="finish-title">{words::ON_IMPORT}</h2>
                    <span class="card__side">{move || words::rows(counts.get().rows)}</span>
                </div>
                <div class="card__body">{move || view! { <Made counts=counts.get() done=false /> }}</div>
            </section>
            <section class="card" aria-labelledby="options-title">
                <div class="card__head card__head--band">
                    <h2 id="options-title">{words::OPTIONS}</h2>
                </div>
                <div class="card__body">
                    <Tick
                        import
                        label=words::NOTIFY
                        hint=words::NOTIFY_WHAT
                        is=|options| options.notify
                        set=|options, on| options.notify = on
                    />
                    <Tick
                        import
                        label=words::SEND_LIST
                        hint=words::SEND_LIST_WHAT
                        is=|options| options.send_list
                        set=|options, on| options.send_list = on
                    />
                </div>
            </section>
        </div>
        <Show when=busy>
            <Under import what=words::IMPORTING />
        </Show>
    }
    .into_any()
}

#[component]
fn Tick(
    import: Import,
    label: &'static str,
    hint: &'static str,
    is: fn(&Options) -> bool,
    set: fn(&mut Options, bool),
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                class="tick"
                prop:checked=move || import.options.with(is)
                on:change=move |event| import.options.update(|options| set(options, event_target_checked(&event)))
            />
            <span>
                {label}
                <span class="choice__hint">{hint}</span>
            </span>
        </label>
    }
    .into_any()
}

/// The counts as a bar and in words: of what is done, or will be.
#[component]
pub(super) fn Made(counts: Counts, done: bool) -> impl IntoView {
    let (create, update) = if done { (words::CREATED, words::UPDATED) } else { (words::CREATE, words::UPDATE) };
    let parts = [
        ("counts__part--created", create, counts.created),
        ("counts__part--updated", update, counts.updated),
        ("counts__part--unchanged", words::UNCHANGED, counts.unchanged),
        ("counts__part--skipped", words::SKIPPED, counts.skipped),
    ];
    let piece = |(class, _, count): (&'static str, &'static str, usize)| {
        (count > 0).then(|| view! { <i class=class style:flex-grow=count.to_string()></i> })
    };
    let fact = |(class, label, count): (&'static str, &'static str, usize)| {
        view! {
            <dt>
                <i class=["counts__key ", class].concat() aria-hidden="true"></i>
                {label}
            </dt>
            <dd>{words::number(count)}</dd>
        }
    };
    view! {
        <div class="counts" aria-hidden="true">
            {parts.into_iter().map(piece).collect_view()}
        </div>
        <dl class="facts">{parts.into_iter().map(fact).collect_view()}</dl>
    }
    .into_any()
}
