//! Copying groups to another course or period (SPEC G6).

use super::at_most;
use crate::place::InPeriod;
use crate::{Asker, Fault};
use domain::access::{Action, CourseObject};
use domain::groups::acts::{self, Copied};
use domain::groups::pages::{CopyPreview, CopyWish, Destination};
use domain::groups::{Entry, Refusal};

/// The courses that they may manage, in a course's organisation or another, to copy its groups to.
pub async fn destinations(asker: &Asker, code: &str) -> Result<Vec<Destination>, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    let from = CourseObject::from(&on.course);
    let mut found = Vec::new();
    for row in on.store().courses(asker.today()).await? {
        if asker.may(Action::CopyGroups { from, to: (&row.course).into() }) {
            let periods = on.store().periods(row.course.id).await?;
            found.push(Destination { course: row.course, periods });
        }
    }
    Ok(found)
}

/// What copying would do.
pub async fn preview(asker: &Asker, wish: &CopyWish) -> Result<CopyPreview, Fault> {
    let Copying { to, originals, .. } = Copying::open(asker, wish).await?;
    let copies = acts::preview_copy(&to.groups().await?, &originals, wish.clash);
    let left_out: Vec<_> = copies.iter().flat_map(|c| c.not_enrolled.iter().chain(&c.seated)).copied().collect();
    let tutors: usize = originals.iter().map(|o| o.group.tutors.len()).sum();
    let kept: usize = copies.iter().map(|c| c.tutors.len()).sum();
    Ok(CopyPreview {
        people: asker.store().people(&left_out).await?,
        left_out_tutors: u32::try_from(tutors - kept).unwrap_or(u32::MAX),
        copies,
    })
}

/// Copies exactly what was previewed, or says what changed meanwhile.
pub async fn copy(asker: &Asker, wish: &CopyWish, previewed: &[Copied]) -> Result<Entry, Fault> {
    let Copying { from, to, originals } = Copying::open(asker, wish).await?;
    let source = [from.course.code.as_str(), from.period.title.as_str()].join(" ");
    let decide = |state: &_, mint: &mut _| {
        if acts::preview_copy(state, &originals, wish.clash) == previewed {
            acts::copy_groups(state, mint, &originals, wish.clash, &source)
        } else {
            Err(Refusal::PreviewMoved)
        }
    };
    to.act(None, decide).await
}

/// A copy that the rules allow: both its source and its destination.
struct Copying {
    from: InPeriod,
    to: InPeriod,
    originals: Vec<acts::Original>,
}

impl Copying {
    async fn open(asker: &Asker, wish: &CopyWish) -> Result<Self, Fault> {
        at_most(wish.groups.len())?;
        let from = asker.place(&wish.from, Some(wish.from_period), Action::ManageGroups).await?;
        let to = asker.place(&wish.to, Some(wish.to_period), Action::ManageGroups).await?;
        asker.authorise(Action::CopyGroups { from: (&from.course).into(), to: (&to.course).into() })?;
        let originals = asker.store().originals(from.course.id, wish.from_period, &wish.groups).await?;
        Ok(Self { from, to, originals })
    }
}
