//! What **"Add"** does on the server: groups that rules formed are held against them from scratch.

use crate::Fault;
use crate::place::InPeriod;
use domain::forming::recipe::Task;
use domain::forming::rules::Cost;
use domain::groups::acts::{self, NewGroup};
use domain::groups::wizard::{Claim, Into, Wanted};
use domain::groups::{Act, CourseGroups, Entry, IdMint, Refusal, Version};
use domain::id::UserId;

/// Makes the groups, or says what changed meanwhile.
pub(super) async fn add(place: &InPeriod, base: Version, wanted: Wanted) -> Result<Entry, Fault> {
    if let Some(claim) = &wanted.formed {
        let state = place.groups().await?;
        // Where something changed since, the act itself says what.
        if state.version == base {
            hold(place, &seats(&state, &wanted.into)?, claim).await?;
        }
    }
    let decide = move |state: &CourseGroups, mint: &mut IdMint| {
        let act = decided(state, mint, &wanted)?;
        Ok(match &wanted.formed {
            Some(claim) => act.formed_by(state, &claim.formed),
            None => act,
        })
    };
    place.act(Some(base), decide).await
}

fn decided(state: &CourseGroups, mint: &mut IdMint, wanted: &Wanted) -> Result<Act, Refusal> {
    match &wanted.into {
        Into::New { set, groups } => {
            let placed: usize = groups.iter().map(|group| group.members.len()).sum();
            if wanted.everyone && placed != state.enrolled().len() {
                return Err(Refusal::PreviewMoved);
            }
            acts::add_groups(state, mint, set, groups)
        }
        Into::Standing(joining) => {
            let joins = |who: UserId| joining.iter().any(|(_, learners)| learners.contains(&who));
            let set = joining.first().and_then(|(group, _)| state.group(*group)).map(|group| group.set);
            let left = |who: &UserId| set.is_some_and(|set| state.seat_of(set, *who).is_none()) && !joins(*who);
            if wanted.everyone && state.enrolled().any(|who| left(&who)) {
                return Err(Refusal::PreviewMoved);
            }
            acts::top_up(state, joining)
        }
    }
}

/// Who would sit in each group, and who of them sits there already.
struct Seats {
    groups: Vec<Vec<UserId>>,
    fixed: Vec<(UserId, u32)>,
}

fn seats(state: &CourseGroups, into: &Into) -> Result<Seats, Refusal> {
    let mut seats = Seats { groups: Vec::new(), fixed: Vec::new() };
    match into {
        Into::New { groups, .. } => {
            for NewGroup { members, .. } in groups {
                enrolled(state, members)?;
                seats.groups.push(members.clone());
            }
        }
        Into::Standing(joining) => {
            for (at, (id, learners)) in (0..).zip(joining) {
                let group = state.group(*id).ok_or(Refusal::NoSuchGroup(*id))?;
                enrolled(state, learners)?;
                seats.fixed.extend(group.members.iter().map(|who| (*who, at)));
                seats.groups.push(group.members.iter().chain(learners).copied().collect());
            }
        }
    }
    Ok(seats)
}

/// Rules are not asked about anybody else: what they answer would tell of them.
fn enrolled(state: &CourseGroups, learners: &[UserId]) -> Result<(), Refusal> {
    match learners.iter().find(|who| !state.is_enrolled(**who)) {
        Some(stranger) => Err(Refusal::NotEnrolled { learner: *stranger }),
        None => Ok(()),
    }
}

/// Refuses groups that break a must, or cost other than was shown.
async fn hold(place: &InPeriod, seats: &Seats, claim: &Claim) -> Result<(), Fault> {
    let Claim { formed, groups, cost: shown } = claim;
    let learners: Vec<UserId> = seats.groups.iter().flatten().copied().collect();
    let earlier = formed.recipe.earlier();
    let ground = place.store().ground(place.course.id, place.period.id, learners, &earlier).await?;
    let task = Task {
        recipe: formed.recipe.clone(),
        ground,
        groups: groups.clone(),
        fixed: seats.fixed.clone(),
        seed: formed.seed,
    };
    let moved = |_| Fault::from(Refusal::PreviewMoved);
    let outcome = task.check(&seats.groups).map_err(moved)?;
    match outcome.report.cost {
        cost if cost != *shown => Err(Refusal::PreviewMoved.into()),
        Cost { must, .. } if must > 0 => Err(Refusal::RuleBroken.into()),
        _ => Ok(()),
    }
}
