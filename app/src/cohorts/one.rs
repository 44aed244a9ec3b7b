//! A cohort with its learners.

use super::api;
use super::words;
use crate::error::AppError;
use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::flash::{Flashes, Undo};
use crate::ui::{
    Dialog, EmptyState, Flash, Found, Glyph, Icon, Message, Pager, PersonCell, PersonPicker, SearchField, SearchPeople,
    TextField, Tone, focus_page, use_flashes, use_query_text, use_query_writer, use_search,
};
use domain::cohort::{CohortMembers, CohortRow, cohort_name};
use domain::id::{CohortId, UserId};
use domain::person::Person;
use domain::text::fold;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use std::collections::HashSet;

/// Learners of one page.
const PER_PAGE: usize = 50;

/// Where the page stands, and how it acts.
#[derive(Clone, Copy)]
struct Desk {
    cohort: CohortId,
    flashes: Flashes,
    again: Callback<()>,
}

impl Desk {
    /// Lets somebody join or leave, which the other takes back.
    fn change(self, user: UserId, name: &str, joins: bool) {
        let Self { cohort, flashes, again } = self;
        let acting = put(cohort, user, joins);
        let words = said(name, joins);
        let name = name.to_owned();
        spawn_local(async move {
            let answer = acting.await;
            flashes.say(match answer {
                Ok(()) => Flash::done(words).undo(Undo::new(move || {
                    let (back, words) = (put(cohort, user, !joins), said(&name, !joins));
                    async move { back.await.map(|()| words).map_err(|error| error.to_string()) }
                })),
                Err(error) => Flash::problem(error.to_string()),
            });
            again.run(());
        });
    }
}

fn put(cohort: CohortId, user: UserId, joins: bool) -> impl Future<Output = Result<(), AppError>> + Send {
    let (join, leave) = if joins { (vec![user], Vec::new()) } else { (Vec::new(), vec![user]) };
    api::change_cohort(cohort, join, leave)
}

fn said(name: &str, joins: bool) -> String {
    if joins { words::joined(name) } else { words::left(name) }
}

/// `/admin/cohorts/{id}?q=&page=`
#[component]
pub fn CohortPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|p| p.get_str("cohort").and_then(|id| id.parse().ok()).unwrap_or(CohortId(-1))));
    let flashes = use_flashes();
    let page = load(move || (id.get(), flashes.undone()), |(id, _)| api::cohort(id));
    let title = RwSignal::new(words::COHORTS.to_owned());
    let again = Callback::new(move |()| page.refetch());
    let text = use_search("q", &["page"]);
    let shown = loaded_view(page, 12, move |there| {
        title.set(there.cohort.name.clone());
        let desk = Desk { cohort: there.cohort.id, flashes, again };
        view! { <Shown there desk text /> }.into_any()
    });
    view! {
        <Frame title=Signal::derive(move || title.get())>
            {shown}
        </Frame>
    }
}

#[component]
fn Shown(there: CohortMembers, desk: Desk, text: RwSignal<String>) -> impl IntoView {
    let CohortMembers { cohort, members } = there;
    let inside: HashSet<UserId> = members.iter().map(|person| person.id).collect();
    view! {
        <div class="page-head">
            <h1>{cohort.name.clone()}</h1>
            <span class="badge">{words::learners(cohort.learners)}</span>
            <span class="badge">{words::courses(cohort.courses)}</span>
            <a class="button push" href="/admin/cohorts">
                {words::BACK}
            </a>
            <Rename cohort=cohort.clone() desk />
            <Delete cohort desk />
        </div>
        <AddLearner inside=StoredValue::new(inside) desk />
        <Members members desk text />
    }
    .into_any()
}

