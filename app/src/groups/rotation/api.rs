//! The act a rotation ends in. It starts from what the wizard starts from.

use crate::error::AppError;
use domain::groups::acts::NewGroup;
use domain::groups::{Entry, GroupName, Version};
use domain::id::PeriodId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A round to be made: a set of its own, with its groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRound {
    pub set: GroupName,
    pub groups: Vec<NewGroup>,
}

/// Makes exactly `rounds`, in one act, if nothing changed since `base`. Every round must seat the same learners, each
/// once; `everyone` says that these were to be all who are enrolled, which is then checked too.
#[server(endpoint = "groups/add-rounds", input = Json)]
pub async fn add(
    code: String,
    period: PeriodId,
    base: Version,
    rounds: Vec<NewRound>,
    everyone: bool,
) -> Result<Entry, AppError> {
    use super::words;
    use crate::gate;
    use domain::access::Action;
    use domain::forming::rotation::{MOST_ROUNDS, RotationProblem, seat_each_once};
    use domain::groups::acts::SetChoice;
    use domain::groups::{CourseGroups, IdMint, Refusal, acts};
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    if rounds.len() > MOST_ROUNDS as usize {
        return Err(AppError::Invalid(RotationProblem::TooManyRounds { most: MOST_ROUNDS }.to_string()));
    }
    if !seat_each_once(rounds.iter().map(|round| round.groups.iter().map(|group| &group.members))) {
        return Err(AppError::Invalid(words::NOT_ONCE.to_owned()));
    }
    let sets: Vec<SetChoice> =
        rounds.iter().map(|round| SetChoice::New { name: round.set.clone(), several: false }).collect();
    let decide = move |state: &CourseGroups, mint: &mut IdMint| {
        let seated: usize =
            rounds.first().map_or(0, |round| round.groups.iter().map(|group| group.members.len()).sum());
        if everyone && seated != state.enrolled().len() {
            return Err(Refusal::PreviewMoved);
        }
        let groups = rounds.iter().map(|round| round.groups.as_slice());
        acts::add_rounds(state, mint, &sets.iter().zip(groups).collect::<Vec<_>>())
    };
    Ok(place.store.act(place.course.id, period, Some(base), &gate::by()?, decide).await?)
}
