//! Acts drawn at random: the store keeps exactly what the domain says, and undoing all gives the start.

use crate::founded::{COURSE, PERIOD, director, founded, name, new_group, shape, state};
use domain::groups::acts::{self, GroupEdit, SetChoice};
use domain::groups::locking;
use domain::groups::{Act, CourseGroups, IdMint, Refusal, Version};
use domain::id::{GroupId, UserId};
use domain::seed::Seeded;
use domain::tutoring::TutorKind;
use proptest::prelude::*;
use store::testing::{TestStore, learner, worker};
use store::{Store, StoreError};

/// An act someone may try on the state as it is; it may be refused.
pub(crate) fn draw(state: &CourseGroups, mint: &mut IdMint, chance: &mut Seeded) -> Result<Act, Refusal> {
    let live: Vec<GroupId> = state.live().map(|(id, _)| id).collect();
    let some_group = |chance: &mut Seeded| live.get(chance.below(live.len())).copied().unwrap_or(GroupId(0));
    match chance.below(8) {
        0 | 1 => {
            let sets: Vec<_> = state.sets().map(|(id, _)| id).collect();
            let set = match chance.below(sets.len() + 1) {
                0 => SetChoice::New { name: some_name("Set", chance), several: chance.below(3) == 0 },
                n => SetChoice::Existing(sets[n - 1]),
            };
            let groups: Vec<_> = (0..=chance.below(3))
                .map(|_| new_group(some_name("G", chance).as_str(), &some_learners(chance)))
                .collect();
            acts::add_groups(state, mint, &set, &groups)
        }
        2 => {
            let mut doomed = vec![some_group(chance), some_group(chance)];
            doomed.dedup();
            acts::delete_groups(state, &doomed)
        }
        3 => {
            let sets: Vec<_> = state.sets().map(|(id, _)| id).collect();
            let set = sets.get(chance.below(sets.len())).copied().unwrap_or_default();
            acts::rename_set(state, set, &some_name("Set", chance))
        }
        4 => {
            let sets: Vec<_> = state.sets().map(|(id, set)| (id, set.locked)).collect();
            // Locked sets are unlocked more often than not: else nothing would go on.
            let (set, locked) = sets.get(chance.below(sets.len())).copied().unwrap_or_default();
            locking::lock_set(state, set, if locked { false } else { chance.below(3) == 0 })
        }
        5 => {
            let id = some_group(chance);
            let group = state.group(id).ok_or(Refusal::NoSuchGroup(id))?;
            let members: Vec<UserId> = group.members.iter().copied().filter(|_| chance.below(2) == 0).collect();
            let places: Vec<(UserId, GroupId)> = members.into_iter().map(|learner| (learner, id)).collect();
            locking::lock_places(state, group.set, &places, chance.below(2) == 0, |_| String::new())
        }
        _ => {
            let id = some_group(chance);
            acts::edit_group(state, id, &some_edit(state, id, chance))
        }
    }
}

fn some_edit(state: &CourseGroups, id: GroupId, chance: &mut Seeded) -> GroupEdit {
    let kinds = TutorKind::ALL;
    let (members, tutors): (Vec<UserId>, Vec<UserId>) = state
        .group(id)
        .map(|g| (g.members.iter().copied().collect(), g.tutors.keys().copied().collect()))
        .unwrap_or_default();
    GroupEdit {
        rename: (chance.below(3) == 0).then(|| some_name("G", chance)),
        remove_members: members.into_iter().filter(|_| chance.below(3) == 0).collect(),
        add_members: some_learners(chance),
        remove_tutors: tutors.into_iter().filter(|_| chance.below(4) == 0).collect(),
        set_tutors: (0..chance.below(2)).map(|_| (worker(1 + number(chance, 4)), kinds[chance.below(4)])).collect(),
    }
}

/// Few names, so that they clash, in several cases, so that they fold.
fn some_name(prefix: &str, chance: &mut Seeded) -> domain::groups::GroupName {
    let cased = if chance.below(2) == 0 { prefix.to_uppercase() } else { prefix.to_lowercase() };
    name(&format!("{cased} {}", chance.below(8)))
}

fn some_learners(chance: &mut Seeded) -> Vec<UserId> {
    let mut learners: Vec<UserId> = (0..chance.below(4)).map(|_| learner(1 + number(chance, 10))).collect();
    learners.sort_unstable();
    learners.dedup();
    learners
}

fn number(chance: &mut Seeded, below: usize) -> i64 {
    i64::try_from(chance.below(below)).unwrap()
}

/// Does `many` acts of `seed`; what the store keeps equals what the domain says after each.
async fn act_at_random(store: &Store, seed: u64, many: usize) {
    let mut chance = Seeded::new(seed);
    let start = shape(&state(store).await);
    let mut kept = Vec::new();
    for _ in 0..many {
        let before = state(store).await;
        let mut expected = None;
        let outcome = store
            .act(COURSE, PERIOD, Some(before.version), &director(), |state, mint| {
                let act = draw(state, mint, &mut chance)?;
                let mut after = state.clone();
                after.apply_all(&act.changes)?;
                expected = Some(shape(&after));
                Ok(act)
            })
            .await;
        let after = state(store).await;
        match outcome {
            Ok(entry) => {
                kept.push(entry.id);
                assert_eq!((Some(shape(&after)), after.version), (expected, entry.version));
            }
            Err(StoreError::Refused(_)) => assert_eq!((shape(&after), after.version), (shape(&before), before.version)),
            Err(fault) => panic!("{fault:?}"),
        }
    }
    let done = i64::try_from(kept.len()).unwrap();
    for entry in kept.into_iter().rev() {
        store.undo(COURSE, PERIOD, entry, &director()).await.unwrap();
    }
    let end = state(store).await;
    assert_eq!((shape(&end), end.version), (start, Version(2 * done)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_the_domain_says_and_all_can_be_undone(seed in any::<u64>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = Store::open("sqlite::memory:").await.unwrap();
            founded(&store).await;
            act_at_random(&store, seed, 25).await;
        });
    }
}

store::on_both_databases! {
    async fn sixty_acts_at_random_are_kept_and_undone(store: TestStore) {
        founded(&store).await;
        act_at_random(&store, 2_026, 60).await;
    }
}
