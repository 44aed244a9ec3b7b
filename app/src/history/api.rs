//! What the history asks of the server.

use crate::error::AppError;
use domain::course::Course;
use domain::groups::history::{HistoryPart, Then, Wish};
use domain::groups::{Entry, Version};
use domain::id::PeriodId;
use domain::period::Period;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

#[cfg(feature = "ssr")]
use {crate::gate, domain::access::Action};

/// Entries of a page.
#[cfg(feature = "ssr")]
const PER_PAGE: usize = 25;

/// What the page shows: the entries, or the groups as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    Entries(HistoryPart),
    Then { at: Version, then: Then },
}

impl Shown {
    /// The version of the groups that it was made on.
    pub const fn version(&self) -> Version {
        match self {
            Self::Entries(part) => part.version,
            Self::Then { then, .. } => then.version,
        }
    }
}

/// The history of a course and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    pub course: Course,
    pub period: Period,
    pub shown: Shown,
}

/// The entries that are wished; or, with `at`, the groups as they were at that version.
#[server(endpoint = "history/view", input = Json)]
pub async fn view_history(
    code: String,
    period: Option<PeriodId>,
    wish: Wish,
    at: Option<Version>,
) -> Result<HistoryPage, AppError> {
    let place = gate::place(&code, period, Action::ManageGroups).await?;
    let (course, period) = (place.course, place.period);
    let shown = match at {
        Some(at) => {
            let then = place.store.groups_then(course.id, period.id, at).await?;
            Shown::Then { at, then: then.ok_or_else(|| AppError::NotFound("moment".to_owned()))? }
        }
        None => Shown::Entries(place.store.history_part(course.id, period.id, &wish, PER_PAGE).await?),
    };
    Ok(HistoryPage { course, period, shown })
}

/// Brings the groups back to how they were at the version `to`; `base` is the version that was looked at.
#[server(endpoint = "history/restore", input = Json)]
pub async fn restore(code: String, period: PeriodId, base: Version, to: Version) -> Result<Entry, AppError> {
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    Ok(place.store.restore(place.course.id, period, base, to, &gate::by()?).await?)
}
