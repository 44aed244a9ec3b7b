//! Beside the rows: what is wrong, by kind, and how the same mistake is fixed everywhere (SPEC I3).

use super::super::acts::options_of;
use super::super::words;
use super::Desk;
use crate::ui::{Dialog, Glyph, Icon, focus_on};
use domain::import::users::desk::{Edit, Filter, ProblemView};
use leptos::prelude::*;

#[component]
pub(super) fn Problems(desk: Desk) -> impl IntoView {
    let import = desk.import;
    let problems = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map(|review| review.problems.clone())).unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map_or(0, |review| review.counts.problems + review.counts.refused))
    });
    let line = move |problem: ProblemView| view! { <Line desk problem /> };
    view! {
        <section class="card" aria-labelledby="problems-title">
            <div class="card__head card__head--band">
                <h2 id="problems-title" tabindex="-1">{words::PROBLEMS}</h2>
                <span class="card__side">{move || words::rows(rows.get())}</span>
            </div>
            <Show
                when=move || { rows.get() > 0 }
                fallback=|| view! {
                    <p class="card__body text--success">
                        <span class="row">
                            <Icon glyph=Glyph::Check />
                            {words::NO_PROBLEMS}
                        </span>
                    </p>
                }
            >
                <ul class="lines review__problems">
                    <For each=move || problems.get() key=|problem| (problem.words.clone(), problem.rows, problem.first) children=line />
                </ul>
                <div class="card__body">
                    <button
                        type="button"
                        class="button button--wide"
                        on:click=move |_| import.edit(Edit::LeaveOutAll { filter: Filter::Problems, out: true })
                    >
                        {move || words::leave_out_all(rows.get())}
                    </button>
                    <button
                        type="button"
                        class="button button--wide"
                        aria-describedby="download-what"
                        on:click=move |_| import.download_problem_rows()
                    >
                        <Icon glyph=Glyph::Download />
                        {words::DOWNLOAD}
                    </button>
                    <p class="quiet small" id="download-what">
                        {words::DOWNLOAD_WHAT}
                    </p>
                </div>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Line(desk: Desk, problem: ProblemView) -> impl IntoView {
    let import = desk.import;
    let filter = Filter::Problem { kind: problem.kind, field: problem.field };
    let here = Memo::new(move |_| import.filter.get() == filter);
    let (shown, fixed) = (problem.clone(), problem.clone());
    let fix = (problem.field.is_some() && problem.text.is_some()).then(|| {
        view! {
            <button
                type="button"
                class="button button--small"
                aria-label=words::fix_problem(&problem.words)
                on:click=move |_| desk.fixing.set(Some(fixed.clone()))
            >
                {words::FIX_ALL}
            </button>
        }
    });
    view! {
        <li class:is-current=move || here.get()>
            <span class="text--danger">
                <Icon glyph=Glyph::Warning />
            </span>
            <div class="lines__main">
                <strong>
                    <bdi>{problem.words.clone()}</bdi>
                </strong>
                <p class="small quiet">{words::rows(problem.rows)}</p>
            </div>
            <span class="row">
                <button
                    type="button"
                    class="button button--small"
                    aria-label=words::show_problem(&problem.words)
                    aria-pressed=move || if here.get() { "true" } else { "false" }
                    on:click=move |_| desk.show_problem(&shown)
                >
                    {words::SHOW}
                </button>
                {fix}
            </span>
        </li>
    }
    .into_any()
}

/// **"Fix all…"**: the text, and what to put in its place everywhere.
#[component]
pub(super) fn FixAll(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.fixing.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && desk.fixing.with_untracked(Option::is_some) {
            desk.fixing.set(None);
        }
    });
    let title =
        move || desk.fixing.with(|problem| problem.as_ref().map(|problem| problem.words.clone())).unwrap_or_default();
    view! {
        <Dialog id="fix-all" title=Signal::derive(title) open>
            <FixForm desk open />
        </Dialog>
    }
    .into_any()
}

#[component]
fn FixForm(desk: Desk, open: RwSignal<bool>) -> impl IntoView {
    let Some(problem) = desk.fixing.get_untracked() else { return ().into_any() };
    let (Some(field), Some(text)) = (problem.field, problem.text.clone()) else { return ().into_any() };
    let import = desk.import;
    let options = options_of(import, field);
    let new = RwSignal::new(if options.is_empty() { text.clone() } else { String::new() });
    let ready = Memo::new({
        let text = text.clone();
        move |_| new.with(|new| *new != text && !new.trim().is_empty())
    });
    let filter = Filter::Problem { kind: problem.kind, field: problem.field };
    let old = StoredValue::new(text.clone());
    let fix = move || {
        if ready.get_untracked() {
            import.fix_all(filter, field, old.get_value(), new.get_untracked());
            open.set(false);
            // The button that opened this may be gone with the problem.
            focus_on("problems-title");
        }
    };
    let option = |(code, name): (String, String)| view! { <option value=code>{name}</option> };
    let control = if options.is_empty() {
        view! {
            <input
                class="input"
                id="fix-new"
                autofocus
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                prop:value=new.get_untracked()
                on:input=move |event| new.set(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        view! {
            <select class="select" id="fix-new" autofocus on:change=move |event| new.set(event_target_value(&event))>
                <option value="">{words::CHOOSE_VALUE}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <form
            class="dialog__form"
            on:submit=move |event| {
                event.prevent_default();
                fix();
            }
        >
            <div class="dialog__body">
                <p>
                    <strong class="quoted">
                        <bdi>{text}</bdi>
                    </strong>
                    " "
                    {words::fix_what(field, problem.rows)}
                </p>
                <div class="field">
                    <label class="field__label" for="fix-new">
                        {words::REPLACE_BY}
                    </label>
                    {control}
                    <p class="field__hint">{words::FIX_HINT}</p>
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {words::CANCEL}
                </button>
                <button type="submit" class="button button--primary" aria-disabled=move || (!ready.get()).then_some("true")>
                    {words::FIX}
                </button>
            </div>
        </form>
    }
    .into_any()
}
