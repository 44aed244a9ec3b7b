//! What happens to the groups of a course and period, as it happens (SPEC G12).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::audit::both_names;
use domain::groups::Version;
use domain::groups::history::Happened;
use domain::groups::live::Here;
use domain::id::{CourseId, PeriodId};
use store::Told;
use tokio::sync::broadcast::Receiver;

/// A course and period whose groups somebody follows.
#[derive(Clone, Debug)]
pub struct Followed {
    pub course: CourseId,
    pub period: PeriodId,
}

/// Opens it for someone who may see its groups. Asked again while they follow: a session may end, or a permission.
pub async fn follow(asker: &Asker, code: &str, period: PeriodId) -> Result<Followed, Fault> {
    let place = asker.place(code, Some(period), Action::ViewGroups).await?;
    Ok(Followed { course: place.course.id, period: place.period.id })
}

/// Hears every act of the installation from now on.
pub async fn listen(asker: &Asker) -> Result<Receiver<Told>, Fault> {
    asker.known()?;
    Ok(asker.store().listen().await?)
}

impl Followed {
    /// The version there is now.
    pub async fn version(&self, asker: &Asker) -> Result<Version, Fault> {
        Ok(asker.store().version(self.course, self.period).await?)
    }

    /// The acts since a version, oldest first, at most so many.
    pub async fn since(&self, asker: &Asker, version: Version, most: u32) -> Result<Vec<Happened>, Fault> {
        Ok(asker.store().happened_since(self.course, self.period, version, most).await?)
    }
}

/// The signed-in person, as others see that they are here.
pub async fn here(asker: &Asker) -> Result<Here, Fault> {
    let viewer = &asker.person()?.viewer;
    let doer = asker.store().person(viewer.doer()).await?.ok_or(Fault::NotFound("account"))?;
    let lender = match viewer.worn_by {
        Some(_) => asker.store().person(viewer.user).await?.map(|lender| lender.name()),
        None => None,
    };
    Ok(Here { initials: doer.initials(), name: both_names(Some(doer.name()), lender).unwrap_or_default() })
}
