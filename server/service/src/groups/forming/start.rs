//! What the wizard starts from, as the server knows it.

use crate::Fault;
use crate::place::InPeriod;
use domain::groups::CourseGroups;
use domain::groups::wizard::{Again, Candidate, Earlier, Standing, Start};
use domain::id::{GroupSetId, PeriodId, UserId};
use domain::seed;
use std::collections::BTreeSet;
use store::EarlierSet;

/// Reads it. `again` is a set of the course whose rules are used again.
pub(super) async fn read(place: &InPeriod, again: Option<GroupSetId>) -> Result<Start, Fault> {
    let (course, period) = (place.course.id, place.period.id);
    // The version first: whatever changes while the rest is read makes the act stale and not wrong.
    let dashboard = place.store().dashboard(course, period).await?;
    let (cohorts, learners) = learners(place).await?;
    let state = place.groups().await?;
    let groups = standing(&state);
    let enrolled = learners.iter().map(|learner| learner.person.id);
    let left: BTreeSet<UserId> =
        groups.iter().flat_map(|group| &group.members).copied().filter(|who| !state.is_enrolled(*who)).collect();
    let ground = place.store().ground(course, period, enrolled.chain(left).collect(), &[]).await?;
    let earlier = place.store().sets_of_course(course).await?;
    let again = match again.and_then(|set| earlier.iter().find(|earlier| earlier.id == set)) {
        Some(set) => rules_of(place, set).await?,
        None => None,
    };
    let now = place.asker.now().unix_timestamp_nanos().unsigned_abs();
    Ok(Start {
        period,
        version: dashboard.version,
        sets: dashboard.sets,
        names: dashboard.groups.into_iter().map(|group| group.name).collect(),
        genders: place.store().genders().await?,
        cohorts,
        learners,
        seed: seed::of_five_digits(u64::try_from(now & u128::from(u64::MAX)).unwrap_or_default()),
        people: ground.learners,
        known: ground.known,
        groups,
        earlier: earlier.into_iter().map(|set| seen_from(set, period)).collect(),
        again,
    })
}

/// Everyone enrolled, with the names of the cohorts they come from.
async fn learners(place: &InPeriod) -> Result<(Vec<String>, Vec<Candidate>), Fault> {
    let mut cohorts: Vec<String> = Vec::new();
    let mut learners = Vec::new();
    for candidate in place.store().candidates(place.course.id, place.period.id).await? {
        let mut of = Vec::with_capacity(candidate.cohorts.len());
        for name in candidate.cohorts {
            of.push(cohorts.iter().position(|known| *known == name).unwrap_or_else(|| {
                cohorts.push(name);
                cohorts.len() - 1
            }));
        }
        let sets = candidate.groups.into_iter().map(|(set, _, _)| set).collect();
        learners.push(Candidate { person: candidate.person, cohorts: of, sets });
    }
    Ok((cohorts, learners))
}

/// The groups of the period, in the order of their names.
fn standing(state: &CourseGroups) -> Vec<Standing> {
    let mut groups: Vec<Standing> = state
        .live()
        .map(|(id, group)| Standing {
            id,
            set: group.set,
            name: group.name.clone(),
            members: group.members.iter().copied().collect(),
        })
        .collect();
    groups.sort_by_cached_key(|group| group.name.sort_key());
    groups
}

async fn rules_of(place: &InPeriod, set: &EarlierSet) -> Result<Option<Again>, Fault> {
    let kept = place.store().formed(place.course.id, set.period, set.id).await?;
    Ok(kept.and_then(|kept| kept.formed).map(|(_, formed)| Again {
        set: set.id,
        name: set.name.clone(),
        recipe: formed.recipe,
        groups: set.groups,
    }))
}

fn seen_from(set: EarlierSet, period: PeriodId) -> Earlier {
    let elsewhere = set.period != period;
    Earlier { id: set.id, name: set.name, period: elsewhere.then_some(set.title), groups: set.groups }
}
