//! The learners linked to a tutor.

use crate::error::AppError;
use domain::tutoring::LinkedGroup;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use time::Date;

/// A tutor's learners, by group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyLearners {
    /// The latest period first, then by course and group.
    pub groups: Vec<LinkedGroup>,
    /// The day of the request: what "current" means.
    pub today: Date,
}

/// The learners of every live group that has the signed-in person as a tutor now; nobody else's.
/// Each look is recorded (SPEC T1).
#[server(endpoint = "tutoring/list", input = Json)]
pub async fn list() -> Result<MyLearners, AppError> {
    use crate::gate;
    use domain::access::Action;
    let viewer = gate::allowed(Action::ViewMyLearners)?.viewer;
    let store = gate::store()?;
    let mut groups = store.linked_groups(viewer.user).await?;
    // What the store found is the link; the rule still has the word.
    gate::authorise(&viewer, Action::ViewLearner { linked: true })?;
    groups.sort_by(|a, b| b.period.starts.cmp(&a.period.starts).then_with(|| a.course.code.cmp(&b.course.code)));
    if groups.iter().any(|group| !group.learners.is_empty()) {
        store.note_learners_viewed(&gate::by()?, &super::words::viewed(&groups)).await?;
    }
    Ok(MyLearners { groups, today: gate::now()?.date() })
}
