//! One row with all that is known of it, which follows the place that is looked at.

use super::super::state::Import;
use domain::import::users::desk::{Answer, Ask, Filter, OneRow};
use leptos::prelude::*;

/// The row at a place under a filter.
#[derive(Clone, Copy)]
pub(crate) struct Looking {
    pub(crate) one: RwSignal<Option<OneRow>>,
}

impl Looking {
    /// Looks at that place, as long as `on` says so, and anew after each edit.
    pub(crate) fn at(import: Import, place: Signal<(Filter, usize)>, on: Signal<bool>) -> Self {
        let one = RwSignal::new(None::<OneRow>);
        Effect::new(move |_| {
            import.revision.track();
            let (filter, at) = place.get();
            if !on.get() {
                return;
            }
            import.link.ask(&Ask::Row { filter, at }, move |answer| match answer {
                // Meanwhile another may be looked at, or the page be gone.
                Answer::Row(row) if place.try_get_untracked() == Some((filter, at)) => one.set(row.map(|row| *row)),
                Answer::Row(_) => {}
                other => import.hear(other),
            });
        });
        Self { one }
    }
}
