//! What others do to the groups that a page shows, as they do it (SPEC G12): who else is here, what someone did last, and
//! the page's own way to show it.

use super::live::{Heard, Presence, read, use_live};
use super::words;
use crate::session::use_session;
use crate::ui::afterwards;
use domain::groups::live::News;
use domain::groups::{Entry, Version};
use domain::id::PeriodId;
use leptos::prelude::*;
use std::time::Duration;

/// How long acts are gathered, where the page is loaded anew for them.
const GATHERING: Duration = Duration::from_millis(300);

/// The groups that a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub code: String,
    pub period: PeriodId,
    /// The version that the page was made on.
    pub version: Version,
}

/// Tells the page of each act that it does not show yet; of `None`, where so much happened that it is not told.
#[component]
pub fn Others(place: RwSignal<Option<Place>>, hear: Callback<Option<News>>) -> impl IntoView {
    view! { <div class="others">{afterwards(move || others_later(place, hear))}</div> }
}

/// The line, who is here, and what was done last.
#[lazy]
fn others_later(place: RwSignal<Option<Place>>, hear: Callback<Option<News>>) -> AnyView {
    let last = RwSignal::new(None::<Entry>);
    let session = use_session();
    let live = use_live(move |heard| {
        let news = match heard {
            Heard::News(text) => read::<News>(&text),
            Heard::Reload => None,
        };
        let version = place.with_untracked(|place| place.as_ref().map(|place| place.version).unwrap_or_default());
        if news.as_ref().is_some_and(|news| news.entry.version <= version) {
            return;
        }
        let me = session.get_untracked().and_then(Result::ok).flatten().map(|me| me.viewer.doer());
        // What someone did themselves their page says itself.
        let others = news.as_ref().filter(|news| me.is_none() || news.by != me);
        last.set(others.map(|news| news.entry.clone()));
        hear.run(news);
    });
    // In the browser only, once the page is there.
    Effect::new(move |_| {
        if let Some(Place { code, period, version }) = place.get() {
            live.follow(&code, period, version);
        }
    });
    let did = move || last.with(|last| last.as_ref().map(words::did));
    view! {
        <p class="groups__news" role="status" title=did>
            {did}
        </p>
        <Presence live />
    }
    .into_any()
}

/// Does something for all acts of a moment at once.
pub fn gathered(act: impl Fn() + Copy + Send + Sync + 'static) -> Callback<()> {
    let waits = StoredValue::new(false);
    Callback::new(move |()| {
        if waits.get_value() {
            return;
        }
        waits.set_value(true);
        let act = move || {
            // The page may be gone.
            if waits.try_set_value(false).is_none() {
                act();
            }
        };
        set_timeout(act, GATHERING);
    })
}
