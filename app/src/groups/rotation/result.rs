//! What comes of it: how good the rounds are, and what they look like.

use super::company::CompanyView;
use super::draft::Show as Shows;
use super::round::RoundView;
use super::search::Shown;
use super::state::Desk;
use super::words;
use crate::ui::{EmptyState, Glyph, Icon, Message, Skeleton, Tone};
use leptos::prelude::*;
use std::sync::Arc;

/// The result on the right.
#[component]
pub(super) fn ResultView(desk: Desk) -> impl IntoView {
    let can = Memo::new(move |_| desk.asked.with(Result::is_ok));
    let there = Memo::new(move |_| desk.page.search.shown.with(Option::is_some));
    let dead =
        move || desk.page.search.dead.get().then(|| view! { <Message tone=Tone::Problem>{words::DEAD}</Message> });
    let body = move || {
        if !can.get() {
            return view! {
                <div class="card">
                    <EmptyState title=words::EMPTY words=words::EMPTY_WHAT />
                </div>
            }
            .into_any();
        }
        let rounds = move || {
            if there.get() {
                view! { <Rounds desk /> }.into_any()
            } else {
                view! { <div class="card"><Skeleton /></div> }.into_any()
            }
        };
        view! {
            <Summary desk />
            {rounds}
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-label=words::RESULT>
            <div class="rotation__dead" role="alert">
                {dead}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// How many learners in how many groups, how many meet again, and how far the search is.
#[component]
fn Summary(desk: Desk) -> impl IntoView {
    let headline = move || {
        desk.asked.with(|asked| {
            let asked = asked.as_ref().ok()?;
            Some(words::headline(&asked.distribution.headline(), asked.rotation.rounds as usize))
        })
    };
    let detail = move || desk.asked.with(|asked| asked.as_ref().ok().and_then(|asked| asked.distribution.detail()));
    // Said once it is known: while it searches, what is best so far changes several times a second.
    let result = desk.result;
    let verdict = Memo::new(move |_| {
        result.with(|shown| shown.as_ref().map(|shown| words::verdict(&shown.found, &shown.company)))
    });
    let others =
        Memo::new(move |_| result.with(|shown| shown.as_ref().and_then(|shown| words::others(&shown.company))));
    let best = Memo::new(move |_| {
        result.with(|shown| shown.as_ref().is_some_and(|shown| shown.found.repeats == shown.found.least))
    });
    let badge = move || {
        best.get().then(|| {
            view! {
                <span class="badge badge--success">
                    <Icon glyph=Glyph::Check />
                    {words::BEST}
                </span>
            }
        })
    };
    let searches = Memo::new(move |_| desk.page.search.under.with(Option::is_some));
    let spoken = move || if searches.get() { None } else { verdict.get() };
    view! {
        <section class="card">
            <div class="card__body">
                <div class="distribution">
                    <h3 class="big">{headline}</h3>
                    <p class="quiet">{detail}</p>
                </div>
                <div class="distribution">
                    <div class="row">
                        <p class="rotation__verdict">{move || verdict.get()}</p>
                        {badge}
                    </div>
                    <div class="row rotation__facts">
                        <p class="quiet">{move || others.get()}</p>
                        <Under desk searches best />
                    </div>
                    <p class="unseen" role="status">
                        {spoken}
                    </p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// How far the search is and the way to stop it; then the way to go on, where better is possible. Both hold the same
/// place, so that nothing jumps when it ends.
#[component]
fn Under(desk: Desk, searches: Memo<bool>, best: Memo<bool>) -> impl IntoView {
    let search = desk.page.search;
    let percent = move || search.under.with(|under| under.map(|under| words::percent(under.steps, under.of)));
    let go_on = move || {
        (!best.get() && desk.result.with(Option::is_some)).then(|| {
            view! {
                <button type="button" class="button button--small" on:click=move |_| search.go_on()>
                    {words::GO_ON}
                </button>
            }
        })
    };
    let under = move || {
        if searches.get() {
            view! {
                <progress class="progress" aria-label=words::SEARCHING max="100" value=percent></progress>
                <button type="button" class="button button--small" on:click=move |_| search.stop()>
                    {words::STOP}
                </button>
            }
            .into_any()
        } else {
            go_on().into_any()
        }
    };
    view! { <div class="rotation__under">{under}</div> }.into_any()
}

/// The choice of what is shown, and that.
#[component]
fn Rounds(desk: Desk) -> impl IntoView {
    let shows = Memo::new(move |_| {
        let last = desk.labels.with(|labels| labels.len().saturating_sub(1));
        match desk.page.draft.with(|draft| draft.show) {
            Shows::Round(round) => Shows::Round(round.min(last)),
            Shows::Company => Shows::Company,
        }
    });
    let choose = move |show: Shows, words: String| {
        view! {
            <button
                type="button"
                class="filter"
                aria-pressed=move || if shows.get() == show { "true" } else { "false" }
                on:click=move |_| desk.page.draft.update(|draft| draft.show = show)
            >
                {words}
            </button>
        }
    };
    let sets = Memo::new(move |_| {
        desk.labels.with(|labels| labels.iter().map(|round| round.set.to_string()).collect::<Vec<_>>())
    });
    let rounds =
        move || sets.get().into_iter().enumerate().map(|(at, name)| choose(Shows::Round(at), name)).collect_view();
    let shown = move || match shows.get() {
        Shows::Round(round) => view! { <RoundView desk round /> }.into_any(),
        Shows::Company => view! { <CompanyView desk /> }.into_any(),
    };
    let stale = move || desk.result.with(Option::is_none);
    view! {
        <div class="row rotation__views" role="group" aria-label=words::VIEW>
            {rounds}
            {choose(Shows::Company, words::COMPANY.to_owned())}
        </div>
        <div class="stack" class:rotation__stale=stale aria-busy=move || stale().then_some("true")>
            {shown}
        </div>
    }
    .into_any()
}

/// The learner at a place of what was found, by name.
pub(super) fn name_of(desk: Desk, shown: &Arc<Shown>, place: usize) -> String {
    shown.asked.order.get(place).map(|learner| desk.name(*learner)).unwrap_or_default()
}
