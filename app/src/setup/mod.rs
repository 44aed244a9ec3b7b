//! A course's Setup: who runs it, and who is enrolled in a period.

mod api;
mod contacts;
mod enrolment;
mod learners;
mod words;

use crate::error::AppError;
use crate::frame::{CourseFrame, open_course};
use crate::loaded::{load, loaded_view};
use crate::pages;
use crate::ui::flash::{Flashes, Undo};
use crate::ui::{Flash, use_flashes, use_search};
use api::Setup;
use contacts::Contacts;
use domain::course::ContactKind;
use domain::enrolment::EnrolmentChange;
use domain::id::PeriodId;
use enrolment::EnrolmentCard;
use learners::Learners;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the page stands, and how it acts: each act is saved at once, says what it did, and shows the
/// course anew.
#[derive(Clone, Copy)]
struct Desk {
    code: Memo<String>,
    flashes: Flashes,
    /// What the next contact is added as; stays from one to the next.
    kind: RwSignal<ContactKind>,
    /// Raised after each act.
    done: RwSignal<u32>,
}

impl Desk {
    /// Runs an act and says how it went.
    fn act(self, words: String, undo: Option<Undo>, act: impl Future<Output = Result<(), AppError>> + 'static) {
        spawn_local(async move {
            match act.await {
                Ok(()) => self.flashes.say(Flash { undo, ..Flash::done(words) }),
                Err(error) => self.flashes.say(Flash::problem(error.to_string())),
            }
            // The page may be gone by now.
            let _ = self.done.try_update(|done| *done += 1);
        });
    }

    /// Makes one change to the enrolment, which another takes back.
    fn enrol(self, period: PeriodId, change: (EnrolmentChange, String), back: (EnrolmentChange, String)) {
        let code = self.code.get_untracked();
        let act = api::change_enrolment(code.clone(), period, vec![change.0]);
        let undo = undo_by(back.1, move || api::change_enrolment(code.clone(), period, vec![back.0]));
        self.act(change.1, Some(undo), act);
    }
}

/// An **Undo** that does `act` and then says `words`.
fn undo_by<F>(words: String, act: impl Fn() -> F + Send + Sync + 'static) -> Undo
where
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    Undo::new(move || {
        let (words, act) = (words.clone(), act());
        async move { act.await.map(|()| words).map_err(|error| error.to_string()) }
    })
}

/// `/courses/{code}/setup?period=&q=&page=`
#[component]
pub fn SetupPage() -> impl IntoView {
    let place = open_course();
    let flashes = use_flashes();
    let done = RwSignal::new(0);
    let acts = Memo::new(move |_| (done.get(), flashes.undone()));
    let setup =
        load(move || (place.code.get(), place.period.get(), acts.get()), |(code, period, _)| api::view(code, period));
    let desk = Desk { code: place.code, flashes, kind: RwSignal::new(ContactKind::Director), done };
    let text = use_search("q", &["page"]);
    Effect::new(move |before: Option<(u32, u32)>| {
        let acts = acts.get();
        if before.is_some_and(|before| before != acts) {
            place.head.refetch();
        }
        acts
    });
    view! {
        <CourseFrame place tab=pages::Page::Setup>
            {loaded_view(setup, 6, move |setup| view! { <Sections setup desk text /> }.into_any())}
        </CourseFrame>
    }
}

#[component]
fn Sections(setup: Setup, desk: Desk, text: RwSignal<String>) -> impl IntoView {
    let Setup { period, contacts, enrolment, cohorts, may_manage } = setup;
    let enrolled = enrolment.map(|enrolment| {
        let names = cohorts.iter().chain(&enrolment.cohorts).map(|cohort| (cohort.id, cohort.name.clone())).collect();
        let learners = enrolment.learners.clone();
        view! {
            <EnrolmentCard period enrolment cohorts may_manage desk />
            <Learners period learners names may_manage desk text />
        }
    });
    view! {
        <Contacts contacts may_manage desk />
        {enrolled}
    }
    .into_any()
}
