//! The dashboard while others change the groups: rows change by themselves, with who did it. WASM of its own, loaded when
//! the page can be used already.

use super::Page;
use super::now::Now;
use crate::error::AppError;
use crate::groups::live::{Heard, Presence, read, use_live};
use crate::groups::{api, words};
use crate::loaded::Loaded;
use crate::session::use_session;
use domain::groups::Entry;
use domain::id::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

/// What of the news the dashboard needs.
#[derive(Deserialize)]
struct News {
    entry: Entry,
    by: Option<UserId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asking {
    #[default]
    No,
    UnderWay,
    /// And again once it is answered: something happened meanwhile.
    Again,
}

/// What was heard, and what is done about it.
#[derive(Clone, Copy)]
struct Following {
    now: Now,
    data: Loaded<Result<Page, AppError>>,
    /// The newest act of someone else.
    news: RwSignal<Option<Entry>>,
    asking: StoredValue<Asking>,
}

/// Hears what others do and shows it; who else is here, and what someone did last.
#[cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "what `lazy` makes of it"))]
#[lazy]
pub(super) fn dashboard_later(now: Now, data: Loaded<Result<Page, AppError>>) -> AnyView {
    let following = Following { now, data, news: RwSignal::new(None), asking: StoredValue::new(Asking::No) };
    let session = use_session();
    let live = use_live(move |heard| {
        let news = match heard {
            Heard::News(text) => read::<News>(&text),
            Heard::Reload => None,
        };
        // What this page did itself it may show already, and it says so itself.
        if news.as_ref().is_some_and(|news| news.entry.version <= now.version()) {
            return;
        }
        let me = session.get_untracked().and_then(Result::ok).flatten().map(|me| me.viewer.doer());
        following.news.set(news.filter(|news| me.is_none() || news.by != me).map(|news| news.entry));
        following.renew();
    });
    Effect::new(move |_| {
        if let Some(page) = now.page.get() {
            live.follow(&page.course.code, page.period.id, page.dashboard.version);
        }
    });
    let did = move || following.news.with(|news| news.as_ref().map(words::did));
    view! {
        <p class="groups__news" role="status" title=did>
            {did}
        </p>
        <Presence live />
    }
    .into_any()
}

impl Following {
    /// Asks how the groups are now.
    fn renew(self) {
        let Self { now, data, news, asking } = self;
        let Some(page) = now.page.get_untracked() else { return };
        if asking.get_value() != Asking::No {
            return asking.set_value(Asking::Again);
        }
        asking.set_value(Asking::UnderWay);
        let (code, period) = (page.course.code.clone(), page.period.id);
        spawn_local(async move {
            let answer = api::read_dashboard(code, Some(period)).await;
            let Some(asked) = asking.try_get_value() else { return };
            asking.set_value(Asking::No);
            let who = news.with_untracked(|news| news.as_ref().and_then(|entry| entry.actor.clone()));
            let is_same = now.page.with_untracked(|now| now.as_ref().is_some_and(|now| now.period.id == period));
            match answer {
                Ok(new) if is_same => {
                    if now.take(new, who) {
                        data.refetch();
                    }
                }
                _ => return,
            }
            if asked == Asking::Again {
                self.renew();
            }
        });
    }
}
