//! The courses someone may see.

use crate::error::AppError;
use domain::course::CourseRow;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A course of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCourse {
    pub row: CourseRow,
    /// Whether the course names the person as a contact.
    pub mine: bool,
    /// Whether the Groups page is open to them; the list leads there then, else to Setup.
    pub may_view_groups: bool,
}

/// All courses the signed-in person may see, of the organisation they look at; those that name them first, then by code.
#[server(endpoint = "courses/list", input = Json)]
pub async fn list() -> Result<Vec<ListedCourse>, AppError> {
    use crate::gate;
    use domain::access::{Action, CourseObject, may};
    let signed_in = gate::signed_in()?;
    let viewer = &signed_in.viewer;
    let rows = gate::store()?.courses(gate::now()?.date()).await?;
    let listed = |row: CourseRow| {
        let object = CourseObject::from(&row.course);
        (signed_in.shows(row.course.organisation) && may(viewer, Action::ViewCourse(object))).then(|| ListedCourse {
            mine: viewer.contacts.iter().any(|(course, _)| *course == row.course.id),
            may_view_groups: may(viewer, Action::ViewGroups(object)),
            row,
        })
    };
    let mut courses: Vec<ListedCourse> = rows.into_iter().filter_map(listed).collect();
    courses.sort_by_key(|course| !course.mine);
    Ok(courses)
}
