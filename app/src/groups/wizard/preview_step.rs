//! The last step: the groups as they will be.

use super::StepHeading;
use super::draft::{Draft, Kind, Preview, Step, next_seed};
use super::group_card::{GroupCard, Marks};
use super::learners_step::stay;
use super::roster::Filter;
use super::searched::{Results, SearchLine};
use super::spread::SpreadCard;
use super::state::Wizard;
use super::words;
use crate::ui::{GenderMark, Glyph, Icon, Skeleton};
use domain::groups::acts::SetChoice;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// The places of learners whom someone looks for; `None` while nobody does.
pub(super) type Finding = Memo<Option<Arc<HashSet<usize>>>>;

#[component]
pub(super) fn PreviewStep(wizard: Wizard) -> impl IntoView {
    let filled = Memo::new(move |_| wizard.asked.draft.with(|draft| draft.kind != Kind::Empty));
    let searched = Memo::new(move |_| wizard.asked.draft.with(Draft::is_searched));
    let looked_for = RwSignal::new(String::new());
    let finding: Finding = Memo::new(move |_| {
        let text = looked_for.with(|text| text.trim().to_owned());
        let filter = Filter { text, ..Filter::default() };
        let found = || wizard.roster.with_value(|roster| roster.filtered(&filter).into_iter().collect());
        (!filter.text.is_empty()).then(|| Arc::new(found()))
    });
    let cards = move || wizard.preview.get().map(|preview| view! { <Cards wizard preview finding /> });
    let waiting =
        move || (searched.get() && wizard.preview.with(Option::is_none)).then(|| view! { <Skeleton lines=6 /> });
    let beside = move || {
        if searched.get() {
            view! { <Results wizard /> }.into_any()
        } else if filled.get() {
            view! { <SpreadCard wizard /> }.into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <div class="halves halves--narrow-first">
            <div class="stack">
                <Summary wizard />
                {beside}
            </div>
            <section class="stack" aria-label=words::AS_THEY_WILL_BE>
                <Show when=move || filled.get()>
                    <Find wizard looked_for finding />
                </Show>
                <div class="wizard__groups" class:is-finding=move || finding.with(Option::is_some)>
                    {cards}
                </div>
                {waiting}
            </section>
        </div>
    }
}

/// The groups. The first screenful comes at once, the others in the frames after it, so that a long
/// preview answers as fast as a short one.
#[component]
fn Cards(wizard: Wizard, preview: Arc<Preview>, finding: Finding) -> impl IntoView {
    const AT_ONCE: usize = 24;
    let total = preview.groups.len();
    let shown = RwSignal::new(AT_ONCE.min(total));
    Effect::new(move |_| {
        if shown.get() < total {
            let more = move || {
                // The cards may be gone by then.
                let _ = shown.try_update(|shown| *shown = (*shown + AT_ONCE).min(total));
            };
            request_animation_frame(move || set_timeout(more, Duration::ZERO));
        }
    });
    let marks = Memo::new(move |_| Arc::new(Marks::of(wizard)));
    let card = move |at: usize| {
        let group = preview.groups.get(at).cloned();
        group.map(|(name, members)| view! { <GroupCard wizard at name members finding marks /> })
    };
    view! { <For each=move || 0..shown.get() key=|at| *at children=card /> }
}

/// What comes of the choices in words, the seed, and another arrangement.
#[component]
fn Summary(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let headline = move || {
        wizard.preview.with(|preview| {
            preview.as_ref().map(|preview| match preview.distribution.learners {
                0 if preview.set.is_some() => words::empty_groups(preview.groups.len()),
                _ => preview.distribution.headline(),
            })
        })
    };
    let detail = move || wizard.preview.with(|preview| preview.as_ref().map(|preview| detail(wizard, preview)));
    let filled = Memo::new(move |_| draft.with(|draft| draft.kind != Kind::Empty));
    let searched = Memo::new(move |_| draft.with(Draft::is_searched));
    view! {
        <section class="card">
            <div class="card__body">
                <div class="distribution">
                    <StepHeading wizard step=Step::Preview>
                        <span class="big" role="status">
                            {headline}
                        </span>
                    </StepHeading>
                    <p class="quiet">{detail}</p>
                </div>
                <Show when=move || filled.get()>
                    <Seed wizard />
                </Show>
                <Show when=move || searched.get()>
                    <SearchLine wizard />
                </Show>
            </div>
        </section>
    }
}

/// The seed and **Reshuffle**.
#[component]
fn Seed(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let start_seed = wizard.roster.with_value(|roster| roster.start.seed);
    let seed = Memo::new(move |_| draft.with(|draft| draft.seed_or(start_seed)));
    let reshuffle = move |_| {
        let next = next_seed(seed.get_untracked());
        draft.update(|draft| draft.seed = next.to_string());
    };
    view! {
        <div class="row">
            <label class="wizard__seed">
                <span class="quiet small">{words::SEED}</span>
                <input
                    class="number"
                    type="number"
                    min="0"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby="seed-hint"
                    value=seed.get_untracked().to_string()
                    prop:value=move || seed.get().to_string()
                    on:change=move |event| draft.update(|draft| draft.seed = event_target_value(&event))
                    on:keydown=stay
                />
            </label>
            <button type="button" class="button" on:click=reshuffle>
                <Icon glyph=Glyph::Shuffle />
                {words::RESHUFFLE}
            </button>
        </div>
        <p class="quiet small" id="seed-hint">
            {words::SAME_SEED}
        </p>
    }
}

/// Group sizes where they differ, and the set where there is more than one to speak of.
fn detail(wizard: Wizard, preview: &Preview) -> String {
    let mut parts = Vec::new();
    if preview.distribution.learners > 0 || preview.set.is_none() {
        parts.extend(preview.distribution.detail());
    }
    if wizard.hears_of_sets() {
        let set = match &preview.set {
            None => None,
            Some(SetChoice::New { name, .. }) => Some(name.clone()),
            Some(SetChoice::Existing(id)) => {
                wizard.roster.with_value(|roster| roster.set(*id).map(|set| set.name.clone()))
            }
        };
        parts.extend(set.map(|name| words::in_set(&name)));
    }
    parts.join(" · ")
}

/// Finding a learner among the groups, and what the colours mean.
#[component]
fn Find(wizard: Wizard, looked_for: RwSignal<String>, finding: Finding) -> impl IntoView {
    let legend = move || {
        let counts = wizard.preview.with(|preview| {
            let everyone = preview.iter().flat_map(|preview| &preview.groups).flat_map(|(_, members)| members);
            wizard.roster.with_value(|roster| roster.genders(everyone.copied()))
        });
        let mark = |(code, count): (domain::person::GenderCode, u32)| {
            let words = [&count.to_string(), " ", code.as_str()].concat();
            view! { <GenderMark code=code.0 words /> }
        };
        counts.into_iter().map(mark).collect_view()
    };
    let repeats = move || {
        Marks::of(wizard).any_again().then(|| {
            view! {
                <span class="legend__mark">
                    <Icon glyph=Glyph::Repeat />
                    {words::REPEAT}
                </span>
            }
        })
    };
    let answer =
        move || finding.with(|found| found.as_ref().map(|found| view! { <Answer wizard found=found.clone() /> }));
    view! {
        <div class="toolbar">
            <div class="search">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="search"
                    aria-label=words::FIND
                    placeholder=words::FIND
                    autocomplete="off"
                    prop:value=move || looked_for.get()
                    on:input=move |event| looked_for.set(event_target_value(&event))
                    on:keydown=stay
                />
            </div>
            <div class="legend push">{legend} {repeats}</div>
        </div>
        <div class="row wizard__found" role="status">
            {answer}
        </div>
    }
}

/// Where those who were found sit, with links to the first few groups.
#[component]
fn Answer(wizard: Wizard, found: Arc<HashSet<usize>>) -> impl IntoView {
    const LINKS: usize = 6;
    let groups: Vec<(usize, String)> = wizard.preview.with(|preview| {
        let all = preview.iter().flat_map(|preview| &preview.groups).enumerate();
        all.filter(|(_, (_, members))| members.iter().any(|at| found.contains(at)))
            .map(|(at, (name, _))| (at, name.to_string()))
            .collect()
    });
    let count: usize = wizard.preview.with(|preview| {
        let everyone = preview.iter().flat_map(|preview| &preview.groups).flat_map(|(_, members)| members);
        everyone.filter(|at| found.contains(at)).count()
    });
    let more = groups.len().saturating_sub(LINKS);
    let links: Vec<_> = groups
        .into_iter()
        .take(LINKS)
        .map(|(at, name)| {
            view! {
                <a href=["#group-", &at.to_string()].concat() rel="external">
                    {name}
                </a>
            }
        })
        .collect();
    view! {
        <span class="quiet">{words::found(count)}</span>
        {links}
        {(more > 0).then(|| view! { <span class="quiet">{words::more_groups(more)}</span> })}
    }
}
