//! **"Copy Groups"** to another course and period, with a preview from the server (SPEC G6).

use super::api::{self, CopyPreview, CopyWish, Destination};
use super::{undo, words};
use crate::error::AppError;
use crate::frame::address;
use crate::ui::{Dialog, Field, Flash, Message, Skeleton, Spinner, Tone, later, use_flashes};
use domain::groups::acts::{Copied, NameClash};
use domain::id::{GroupId, PeriodId};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The groups someone asked to copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copying {
    pub code: String,
    pub period: PeriodId,
    pub groups: Vec<GroupId>,
}

type Answer<T> = RwSignal<Option<Result<T, AppError>>>;

/// What was chosen in the open dialog, and what the server says to it.
#[derive(Clone, Copy)]
struct Wish {
    asked: RwSignal<Copying>,
    destinations: Answer<Vec<Destination>>,
    course: RwSignal<String>,
    period: RwSignal<Option<PeriodId>>,
    clash: RwSignal<NameClash>,
    preview: Answer<CopyPreview>,
    /// Why **"Copy"** did not copy.
    problem: RwSignal<Option<AppError>>,
    busy: RwSignal<bool>,
}

impl Wish {
    fn new(asked: RwSignal<Copying>) -> Self {
        Self {
            asked,
            destinations: RwSignal::new(None),
            course: RwSignal::new(asked.with_untracked(|asked| asked.code.clone())),
            period: RwSignal::new(None),
            clash: RwSignal::new(NameClash::default()),
            preview: RwSignal::new(None),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    fn find_destinations(self) {
        let finding = api::destinations(self.asked.with_untracked(|asked| asked.code.clone()));
        spawn_local(async move {
            let found = finding.await;
            let _ = self.destinations.try_set(Some(found));
        });
    }

    /// The wish, when it names another place than where the groups are.
    fn whole(self) -> Option<CopyWish> {
        let Copying { code, period, groups } = self.asked.get();
        let (to, to_period) = (self.course.get(), self.period.get()?);
        let clash = self.clash.get();
        ((to != code) || (to_period != period)).then_some(CopyWish {
            from: code,
            from_period: period,
            groups,
            to,
            to_period,
            clash,
        })
    }

    fn look(self) {
        self.preview.set(None);
        let Some(wish) = self.whole() else { return };
        let looking = api::preview_copy(wish.clone());
        spawn_local(async move {
            let found = looking.await;
            // Dropped when something else was chosen meanwhile, or the dialog closed.
            if self.course.try_get_untracked().is_some() && untrack(|| self.whole()).as_ref() == Some(&wish) {
                self.preview.set(Some(found));
            }
        });
    }

    /// The title of the chosen course and period.
    fn titles(self) -> Option<(String, String)> {
        let period = self.period.get()?;
        self.destinations.with(|destinations| {
            let all = destinations.as_ref()?.as_ref().ok()?;
            let to = self.course.with(|code| all.iter().find(|d| d.course.code == *code))?;
            let period = to.periods.iter().find(|p| p.id == period)?;
            Some((to.course.code.clone(), period.title.clone()))
        })
    }
}

/// Asks where to, shows what would happen, copies, and says so with a link to the copies.
#[component]
pub fn CopyDialog(open: RwSignal<bool>, asked: RwSignal<Copying>) -> impl IntoView {
    view! {
        <Dialog id="copy-groups" title=words::COPY_GROUPS open wide=true>
            {later(comes, copy_later(open, asked))}
        </Dialog>
    }
}

fn comes() -> AnyView {
    view! {
        <div class="dialog__body">
            <Skeleton lines=3 />
        </div>
    }
    .into_any()
}

/// WASM of its own, loaded when the dialog opens: most visits copy nothing.
#[lazy]
fn copy_later(open: RwSignal<bool>, asked: RwSignal<Copying>) -> AnyView {
    view! { <Inside open asked /> }.into_any()
}

#[component]
fn Inside(open: RwSignal<bool>, asked: RwSignal<Copying>) -> impl IntoView {
    let wish = Wish::new(asked);
    let flashes = use_flashes();
    wish.find_destinations();
    Effect::new(move |_| wish.look());
    let ready = move || {
        let any = wish.preview.with(
            |preview| matches!(preview, Some(Ok(preview)) if preview.copies.iter().any(|copied| copied.to.is_some())),
        );
        any && !wish.busy.get()
    };
    let copy = move |_| {
        let previewed =
            wish.preview.with_untracked(|p| p.as_ref().and_then(|p| p.as_ref().ok()).map(|p| p.copies.clone()));
        let (Some(whole), Some(previewed), true) = (untrack(|| wish.whole()), previewed, untrack(ready)) else {
            return;
        };
        wish.busy.set(true);
        wish.problem.set(None);
        let titles = untrack(|| wish.titles());
        let copying = api::copy_groups(whole.clone(), previewed);
        spawn_local(async move {
            match copying.await {
                Ok(entry) => {
                    open.set(false);
                    let mut said = Flash::done(entry.words).undo(undo::of(&whole.to, whole.to_period, entry.id));
                    if let Some((course, period)) = titles {
                        let there = address::groups(&course, Some(whole.to_period));
                        said = said.link(there, words::copy_open(&course, &period));
                    }
                    flashes.say(said);
                }
                Err(error) => {
                    let _ = wish.busy.try_set(false);
                    let _ = wish.problem.try_set(Some(error));
                    if wish.preview.try_get_untracked().is_some() {
                        untrack(|| wish.look());
                    }
                }
            }
        });
    };
    view! {
        <div class="dialog__body">
            {move || match wish.destinations.get() {
                None => view! { <Skeleton lines=3 /> }.into_any(),
                Some(Err(error)) => {
                    view! { <Message tone=Tone::Problem>{error.to_string()}</Message> }.into_any()
                }
                Some(Ok(all)) => view! { <Where wish all /> }.into_any(),
            }}
            <div role="status" class="stack stack--tight">
                <Outlook wish />
            </div>
            <div role="alert">
                {move || {
                    wish.problem.get().map(|error| view! { <Message tone=Tone::Problem>{error.to_string()}</Message> })
                }}
            </div>
        </div>
        <div class="dialog__foot">
            <button type="button" class="button" on:click=move |_| open.set(false)>
                {words::CANCEL}
            </button>
            <button type="button" class="button button--primary" disabled=move || !ready() on:click=copy>
                {move || wish.busy.get().then(|| view! { <Spinner /> })}
                {words::COPY}
            </button>
        </div>
    }
}

/// Course, period, and what to do with names that exist.
#[component]
fn Where(wish: Wish, all: Vec<Destination>) -> impl IntoView {
    let courses: Vec<_> = all
        .iter()
        .map(|Destination { course, .. }| {
            let here = wish.course.with_untracked(|code| *code == course.code);
            let label = [&course.code, " ", &course.name].concat();
            view! { <option value=course.code.clone() selected=here>{label}</option> }
        })
        .collect();
    let periods = move || {
        let found = wish.course.with(|code| all.iter().find(|d| d.course.code == *code).map(|d| d.periods.clone()));
        let option =
            |period: domain::period::Period| view! { <option value=period.id.to_string()>{period.title}</option> };
        found.unwrap_or_default().into_iter().map(option).collect_view()
    };
    // The dialog is open by the time this comes: its `autofocus` is too late.
    let first = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            request_animation_frame(move || drop(first.focus()));
        }
    });
    let choose_course = move |event| {
        wish.period.set(None);
        wish.course.set(event_target_value(&event));
    };
    let clash = move |value: NameClash, label: &'static str| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    class="tick tick--radio"
                    name="copy-clash"
                    prop:checked=move || wish.clash.get() == value
                    on:change=move |_| wish.clash.set(value)
                />
                {label}
            </label>
        }
    };
    view! {
        <Field id="copy-course" label=words::COURSE required=true>
            <select class="select" id="copy-course" node_ref=first on:change=choose_course>
                {courses}
            </select>
        </Field>
        <Field id="copy-period" label=words::PERIOD required=true>
            <select
                class="select"
                id="copy-period"
                prop:value=move || wish.period.get().map(|id| id.to_string()).unwrap_or_default()
                on:change=move |event| wish.period.set(event_target_value(&event).parse().ok())
            >
                <option value="">{words::CHOOSE_PERIOD}</option>
                {periods}
            </select>
        </Field>
        <fieldset class="choices">
            <legend class="field__label">{words::NAME_EXISTS}</legend>
            {clash(NameClash::NewName, words::NEW_NAME)}
            {clash(NameClash::Skip, words::SKIP)}
        </fieldset>
    }
}

