//! The learners linked to a tutor (SPEC T1).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::groups::acts::count;
use domain::tutoring::{LinkedGroup, MyLearners};

/// The learners of every live group that has the signed-in person as a tutor now; nobody else's. Each look is recorded.
pub async fn list(asker: &Asker) -> Result<MyLearners, Fault> {
    asker.authorise(Action::ViewMyLearners)?;
    let mut groups = asker.store().linked_groups(asker.person()?.viewer.user).await?;
    // What the store found is the link; the rule still has the word.
    asker.authorise(Action::ViewLearner { linked: true })?;
    groups.sort_by(|a, b| b.period.starts.cmp(&a.period.starts).then_with(|| a.course.code.cmp(&b.course.code)));
    if groups.iter().any(|group| !group.learners.is_empty()) {
        asker.store().note_learners_viewed(&asker.by(), &viewed(&groups)).await?;
    }
    Ok(MyLearners { groups, today: asker.today() })
}

/// What the audit log keeps of a look at one's learners.
fn viewed(groups: &[LinkedGroup]) -> String {
    let learners: usize = groups.iter().map(|group| group.learners.len()).sum();
    let mut words = [&count(learners, "learner"), " looked at: "].concat();
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            words.push_str("; ");
        }
        words.push_str(&[&group.course.code, " ", &group.period.title, " ", &group.name].concat());
    }
    words
}
