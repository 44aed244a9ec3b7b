//! Forming groups: what the wizard and a rotation start from, and the acts they end in (SPEC F1 to F7).

mod add;
mod start;

use crate::{Asker, Fault, Invalid};
use domain::access::Action;
use domain::forming::rotation::{MOST_ROUNDS, RotationProblem, seat_each_once};
use domain::groups::acts::{self, SetChoice};
use domain::groups::wizard::{EarlierGroups, NewRound, Start, Wanted};
use domain::groups::{CourseGroups, Entry, IdMint, Refusal, Version};
use domain::id::{GroupSetId, PeriodId};

/// What the wizard starts from; `again` is a set of the course whose rules are used again.
pub async fn open(
    asker: &Asker,
    code: &str,
    period: Option<PeriodId>,
    again: Option<GroupSetId>,
) -> Result<Start, Fault> {
    start::read(&asker.place(code, period, Action::ManageGroups).await?, again).await
}

/// The members of each group of these sets of the course, in whichever period.
pub async fn groups_of_sets(asker: &Asker, code: &str, sets: &[GroupSetId]) -> Result<Vec<EarlierGroups>, Fault> {
    let on = asker.course(code, Action::ManageGroups).await?;
    Ok(on.store().groups_of_sets(on.course.id, sets).await?)
}

/// Makes exactly the groups that are wanted, if nothing changed since `base`. What rules formed is held against them
/// as the learners are known now (SPEC F4).
pub async fn add(asker: &Asker, code: &str, period: PeriodId, base: Version, wanted: Wanted) -> Result<Entry, Fault> {
    add::add(&asker.place(code, Some(period), Action::ManageGroups).await?, base, wanted).await
}

/// Makes exactly `rounds`, in one act, if nothing changed since `base`. Every round must seat the same learners, each
/// once; `everyone` says that these were to be all who are enrolled, which is then checked too.
pub async fn add_rounds(
    asker: &Asker,
    code: &str,
    period: PeriodId,
    base: Version,
    rounds: &[NewRound],
    everyone: bool,
) -> Result<Entry, Fault> {
    let place = asker.place(code, Some(period), Action::ManageGroups).await?;
    if rounds.len() > MOST_ROUNDS as usize {
        return Err(Invalid::Rotation(RotationProblem::TooManyRounds { most: MOST_ROUNDS }).into());
    }
    if !seat_each_once(rounds.iter().map(|round| round.groups.iter().map(|group| &group.members))) {
        return Err(Invalid::RoundsDiffer.into());
    }
    let sets: Vec<SetChoice> =
        rounds.iter().map(|round| SetChoice::New { name: round.set.clone(), several: false }).collect();
    let decide = |state: &CourseGroups, mint: &mut IdMint| {
        let seated: usize =
            rounds.first().map_or(0, |round| round.groups.iter().map(|group| group.members.len()).sum());
        if everyone && seated != state.enrolled().len() {
            return Err(Refusal::PreviewMoved);
        }
        let groups = rounds.iter().map(|round| round.groups.as_slice());
        acts::add_rounds(state, mint, &sets.iter().zip(groups).collect::<Vec<_>>())
    };
    place.act(Some(base), decide).await
}