/// What copying would do.
#[component]
fn Outlook(wish: Wish) -> impl IntoView {
    move || {
        if wish.period.get().is_none() {
            return ().into_any();
        }
        if wish.whole().is_none() {
            return view! { <Message tone=Tone::Careful>{words::SAME_PLACE}</Message> }.into_any();
        }
        match wish.preview.get() {
            None => view! { <p class="quiet"><Spinner /> " " {words::PREVIEWING}</p> }.into_any(),
            Some(Err(error)) => view! { <Message tone=Tone::Problem>{error.to_string()}</Message> }.into_any(),
            Some(Ok(preview)) => said(preview),
        }
    }
}

fn said(preview: CopyPreview) -> AnyView {
    let made: Vec<&Copied> = preview.copies.iter().filter(|copied| copied.to.is_some()).collect();
    let learners = made.iter().map(|copied| copied.members.len()).sum();
    let what = if made.is_empty() { words::COPY_NOTHING.to_owned() } else { words::copy_what(made.len(), learners) };
    let names: Vec<String> = preview
        .copies
        .iter()
        .filter_map(|Copied { from, to, .. }| match to {
            None => Some(words::copy_skipped(from.as_str())),
            Some(to) if to != from => Some(words::copy_new_name(from.as_str(), to.as_str())),
            Some(_) => None,
        })
        .collect();
    let tutors =
        (preview.left_out_tutors > 0).then(|| view! { <p>{words::copy_tutors_left_out(preview.left_out_tutors)}</p> });
    let not_enrolled = preview.named(|copied| &copied.not_enrolled);
    let seated = preview.named(|copied| &copied.seated);
    view! {
        <p class="big">{what}</p>
        {folded(words::NAMES_THAT_EXIST, names)}
        {folded(words::LEFT_OUT_NOT_ENROLLED, not_enrolled)}
        {folded(words::LEFT_OUT_SEATED, seated)}
        {tutors}
    }
    .into_any()
}

/// A count with its list behind it; open while the list is short.
fn folded(label: &'static str, items: Vec<String>) -> Option<AnyView> {
    const SHORT: usize = 6;
    let count = items.len();
    (count > 0).then(|| {
        view! {
            <details open=count <= SHORT>
                <summary>
                    {label} " " <span class="badge badge--warning">{count}</span>
                </summary>
                <ul class="quiet">{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}
