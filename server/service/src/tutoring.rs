//! The learners linked to a tutor (SPEC T1).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::tutoring::MyLearners;

/// The learners of every live group that has the signed-in person as a tutor now; nobody else's. Each look is recorded.
pub async fn list(asker: &Asker) -> Result<MyLearners, Fault> {
    asker.authorise(Action::ViewMyLearners)?;
    let mut groups = asker.store().linked_groups(asker.person()?.viewer.user).await?;
    // What the store found is the link; the rule still has the word.
    asker.authorise(Action::ViewLearner { linked: true })?;
    groups.sort_by(|a, b| b.period.starts.cmp(&a.period.starts).then_with(|| a.course.code.cmp(&b.course.code)));
    if groups.iter().any(|group| !group.learners.is_empty()) {
        asker.store().note_learners_viewed(&groups, &asker.by()).await?;
    }
    Ok(MyLearners { groups, today: asker.today() })
}
