//! What a search by rules shows: how far it is, each rule, and other results to compare.

use super::search::Searching;
use super::state::Wizard;
use super::{names, words};
use crate::groups::rules::{Clashes, RuleResults, Tone, title, verdict};
use crate::ui::{Dialog, Glyph, Icon, Message, Tone as MessageTone};
use leptos::prelude::*;

/// How far the search is, with **Stop** while it runs and **Search longer** after it.
#[component]
pub(super) fn SearchLine(wizard: Wizard) -> impl IntoView {
    let searching = wizard.asked.searching;
    let at = searching.at;
    let ended = Memo::new(move |_| at.with(|at| at.ended));
    let optimal =
        Memo::new(move |_| searching.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.outcome.done)));
    let fault =
        move || searching.fault.get().map(|fault| view! { <Message tone=MessageTone::Careful>{fault}</Message> });
    let failed = Memo::new(move |_| searching.fault.with(Option::is_some));
    let done = Memo::new(move |_| ended.get() && optimal.get());
    let words = move || {
        let at = at.get();
        match (at.ended, done.get()) {
            (true, true) => [words::OPTIMAL, " ", &words::tried(at.steps)].concat(),
            (true, false) => words::tried(at.steps),
            (false, _) => words::tries(at.steps, at.of),
        }
    };
    let bar = move || {
        (!ended.get()).then(|| {
            view! {
                <progress
                    class="progress search-line__bar"
                    aria-label=words::SEARCHING
                    max=move || at.with(|at| at.of.max(1).to_string())
                    value=move || at.with(|at| at.steps.to_string())
                ></progress>
            }
        })
    };
    // One button for both, so that the focus stays on it.
    let press = move |_| if ended.get_untracked() { searching.more() } else { Searching::stop() };
    view! {
        {fault}
        <Show when=move || !failed.get()>
            <div class="row search-line">
                {bar}
                <span class="quiet small">{words}</span>
                <Show when=move || !done.get()>
                    <button type="button" class="button button--small" on:click=press>
                        {move || if ended.get() { words::LONGER } else { words::STOP }}
                    </button>
                </Show>
                <Compare wizard />
            </div>
        </Show>
    }
}

/// Each rule, and what clashes.
#[component]
pub(super) fn Results(wizard: Wizard) -> impl IntoView {
    let shown = wizard.asked.searching.shown;
    move || {
        shown.get().map(|shown| {
            // The preview names the groups.
            wizard.preview.track();
            let names = names::names(wizard);
            let names =
                crate::groups::rules::Names { columns: shown.task.recipe.columns.iter().cloned().collect(), ..names };
            let rules = shown.task.recipe.rules.clone();
            let results = (!rules.is_empty()).then(|| {
                view! { <RuleResults rules=rules.clone() outcome=shown.outcome.clone() names=names.clone() /> }
            });
            view! {
                <Clashes rules=rules.clone() outcome=shown.outcome.clone() names=names.clone() />
                {results}
            }
        })
    }
}

/// **Compare**: the results of other seeds side by side.
#[component]
fn Compare(wizard: Wizard) -> impl IntoView {
    let open = RwSignal::new(false);
    let tried = wizard.asked.searching.tried;
    let several = Memo::new(move |_| tried.with(|tried| tried.len() > 1));
    view! {
        <button
            type="button"
            class="button button--small"
            aria-disabled=move || (!several.get()).then_some("true")
            title=words::COMPARE_HINT
            on:click=move |_| if several.get_untracked() { open.set(true) }
        >
            <Icon glyph=Glyph::Bars />
            {words::COMPARE}
        </button>
        <Dialog id="compare" title=words::COMPARE_TITLE open wide=true>
            <CompareTable wizard open />
        </Dialog>
    }
}

#[component]
fn CompareTable(wizard: Wizard, open: RwSignal<bool>) -> impl IntoView {
    /// As many results as have room beside each other.
    const SHOWN: usize = 5;
    let draft = wizard.asked.draft;
    let start_seed = wizard.roster.with_value(|roster| roster.start.seed);
    let now = draft.with_untracked(|draft| draft.seed_or(start_seed));
    let tried = wizard.asked.searching.tried.get_untracked();
    let tried = &tried[tried.len().saturating_sub(SHOWN)..];
    let names = names::names(wizard);
    // Where all are alike none is better than the others.
    let best = tried.iter().map(super::search::Shown::cost).min();
    let best = best.filter(|best| tried.iter().any(|shown| shown.cost() != *best));
    let heads: Vec<_> = tried
        .iter()
        .map(|shown| {
            let best =
                (Some(shown.cost()) == best).then(|| view! { " " <span class="badge badge--success">"Best"</span> });
            view! {
                <th scope="col">
                    {words::seed(shown.task.seed)} {best}
                </th>
            }
        })
        .collect();
    let rules = tried.first().map(|shown| shown.task.recipe.rules.clone()).unwrap_or_default();
    let columns = tried.first().map(|shown| shown.task.recipe.columns.clone()).unwrap_or_default();
    let rows: Vec<_> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let cells = tried.iter().filter_map(|shown| {
                let (finding, picture) = (shown.outcome.report.rules.get(at)?, shown.outcome.pictures.get(at)?);
                let verdict = verdict(rule, finding, picture, &names);
                let class = match verdict.tone {
                    Tone::Kept => "badge badge--success",
                    Tone::Nearly => "badge",
                    Tone::Broken => "badge badge--danger",
                };
                Some(view! {
                    <td>
                        <span class=class>{verdict.badge}</span>
                    </td>
                })
            });
            view! {
                <tr>
                    <th scope="row">{title(&rule.what, &columns)}</th>
                    {cells.collect_view()}
                </tr>
            }
        })
        .collect();
    let choices: Vec<_> = tried
        .iter()
        .map(|shown| {
            let seed = shown.task.seed;
            let take = move |_| {
                draft.update(|draft| draft.seed = seed.to_string());
                open.set(false);
            };
            if seed == now {
                view! { <td class="quiet">{words::IN_USE}</td> }.into_any()
            } else {
                let label = [words::USE, " ", &words::seed(seed)].concat();
                view! {
                    <td>
                        <button type="button" class="button button--small" aria-label=label on:click=take>
                            {words::USE}
                        </button>
                    </td>
                }
                .into_any()
            }
        })
        .collect();
    view! {
        <div class="dialog__body">
            <p class="quiet">{words::COMPARE_HINT}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words::COMPARE_TITLE>
                <table class="table table--tight">
                    <thead>
                        <tr>
                            <th scope="col">{words::COLUMN_RULE}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>
                        {rows} <tr>
                            <td></td>
                            {choices}
                        </tr>
                    </tbody>
                </table>
            </div>
        </div>
    }
}
