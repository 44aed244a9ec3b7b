//! **"Add New Groups"** (SPEC G2, G3): a name, the learners, how many groups, and the groups as they
//! will be. `domain` computes them in the browser; the server checks what it gets.

pub mod api;
mod csv_columns;
pub(super) mod draft;
mod field;
mod group_card;
mod groups_step;
mod kept;
mod learners_step;
mod name_step;
mod names;
mod preview_step;
pub(super) mod roster;
mod rule_card;
mod rules_step;
mod search;
mod searched;
mod set_choice;
mod spread;
pub(super) mod state;
pub(super) mod words;

use super::others::{Others, Place};
use crate::frame::{CourseFrame, address, open_course};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::{Glyph, Icon, Message, Spinner, Steps, Tone};
use draft::Step;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use state::{Asked, Wizard};

/// The page.
#[component]
pub fn WizardPage() -> impl IntoView {
    let place = open_course();
    let query = use_query_map();
    let again = Memo::new(move |_| query.with(|query| query.get_str("again").and_then(|set| set.parse().ok())));
    let source = move || (place.code.get(), place.period.get(), again.get());
    let start = load(source, |(code, period, again)| api::open(code, period, again));
    let asked = Asked::from_address(place, start);
    let place_now = RwSignal::new(None);
    let shown = loaded_view(start, 6, move |start| {
        let code = place.code.get_untracked();
        place_now.set(Some(Place { code, period: start.period, version: start.version }));
        view! { <Loaded asked start /> }.into_any()
    });
    view! {
        <CourseFrame place tab=pages::Page::Dashboard>
            <leptos_meta::Title text=move || words::title(&place.code.get()) />
            // Only told: what is chosen here stays, and adding looks at the groups as they are then.
            <Others place=place_now hear=Callback::new(|_| ()) />
            {shown}
        </CourseFrame>
    }
}

/// The wizard over what the server said. It is made anew when the server is asked again; what was
/// chosen lives in `asked` and stays.
#[component]
fn Loaded(asked: Asked, start: api::Start) -> impl IntoView {
    let wizard = Wizard::new(asked, start);
    let step = wizard.step;
    let labels = Signal::derive(move || wizard.steps().into_iter().map(words::step).collect::<Vec<_>>());
    let current = Signal::derive(move || wizard.steps().iter().position(|s| *s == step.get()).unwrap_or(0));
    let on_back = Callback::new(move |at: usize| {
        if let Some(step) = wizard.steps().get(at) {
            wizard.go(*step);
        }
    });
    let later = later_steps();
    let body = move || match step.get() {
        Step::Name => view! { <name_step::NameStep wizard /> }.into_any(),
        Step::Learners => view! { <learners_step::LearnersStep wizard /> }.into_any(),
        Step::Groups => view! { <groups_step::GroupsStep wizard /> }.into_any(),
        step => later.show(|| steps_later(wizard, step)),
    };
    // Enter in a field goes on, but never adds: that takes the button.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if step.get_untracked() != Step::Preview {
            wizard.forward();
        }
    };
    view! {
        <div class="row row--apart">
            <h2>{words::ADD_NEW_GROUPS}</h2>
            <Steps steps=labels current on_back />
        </div>
        <Notice wizard />
        <form class="wizard" novalidate=true on:submit=submit>
            {body}
            <Foot wizard />
        </form>
    }
}

crate::later_steps!(__preload_steps_later);

/// The steps that most come to after others: WASM of its own, so that the first ones are there sooner.
#[lazy]
fn steps_later(wizard: Wizard, step: Step) -> AnyView {
    match step {
        Step::Rules => view! { <rules_step::RulesStep wizard /> }.into_any(),
        _ => view! { <preview_step::PreviewStep wizard /> }.into_any(),
    }
}

/// Loads the last steps where an address opens on one of them.
#[cfg(feature = "hydrate")]
pub(crate) async fn load_steps_of(query: &str) {
    if [Step::Rules, Step::Preview].into_iter().any(|step| query.contains(&["step=", state::step_key(step)].concat())) {
        load_steps().await;
    }
}

/// What the server said to the last try. It takes the focus: on a long page it would not be seen.
#[component]
fn Notice(wizard: Wizard) -> impl IntoView {
    let region = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if wizard.asked.notice.with(Option::is_some)
            && let Some(region) = region.get()
        {
            let _ = region.focus();
        }
    });
    let said = move || {
        wizard.asked.notice.get().map(|lines| {
            let mut lines = lines.into_iter();
            let first = lines.next();
            let rest: Vec<_> = lines.map(|line| view! { <li>{line}</li> }).collect();
            view! {
                <Message tone=Tone::Careful>
                    <strong>{first}</strong>
                    {(!rest.is_empty()).then(|| view! { <ul>{rest}</ul> })}
                </Message>
            }
        })
    };
    view! {
        <div class="wizard__notice" role="alert" tabindex="-1" node_ref=region>
            {said}
        </div>
    }
}

/// The heading of a step; its words, unless it has others. It takes the focus when the step comes up
/// after another one.
#[component]
fn StepHeading(wizard: Wizard, step: Step, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && wizard.asked.arrive(step)
        {
            let _ = heading.focus();
        }
    });
    view! {
        <h3 class="wizard__heading" tabindex="-1" node_ref=heading>
            {children.map_or_else(|| words::heading(step).into_any(), |children| children().into_any())}
        </h3>
    }
}

/// The bar at the foot: back, and on.
#[component]
fn Foot(wizard: Wizard) -> impl IntoView {
    let step = wizard.step;
    let back = move || match wizard.before() {
        None => {
            let place = wizard.asked.place();
            let href = move || address::groups(&place.code.get(), place.period.get());
            view! {
                <a class="button" href=href>
                    {words::CANCEL}
                </a>
            }
            .into_any()
        }
        Some(before) => view! {
            <button type="button" class="button" on:click=move |_| wizard.go(before)>
                <Icon glyph=Glyph::Left />
                {words::BACK}
            </button>
        }
        .into_any(),
    };
    let busy = wizard.asked.busy;
    let add_words = move || {
        let what = wizard.preview.with(|preview| {
            preview.as_ref().map_or_else(String::new, |preview| match preview.set {
                Some(_) => words::groups(preview.groups.len()),
                None => words::learners(preview.distribution.learners as usize),
            })
        });
        if busy.get() { view! { <Spinner /> {words::adding(&what)} }.into_any() } else { words::add(&what).into_any() }
    };
    let waits = move || busy.get() || wizard.preview.with(Option::is_none);
    let on = move || match step.get() {
        Step::Preview => view! {
            <p class="quiet push">
                <span class="only-wide">{words::EXACTLY}</span>
            </p>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || waits().then_some("true")
                on:click=move |_| wizard.forward()
            >
                {add_words}
            </button>
        }
        .into_any(),
        _ => view! {
            <button type="submit" class="button button--primary push">
                {words::NEXT}
                <Icon glyph=Glyph::Right />
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="actions-bar">
            {back}
            {on}
        </div>
    }
}
