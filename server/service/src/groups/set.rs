//! A set: its groups as they are now, held against the rules they were formed by.

use crate::place::InPeriod;
use crate::{Asker, Fault};
use domain::access::Action;
use domain::forming::recipe::{Asked, Column, Outcome, Task, What};
use domain::forming::rules::Capacity;
use domain::groups::formed::{FormedPage, SetPage};
use domain::groups::{Formed, Group};
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// The page of a set. Rules name learners, so only who manages the groups sees it.
pub async fn read(asker: &Asker, code: &str, period: Option<PeriodId>, set: GroupSetId) -> Result<SetPage, Fault> {
    let place = asker.place(code, period, Action::ManageGroups).await?;
    let (course, period) = (place.course.id, place.period.id);
    let kept = place.store().formed(course, period, set).await?;
    let kept = kept.ok_or(Fault::NotFound("group set"))?;
    let state = place.groups().await?;
    let mut groups: Vec<(GroupId, Group)> =
        state.live().filter(|(_, group)| group.set == set).map(|(id, group)| (id, group.clone())).collect();
    groups.sort_by_cached_key(|(_, group)| group.name.sort_key());
    let members: Vec<Vec<UserId>> = groups.iter().map(|(_, group)| group.members.iter().copied().collect()).collect();
    let learners: BTreeSet<UserId> = members.iter().flatten().copied().collect();
    let formed = match kept.formed {
        Some(formed) => Some(formed_page(&place, &members, formed).await?),
        None => None,
    };
    Ok(SetPage {
        period,
        version: state.version,
        id: set,
        name: kept.name,
        groups: groups.into_iter().map(|(id, group)| (id, group.name)).collect(),
        learners: u32::try_from(learners.len()).unwrap_or(u32::MAX),
        formed,
        locked: state.set(set).is_some_and(|set| set.locked),
    })
}

async fn formed_page(
    place: &InPeriod,
    members: &[Vec<UserId>],
    (at, formed): (OffsetDateTime, Formed),
) -> Result<FormedPage, Fault> {
    let Formed { recipe, seed, steps } = formed;
    let learners: Vec<UserId> = members.iter().flatten().copied().collect();
    let ground = place.store().ground(place.course.id, place.period.id, learners, &recipe.earlier()).await?;
    let size = |group: &Vec<UserId>| u32::try_from(group.len()).unwrap_or(u32::MAX);
    let groups = members.iter().map(size).map(|size| Capacity { least: size, most: size }).collect();
    let task = Task { recipe, ground, groups, fixed: Vec::new(), seed };
    let now = task.check(members).map_err(|fault| fault.to_string());
    let named: Vec<UserId> = named(&task.recipe.rules, now.as_ref().ok()).into_iter().collect();
    let people = place.store().people(&named).await?;
    let sets = place.store().sets_of_course(place.course.id).await?;
    let in_words = |set: &store::EarlierSet| {
        let here = set.period == place.period.id;
        if here { set.name.to_string() } else { [set.name.as_str(), ", ", &set.title].concat() }
    };
    let columns = task.recipe.columns.iter().map(|column| Column { name: column.name.clone(), ..Column::default() });
    Ok(FormedPage {
        at,
        seed,
        steps,
        columns: columns.collect(),
        now,
        people: people.into_iter().map(|person| (person.id, person.name())).collect(),
        sets: sets.iter().map(|set| (set.id, in_words(set))).collect(),
        rules: task.recipe.rules,
    })
}

/// Whom the page names: those whom rules name, and pairs that break one.
fn named(rules: &[Asked], now: Option<&Outcome>) -> BTreeSet<UserId> {
    use domain::forming::rules::Breach;
    let mut named = BTreeSet::new();
    for rule in rules {
        if let What::Together(sets) | What::Apart(sets) = &rule.what {
            named.extend(sets.iter().flatten());
        }
    }
    let Some(now) = now else { return named };
    for breach in now.report.rules.iter().flat_map(|finding| &finding.broken) {
        if let Breach::Pair { a, b, .. } = breach {
            named.extend([a, b].into_iter().filter_map(|at| now.learners.get(*at as usize)));
        }
    }
    named
}
