//! What the wizard starts from, and the act it ends in.

use crate::error::AppError;
use domain::groups::acts::{NewGroup, SetChoice};
use domain::groups::view::SetView;
use domain::groups::{Entry, GroupName, Version};
use domain::id::{GroupSetId, PeriodId};
use domain::person::{Gender, Person};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// A course and period as they stand when the wizard opens, or opens again after a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub period: PeriodId,
    pub version: Version,
    pub sets: Vec<SetView>,
    /// Names of all live groups.
    pub names: Vec<GroupName>,
    /// The school's genders in their order.
    pub genders: Vec<Gender>,
    /// Names of the cohorts that the learners come from.
    pub cohorts: Vec<String>,
    /// Everyone enrolled now, by name.
    pub learners: Vec<Candidate>,
    /// The seed that is used until someone asks for another.
    pub seed: u64,
}

/// An enrolled learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: Person,
    /// Places in [`Start::cohorts`].
    pub cohorts: Vec<usize>,
    /// Sets of the live groups they are in.
    pub sets: Vec<GroupSetId>,
}

/// Opens the wizard.
#[server(endpoint = "groups/new", input = Json)]
pub async fn open(code: String, period: Option<PeriodId>) -> Result<Start, AppError> {
    use crate::gate;
    use domain::access::Action;
    let place = gate::place(&code, period, Action::ManageGroups).await?;
    let (course, period) = (place.course.id, place.period.id);
    // The version first: whatever changes while the rest is read makes the act stale and not wrong.
    let dashboard = place.store.dashboard(course, period).await?;
    let mut cohorts: Vec<String> = Vec::new();
    let mut learners = Vec::new();
    for candidate in place.store.candidates(course, period).await? {
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
    let now = gate::now()?.unix_timestamp_nanos().unsigned_abs();
    Ok(Start {
        period,
        version: dashboard.version,
        sets: dashboard.sets,
        names: dashboard.groups.into_iter().map(|group| group.name).collect(),
        genders: place.store.genders().await?,
        cohorts,
        learners,
        seed: super::draft::short_seed(u64::try_from(now & u128::from(u64::MAX)).unwrap_or_default()),
    })
}

/// Makes exactly `groups`, if nothing changed since `base`. `everyone` says that all enrolled
/// learners were to be placed, which is then checked too.
#[server(endpoint = "groups/add", input = Json)]
pub async fn add(
    code: String,
    period: PeriodId,
    base: Version,
    set: SetChoice,
    groups: Vec<NewGroup>,
    everyone: bool,
) -> Result<Entry, AppError> {
    use crate::gate;
    use domain::access::Action;
    use domain::groups::{CourseGroups, IdMint, Refusal, acts};
    let place = gate::place(&code, Some(period), Action::ManageGroups).await?;
    let decide = move |state: &CourseGroups, mint: &mut IdMint| {
        let placed: usize = groups.iter().map(|group| group.members.len()).sum();
        if everyone && placed != state.enrolled().len() {
            return Err(Refusal::PreviewMoved);
        }
        acts::add_groups(state, mint, &set, &groups)
    };
    Ok(place.store.act(place.course.id, period, Some(base), &gate::by()?, decide).await?)
}
