//! Cohorts: the list of an organisation's, and one with its learners (SPEC U8).

mod api;
mod one;
mod words;

pub use one::CohortPage;

use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::flash::Flashes;
use crate::ui::{EmptyState, Field, Flash, Glyph, Icon, Message, Tone, described_by, use_flashes};
use api::CohortsPage as Page;
use domain::cohort::{CohortRow, Unplaced, class_name, class_year, cohort_name};
use domain::id::{CohortId, OrganisationId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page of a cohort.
fn address(cohort: CohortId) -> String {
    ["/admin/cohorts/", &cohort.to_string()].concat()
}

/// `/admin/cohorts`
#[component]
pub fn CohortsPage() -> impl IntoView {
    let page = load(|| (), |()| api::cohorts());
    let desk = Desk { flashes: use_flashes(), again: Callback::new(move |()| page.refetch()) };
    let shown = loaded_view(page, 8, move |page| view! { <Shown page desk /> }.into_any());
    view! {
        <Frame title=words::COHORTS>
            <div class="page-head">
                <h1>{words::COHORTS}</h1>
            </div>
            {shown}
        </Frame>
    }
}

/// How the list acts: each act is done at once, says how it went, and shows the list anew.
#[derive(Clone, Copy)]
struct Desk {
    flashes: Flashes,
    again: Callback<()>,
}

impl Desk {
    fn act<T: 'static>(
        self,
        acting: impl Future<Output = Result<T, AppError>> + 'static,
        done: impl FnOnce(T) -> String + 'static,
    ) {
        spawn_local(async move {
            self.flashes.say(match acting.await {
                Ok(answer) => Flash::done(done(answer)),
                Err(error) => Flash::problem(error.to_string()),
            });
            self.again.run(());
        });
    }
}

#[component]
fn Shown(page: Page, desk: Desk) -> impl IntoView {
    let Page { organisations, cohorts, unplaced } = page;
    let has_class = |unplaced: &Unplaced| cohorts.iter().any(|cohort| is_class(cohort, unplaced));
    let missing: Vec<Unplaced> = unplaced.iter().filter(|unplaced| !has_class(unplaced)).cloned().collect();
    view! {
        <p class="quiet">{words::WHAT}</p>
        <Missing missing organisations=organisations.clone() desk />
        <Add organisations=organisations.clone() desk />
        <List cohorts unplaced organisations desk />
    }
    .into_any()
}

/// Whether a cohort is the class in which these learners are not.
fn is_class(cohort: &CohortRow, unplaced: &Unplaced) -> bool {
    cohort.organisation == unplaced.organisation && class_year(&cohort.name) == Some(unplaced.year)
}

/// The name of an organisation, where there are several to tell apart.
fn school(organisations: &[(OrganisationId, String)], organisation: OrganisationId) -> Option<&str> {
    let named = organisations.iter().find(|(id, _)| *id == organisation).filter(|_| organisations.len() > 1);
    named.map(|(_, name)| name.as_str())
}

/// Grad years that have learners and no class, each with a way to make it.
#[component]
fn Missing(missing: Vec<Unplaced>, organisations: Vec<(OrganisationId, String)>, desk: Desk) -> impl IntoView {
    if missing.is_empty() {
        return ().into_any();
    }
    let line = move |Unplaced { organisation, year, learners }: Unplaced| {
        let words = words::missing(learners, year, school(&organisations, organisation));
        let add = move |_| {
            let name = class_name(year);
            desk.act(api::add_cohort(organisation, name.clone(), true), move |_| words::added(&name));
        };
        view! {
            <li class="cohorts__line">
                <span>{words}</span>
                <button type="button" class="button button--small" on:click=add>
                    {words::add_class(year)}
                </button>
            </li>
        }
    };
    view! {
        <Message tone=Tone::Plain>
            <ul class="cohorts__missing" aria-label=words::MISSING>
                {missing.into_iter().map(line).collect_view()}
            </ul>
        </Message>
    }
    .into_any()
}

