//! The groups of the dashboard as they are now: the page shows these, and what others do goes in here.

use super::Page;
use domain::groups::Version;
use domain::groups::view::GroupRow;
use domain::id::GroupId;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The groups as they are now, beside the page as it was loaded.
#[derive(Clone, Copy)]
pub(super) struct Now {
    pub(super) page: RwSignal<Option<Arc<Page>>>,
    /// In the order of names. A row that did not change stays the same one.
    pub(super) rows: RwSignal<Vec<Arc<GroupRow>>>,
    /// Who changed a group last, while the page was open.
    changed: RwSignal<BTreeMap<GroupId, String>>,
}

impl Now {
    pub(super) fn new() -> Self {
        Self { page: RwSignal::new(None), rows: RwSignal::new(Vec::new()), changed: RwSignal::new(BTreeMap::new()) }
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
    pub(super) fn take(self, new: Page, who: Option<String>) -> bool {
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
