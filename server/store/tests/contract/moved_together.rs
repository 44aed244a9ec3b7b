//! Several who move learners at random at the same time, through two servers: nothing is lost, the history replays, and
//! undoing everything gives the start.

use crate::founded::{COURSE, PERIOD, director, founded, make, new_group, shape, state};
use domain::groups::moving::{Move, move_learners};
use domain::groups::{CourseGroups, Entry, Refusal, Version};
use domain::id::{GroupId, GroupSetId};
use domain::seed::Seeded;
use std::collections::BTreeMap;
use store::testing::{TestStore, learner};
use store::{Store, StoreError};

/// Moves that each of four makes.
const EACH: usize = 250;
/// All who are enrolled.
const LEARNERS: usize = 9;
const GROUPS: usize = 4;

/// What one of them did, by what they were told.
#[derive(Default)]
struct Told {
    done: Vec<Entry>,
    stale: usize,
}

/// A move on the groups as someone sees them.
fn draw(known: &CourseGroups, set: GroupSetId, groups: &[GroupId], chance: &mut Seeded) -> Move {
    let who = learner(1 + i64::try_from(chance.below(LEARNERS)).unwrap());
    let from = known.seat_of(set, who);
    let others: Vec<Option<GroupId>> =
        groups.iter().copied().map(Some).chain([None]).filter(|place| *place != from).collect();
    let to = others[chance.below(others.len())];
    Move { learner: who, from, to }
}

/// Moves on what was seen last; after a refusal, which must be that it is stale, the same person again on what is there.
async fn play(store: &Store, seed: u64, set: GroupSetId, groups: &[GroupId]) -> Told {
    let (mut chance, mut told) = (Seeded::new(seed), Told::default());
    let mut known = state(store).await;
    while told.done.len() < EACH {
        let wish = draw(&known, set, groups, &mut chance);
        let decide = |now: &CourseGroups, _: &mut _| move_learners(now, set, &[wish], |who| who.to_string());
        match store.act(COURSE, PERIOD, Some(known.version), &director(), decide).await {
            Ok(entry) => {
                told.done.push(entry);
                // Some look at what is there before they go on, others know what they did.
                if chance.below(3) == 0 {
                    known = state(store).await;
                } else {
                    let act = move_learners(&known, set, &[wish], |who| who.to_string()).unwrap();
                    known.apply_all(&act.changes).unwrap();
                    known.version = Version(known.version.0 + 1);
                }
            }
            Err(StoreError::Refused(Refusal::Stale { since })) => {
                assert!(since.iter().all(|entry| entry.version > known.version), "told what they did not know");
                told.stale += 1;
                known = state(store).await;
            }
            Err(fault) => panic!("{wish:?}: {fault:?}"),
        }
    }
    told
}

/// The groups at each version, from the start by what the history keeps.
async fn replayed(store: &Store, start: &CourseGroups) -> BTreeMap<Version, CourseGroups> {
    let mut now = start.clone();
    let mut all = BTreeMap::new();
    let limit = u32::try_from(5 * EACH).unwrap();
    for happened in store.happened_since(COURSE, PERIOD, start.version, limit).await.unwrap() {
        now.apply_all(&happened.changes).unwrap();
        now.version = happened.entry.version;
        all.insert(now.version, now.clone());
    }
    all
}

store::on_both_databases! {
    async fn a_thousand_moves_of_four_are_each_kept_once_and_all_can_be_undone(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let named: Vec<_> = (1..=GROUPS).map(|n| new_group(&format!("PBL {n}"), &[])).collect();
        make(&store, "PBL", &named).await;
        let start = state(&store).await;
        let groups: Vec<GroupId> = start.live().map(|(id, _)| id).collect();
        let set = start.sets().next().unwrap().0;
        let told = tokio::join!(
            play(&store, 1, set, &groups),
            play(&second, 2, set, &groups),
            play(&store, 3, set, &groups),
            play(&second, 4, set, &groups),
        );
        let told = [told.0, told.1, told.2, told.3];
        assert!(told.iter().map(|each| each.stale).sum::<usize>() > 100, "they were in each other's way");

        let mut done: Vec<Entry> = told.into_iter().flat_map(|each| each.done).collect();
        done.sort_by_key(|entry| entry.version);
        let versions: Vec<i64> = done.iter().map(|entry| entry.version.0).collect();
        let first = start.version.0;
        assert!(versions.iter().copied().eq(first + 1..=first + i64::try_from(4 * EACH).unwrap()), "each once: {versions:?}");
        let kept = store.happened_since(COURSE, PERIOD, start.version, u32::try_from(5 * EACH).unwrap()).await.unwrap();
        assert!(kept.into_iter().map(|happened| happened.entry).eq(done.iter().cloned()), "what was told is what was kept");

        let end = state(&store).await;
        let replayed = replayed(&second, &start).await;
        assert_eq!(shape(&replayed[&end.version]), shape(&end));
        for part in 1..5 {
            let at = Version(first + part * i64::try_from(EACH).unwrap() - 7);
            let then = second.groups_then(COURSE, PERIOD, at).await.unwrap().unwrap();
            let seated: BTreeMap<GroupId, usize> = then.groups.iter().map(|group| (group.id, group.members.len())).collect();
            assert_eq!(seated, replayed[&at].live().map(|(id, group)| (id, group.members.len())).collect());
        }

        for entry in done.iter().rev() {
            store.undo(COURSE, PERIOD, entry.id, &director()).await.unwrap();
        }
        assert_eq!(shape(&state(&second).await), shape(&start));
    }
}
