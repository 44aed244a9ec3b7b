//! What the heading of a course shows.

use crate::error::AppError;
use domain::course::Course;
use domain::id::PeriodId;
use domain::period::Period;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A course in a period, and what the signed-in person may do there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseHead {
    pub course: Course,
    pub period: Period,
    /// All periods of the course, for the dropdown.
    pub periods: Vec<Period>,
    pub enrolled: u32,
    pub may_view_groups: bool,
    pub may_manage_groups: bool,
    pub may_manage_setup: bool,
}

/// The heading of the course of that code, in the period asked for or the one it opens on.
#[server(endpoint = "courses/head", input = Json)]
pub async fn head(code: String, period: Option<PeriodId>) -> Result<CourseHead, AppError> {
    use crate::gate;
    use domain::access::{Action, CourseObject};
    let place = gate::place(&code, period, Action::ViewCourse).await?;
    let object = CourseObject::from(&place.course);
    let may = |action| domain::access::may(&place.signed_in.viewer, action);
    Ok(CourseHead {
        enrolled: place.seats().await?.enrolled,
        may_view_groups: may(Action::ViewGroups(object)),
        may_manage_groups: may(Action::ManageGroups(object)),
        may_manage_setup: may(Action::ManageSetup(object)),
        course: place.course,
        period: place.period,
        periods: place.periods,
    })
}
