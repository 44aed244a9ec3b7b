//! The dashboard while others change the groups: rows change by themselves, with who did it.

use super::Page;
use crate::error::AppError;
use crate::groups::live::{Heard, Live, read, use_live};
use crate::groups::{api, words};
use crate::loaded::Loaded;
use crate::session::use_session;
use domain::groups::view::GroupRow;
use domain::groups::{Entry, Version};
use domain::id::{GroupId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What of the news the dashboard needs.
#[derive(Deserialize)]
struct News {
    entry: Entry,
    by: Option<UserId>,
}

/// The groups as they are now, beside the page as it was loaded.
#[derive(Clone, Copy)]
pub(super) struct Now {
    page: RwSignal<Option<Arc<Page>>>,
    /// In the order of names. A row that did not change stays the same one.
    pub(super) rows: RwSignal<Vec<Arc<GroupRow>>>,
    /// Who changed a group last, while the page was open.
    changed: RwSignal<BTreeMap<GroupId, String>>,
    /// The newest act of someone else.
    news: RwSignal<Option<Entry>>,
    asking: StoredValue<Asking>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asking {
    #[default]
    No,
    UnderWay,
    /// And again once it is answered: something happened meanwhile.
    Again,
}

impl Now {
    pub(super) fn new() -> Self {
        Self {
            page: RwSignal::new(None),
            rows: RwSignal::new(Vec::new()),
            changed: RwSignal::new(BTreeMap::new()),
            news: RwSignal::new(None),
            asking: StoredValue::new(Asking::No),
        }
    }

    /// Begins with a page that was loaded.
    pub(super) fn show(self, page: &Arc<Page>) {
        self.rows.set(page.dashboard.groups.iter().cloned().map(Arc::new).collect());
        self.page.set(Some(page.clone()));
    }

    pub(super) fn version(self) -> Version {
        self.page.with_untracked(|page| page.as_ref().map(|page| page.dashboard.version).unwrap_or_default())
    }

    /// How many groups there are, who are enrolled, and who are placed.
    pub(super) fn counts(self) -> (usize, u32, u32) {
        self.page.with(|page| {
            let dashboard = page.as_ref().map(|page| &page.dashboard);
            dashboard.map_or((0, 0, 0), |all| (all.groups.len(), all.enrolled, all.placed))
        })
    }

    pub(super) fn who_changed(self, group: GroupId) -> Option<String> {
        self.changed.with_untracked(|changed| changed.get(&group).cloned())
    }

    /// Takes the groups as they are; answers whether the page must be made anew for them.
    fn take(self, new: Page, who: Option<String>) -> bool {
        let Some(old) = self.page.get_untracked() else { return true };
        if new.dashboard.sets != old.dashboard.sets || new.dashboard.groups.is_empty() {
            return true;
        }
        let mut known: BTreeMap<GroupId, Arc<GroupRow>> =
            self.rows.with_untracked(|rows| rows.iter().map(|row| (row.id, row.clone())).collect());
        let mut fresh = Vec::new();
        let mut keep = |row: &GroupRow| match known.remove(&row.id) {
            Some(known) if *known == *row => known,
            _ => {
                fresh.push(row.id);
                Arc::new(row.clone())
            }
        };
        let rows = new.dashboard.groups.iter().map(&mut keep).collect();
        self.changed.update(|changed| {
            for id in fresh {
                match &who {
                    Some(who) => changed.insert(id, who.clone()),
                    None => changed.remove(&id),
                };
            }
        });
        self.page.set(Some(Arc::new(new)));
        self.rows.set(rows);
        false
    }
}

/// Hears what others do, and shows it.
pub(super) fn use_dashboard_live(now: Now, data: Loaded<Result<Page, AppError>>) -> Live {
    let session = use_session();
    use_live(move |heard| {
        let news = match heard {
            Heard::News(text) => read::<News>(&text),
            Heard::Reload => None,
        };
        // What this page did itself it may show already, and it says so itself.
        if news.as_ref().is_some_and(|news| news.entry.version <= now.version()) {
            return;
        }
        let me = session.get_untracked().and_then(Result::ok).flatten().map(|me| me.viewer.doer());
        now.news.set(news.filter(|news| me.is_none() || news.by != me).map(|news| news.entry));
        renew(now, data);
    })
}

fn renew(now: Now, data: Loaded<Result<Page, AppError>>) {
    let Some(page) = now.page.get_untracked() else { return };
    if now.asking.get_value() != Asking::No {
        return now.asking.set_value(Asking::Again);
    }
    now.asking.set_value(Asking::UnderWay);
    let (code, period) = (page.course.code.clone(), page.period.id);
    spawn_local(async move {
        let answer = api::read_dashboard(code, Some(period)).await;
        let Some(asking) = now.asking.try_get_value() else { return };
        now.asking.set_value(Asking::No);
        let who = now.news.with_untracked(|news| news.as_ref().and_then(|entry| entry.actor.clone()));
        let is_same = now.page.with_untracked(|now| now.as_ref().is_some_and(|now| now.period.id == period));
        match answer {
            Ok(new) if is_same => {
                if now.take(new, who) {
                    data.refetch();
                }
            }
            _ => return,
        }
        if asking == Asking::Again {
            renew(now, data);
        }
    });
}

pub(super) fn follow(live: Live, page: &Arc<Page>) {
    let page = page.clone();
    // In the browser only, once the page is there.
    Effect::new(move |_| live.follow(&page.course.code, page.period.id, page.dashboard.version));
}

/// What someone else did last.
pub(super) fn said(now: Now) -> impl IntoView {
    view! {
        <p class="groups__news" role="status">
            {move || now.news.with(|news| news.as_ref().map(words::did))}
        </p>
    }
}