#[component]
fn Rename(cohort: CohortRow, desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(cohort.name.clone());
    let problem = RwSignal::new(None::<String>);
    let before = cohort.name;
    let press = move |_| {
        name.set(before.clone());
        problem.set(None);
        open.set(true);
    };
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if let Err(wrong) = cohort_name(&typed) {
            return problem.set(Some(wrong.to_string()));
        }
        let renaming = api::rename_cohort(desk.cohort, typed.clone());
        spawn_local(async move {
            match renaming.await {
                Ok(()) => {
                    let _ = open.try_set(false);
                    desk.flashes.say(Flash::done(words::renamed(&typed)));
                    desk.again.run(());
                }
                Err(error) => drop(problem.try_set(Some(error.to_string()))),
            }
        });
    };
    view! {
        <button type="button" class="button" on:click=press>
            {words::RENAME}
        </button>
        <Dialog id="rename-cohort" title=words::RENAME open>
            <form novalidate=true on:submit=rename>
                <div class="dialog__body">
                    <TextField id="new-name" label=words::NAME value=name required=true problem autofocus=true />
                </div>
                <div class="dialog__foot">
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        {words::CANCEL}
                    </button>
                    <button type="submit" class="button button--primary">
                        {words::SAVE}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Delete(cohort: CohortRow, desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let problem = RwSignal::new(None::<AppError>);
    let navigate = use_navigate();
    let title = words::delete_title(&cohort.name);
    let name = cohort.name;
    let delete = Callback::new(move |()| {
        let deleting = api::delete_cohort(desk.cohort);
        let (navigate, done) = (navigate.clone(), words::deleted(&name));
        spawn_local(async move {
            match deleting.await {
                Ok(()) => {
                    desk.flashes.carry(Flash::done(done), "/admin/cohorts");
                    navigate("/admin/cohorts", leptos_router::NavigateOptions::default());
                }
                Err(error) => drop(problem.try_set(Some(error))),
            }
        });
    });
    let press = move |_| {
        problem.set(None);
        open.set(true);
    };
    view! {
        <button type="button" class="button" on:click=press>
            {words::DELETE}
        </button>
        <Dialog id="delete-cohort" title open>
            <div class="dialog__body">
                <p>{words::DELETE_WHAT}</p>
                <div role="alert">
                    {move || problem.get().map(|error| view! { <Message tone=Tone::Problem>{refused(&error)}</Message> })}
                </div>
            </div>
            <div class="dialog__foot">
                <button type="button" class="button" autofocus on:click=move |_| open.set(false)>
                    {words::CANCEL}
                </button>
                <button type="button" class="button button--danger" on:click=move |_| delete.run(())>
                    {words::DELETE}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Why a cohort was not deleted: nearly always because courses have it.
fn refused(error: &AppError) -> String {
    if matches!(error, AppError::Invalid(_)) { words::DELETE_NOT.to_owned() } else { error.to_string() }
}

#[component]
fn AddLearner(inside: StoredValue<HashSet<UserId>>, desk: Desk) -> impl IntoView {
    let search = SearchPeople::new(move |typed| {
        let found = api::search_learners(desk.cohort, typed);
        async move {
            let offer = |person: Person| {
                let there = inside.try_with_value(|inside| inside.contains(&person.id)).unwrap_or(false);
                Found { person, side: None, taken: there.then(|| words::IN_ALREADY.to_owned()) }
            };
            Ok(found.await?.into_iter().map(offer).collect())
        }
    });
    let pick = move |found: Found| desk.change(found.person.id, &found.person.name(), true);
    view! {
        <div class="field cohorts__add">
            <label class="field__label" for="learner-search">
                {words::ADD_LEARNER}
            </label>
            <PersonPicker
                id="learner-search"
                label=words::ADD_LEARNER
                placeholder=words::FIND_LEARNER
                search
                on_pick=Callback::new(pick)
            />
        </div>
    }
    .into_any()
}

#[component]
fn Members(members: Vec<Person>, desk: Desk, text: RwSignal<String>) -> impl IntoView {
    if members.is_empty() {
        let empty = view! { <EmptyState title=words::EMPTY words=words::EMPTY_WHAT /> };
        return view! { <div class="table-card">{empty}</div> }.into_any();
    }
    let found = Memo::new(move |_| {
        let query = fold(&text.get());
        members.iter().filter(|person| person.matches(&query)).cloned().collect::<Vec<_>>()
    });
    let total = Memo::new(move |_| found.with(Vec::len));
    let asked = use_query_text("page");
    let page = Memo::new(move |_| {
        let asked = asked.get().parse::<usize>().unwrap_or(1).saturating_sub(1);
        asked.min(total.get().saturating_sub(1) / PER_PAGE)
    });
    let writer = use_query_writer();
    let go = Callback::new(move |page: usize| {
        let page = if page == 0 { String::new() } else { (page + 1).to_string() };
        writer.write(&[("page", &page)]);
    });
    let rows = move || {
        let start = page.get() * PER_PAGE;
        let shown = found.with(|found| found.iter().skip(start).take(PER_PAGE).cloned().collect::<Vec<_>>());
        shown.into_iter().map(|person| view! { <Line person desk /> }).collect_view()
    };
    view! {
        <form class="toolbar" method="get" role="search" on:submit=|event| event.prevent_default()>
            <SearchField key="q" label=words::SEARCH text />
            <span class="quiet" role="status">
                {move || words::learners(u32::try_from(total.get()).unwrap_or(u32::MAX))}
            </span>
        </form>
        <div class="table-card">
            <Show
                when=move || total.get() != 0
                fallback=|| view! { <EmptyState title=words::NONE_FOUND words=words::NONE_FOUND_WHAT /> }
            >
                <table class="table table--fold">
                    <thead>
                        <tr>
                            <th scope="col">{words::LEARNER}</th>
                            <th scope="col" class="table__number">
                                <span class="unseen">{words::ACTION}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
            <Show when=move || { total.get() > PER_PAGE }>
                <Pager total per_page=PER_PAGE page on_go=go />
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Line(person: Person, desk: Desk) -> impl IntoView {
    let (id, name) = (person.id, person.name());
    let label = words::remove(&name);
    let leave = move |_| {
        desk.change(id, &name, false);
        focus_page();
    };
    view! {
        <tr>
            <th scope="row">
                <PersonCell person />
            </th>
            <td class="table__number">
                <button type="button" class="link" aria-label=label on:click=leave>
                    <Icon glyph=Glyph::Close />
                    {words::REMOVE}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