/// The form that makes a cohort.
#[component]
fn Add(organisations: Vec<(OrganisationId, String)>, desk: Desk) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(organisations.first().map(|(id, _)| *id));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(organisation) = chosen.get_untracked() else { return };
        let typed = name.get_untracked();
        if let Err(wrong) = cohort_name(&typed) {
            return problem.set(Some(wrong.to_string()));
        }
        let adding = api::add_cohort(organisation, typed.clone(), false);
        spawn_local(async move {
            match adding.await {
                Ok(_) => {
                    desk.flashes.say(Flash::done(words::added(&typed)));
                    desk.again.run(());
                }
                Err(error) => drop(problem.try_set(Some(error.to_string()))),
            }
        });
    };
    let several = (organisations.len() > 1).then(|| view! { <Schools organisations chosen /> });
    view! {
        <form class="cohorts__add" novalidate=true aria-label=words::ADD_COHORT on:submit=add>
            <Field id="cohort-name" label=words::ADD_COHORT problem>
                <div class="cohorts__line">
                    <input
                        class="input"
                        id="cohort-name"
                        placeholder=words::NAME_EXAMPLE
                        autocomplete="off"
                        aria-describedby=described_by("cohort-name")
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        prop:value=move || name.get()
                        on:input=move |event| {
                            problem.set(None);
                            name.set(event_target_value(&event));
                        }
                    />
                    {several}
                    <button class="button" type="submit">
                        <Icon glyph=Glyph::Plus />
                        {words::ADD}
                    </button>
                </div>
            </Field>
        </form>
    }
    .into_any()
}

#[component]
fn Schools(organisations: Vec<(OrganisationId, String)>, chosen: RwSignal<Option<OrganisationId>>) -> impl IntoView {
    let option = |(id, name): (OrganisationId, String)| {
        let selected = chosen.get_untracked() == Some(id);
        view! {
            <option value=id.to_string() selected=selected>
                {name}
            </option>
        }
    };
    view! {
        <select
            class="select select--fit"
            aria-label=words::ORGANISATION
            autocomplete="off"
            on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
        >
            {organisations.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

#[component]
fn List(
    cohorts: Vec<CohortRow>,
    unplaced: Vec<Unplaced>,
    organisations: Vec<(OrganisationId, String)>,
    desk: Desk,
) -> impl IntoView {
    if cohorts.is_empty() {
        return view! { <div class="table-card"><EmptyState title=words::NONE words=words::NONE_WHAT /></div> }
            .into_any();
    }
    let several = organisations.len() > 1;
    let line = |cohort: CohortRow| {
        let waiting = unplaced.iter().find(|unplaced| is_class(&cohort, unplaced));
        let waiting = waiting.map(|unplaced| view! { <Waiting cohort=cohort.clone() count=unplaced.learners desk /> });
        let school = several
            .then(|| view! { <td class="quiet">{school(&organisations, cohort.organisation).map(str::to_owned)}</td> });
        view! {
            <tr>
                <th scope="row">
                    <a href=address(cohort.id)>{cohort.name}</a>
                </th>
                {school}
                <td>{words::learners(cohort.learners)} {waiting}</td>
                <td class="quiet">{words::courses(cohort.courses)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-card">
            <table class="table table--fold">
                <thead>
                    <tr>
                        <th scope="col">{words::COHORT}</th>
                        {several.then(|| view! { <th scope="col">{words::ORGANISATION}</th> })}
                        <th scope="col">{words::LEARNERS}</th>
                        <th scope="col">{words::COURSES}</th>
                    </tr>
                </thead>
                <tbody>{cohorts.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Learners of the class's year who are in no cohort, and a way in for them.
#[component]
fn Waiting(cohort: CohortRow, count: u32, desk: Desk) -> impl IntoView {
    let CohortRow { id, name, .. } = cohort;
    let label = words::add_them(&name);
    let fill = move |_| {
        let name = name.clone();
        desk.act(api::fill_cohort(id), move |joined| words::filled(joined, &name));
    };
    view! {
        <span class="quiet">" · " {words::waiting(count)} " "</span>
        <button type="button" class="link" aria-label=label on:click=fill>
            {words::ADD_THEM}
        </button>
    }
    .into_any()
}
