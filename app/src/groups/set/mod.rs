//! The page of a group set: by which rules its groups were formed, how they do by them now, the way to run the rules
//! again (SPEC F2, F3), and its lock.

pub mod api;
mod lock;
mod words;

use super::others::{Others, Place, gathered};
use super::rules::{Names, RuleResults};
use crate::frame::{CourseFrame, CoursePlace, address, open_course};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::{EmptyState, Glyph, Icon, Message, Tone, When, use_flashes};
use api::{FormedPage, SetPage as Page};
use domain::id::GroupSetId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use lock::{LockButton, Locked, Locking};
use std::sync::Arc;

/// `/courses/{code}/groups/sets/{set}?period={id}`
#[component]
pub fn SetPage() -> impl IntoView {
    let place = open_course();
    let params = use_params_map();
    // An address that holds no number names no set.
    let set = Memo::new(move |_| {
        params.with(|params| params.get_str("set").and_then(|id| id.parse().ok())).unwrap_or(GroupSetId(-1))
    });
    let flashes = use_flashes();
    let source = move || (place.code.get(), place.period.get(), set.get(), flashes.undone());
    let data = load(source, |(code, period, set, _)| api::read_set(code, period, set));
    let place_now = RwSignal::new(None);
    let renew = gathered(move || data.refetch());
    let changed = Callback::new(move |()| data.refetch());
    let shown = loaded_view(data, 8, move |page| {
        let code = place.code.get_untracked();
        place_now.set(Some(Place { code, period: page.period, version: page.version }));
        view! { <Shown place page changed /> }.into_any()
    });
    view! {
        <CourseFrame place tab=pages::Page::Dashboard>
            <Others place=place_now hear=Callback::new(move |_| renew.run(())) />
            {shown}
        </CourseFrame>
    }
}

#[component]
fn Shown(place: CoursePlace, page: Page, changed: Callback<()>) -> impl IntoView {
    let code = place.code.get_untracked();
    let period = Some(page.period);
    let again = [&address::in_course(&code, "groups/new", period), "&again=", &page.id.to_string()].concat();
    let list = [&address::groups(&code, period), "&set=", &page.id.to_string()].concat();
    let headline = words::headline(page.learners, page.groups.len());
    let names = names(&code, &page);
    let name = page.name.to_string();
    let can_again = page.formed.is_some();
    let locking = Locking::of(&code, &page, changed);
    let locked = page.locked.then(|| view! { <Locked /> });
    let body = match page.formed {
        Some(formed) => view! { <Formed formed names headline /> }.into_any(),
        None => view! {
            <div class="card">
                <EmptyState title=headline words=words::NO_RULES />
            </div>
        }
        .into_any(),
    };
    view! {
        <leptos_meta::Title text=words::page_title(&name, &code) />
        <div class="row row--apart">
            <div class="row">
                <h2>{words::title(&name)}</h2>
                {locked}
            </div>
            <div class="row">
                <LockButton locking />
                <a class="button" href=list>
                    {words::GROUPS}
                </a>
                {can_again.then(|| view! {
                    <a class="button button--primary" href=again>
                        <Icon glyph=Glyph::Repeat />
                        {words::AGAIN}
                    </a>
                })}
            </div>
        </div>
        {body}
    }
}

#[component]
fn Formed(formed: FormedPage, names: Names, headline: String) -> impl IntoView {
    let FormedPage { at, seed, steps, rules, now, .. } = formed;
    let results = match now {
        Ok(outcome) => view! { <RuleResults rules outcome=Arc::new(outcome) names /> }.into_any(),
        Err(words) => view! { <Message tone=Tone::Careful>{words}</Message> }.into_any(),
    };
    view! {
        <div class="stack set-page">
            <section class="card">
                <div class="card__body">
                    <p class="big">{headline}</p>
                    <p class="quiet">{words::FORMED} " " <When at /> " · " {words::seed(seed, steps)}</p>
                    <p class="quiet small">{words::NOW}</p>
                </div>
            </section>
            {results}
        </div>
    }
}

fn names(code: &str, page: &Page) -> Names {
    let groups = page.groups.iter().map(|(id, name)| (name.to_string(), address::group(code, *id))).collect();
    let (people, sets, columns) = match &page.formed {
        Some(formed) => (formed.people.clone(), formed.sets.clone(), formed.columns.clone()),
        None => Default::default(),
    };
    Names {
        learner: Arc::new(move |who| found(&people, who)),
        set: Arc::new(move |set| found(&sets, set)),
        groups,
        columns: columns.into(),
    }
}

fn found<Id: PartialEq>(names: &[(Id, String)], id: Id) -> String {
    names.iter().find(|(other, _)| *other == id).map(|(_, name)| name.clone()).unwrap_or_default()
}
