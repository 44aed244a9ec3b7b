//! Rules that are kept with a set, and what rules look at.

use crate::founded::{
    COURSE, NEXT_PERIOD, OTHER_COURSE, PERIOD, director, founded, make, name, new_group, new_set, state,
};
use domain::forming::recipe::{Asked, Column, Importance, Recipe, Trait, Values, What};
use domain::groups::acts::{add_groups, top_up};
use domain::groups::{Entry, Formed};
use domain::id::{GroupSetId, UserId};
use store::Store;
use store::testing::{TestStore, learner};

fn formed(seed: u64) -> Formed {
    let rules = vec![
        Asked { what: What::Balance(Trait::Gender), force: Importance::Must },
        Asked { what: What::Alike(Trait::Column(0)), force: Importance::Low },
    ];
    let cells = [(learner(1), "A\u{2019}s “mark”".to_owned())].into();
    let columns = vec![Column { name: "=cmd|x".to_owned(), cells }];
    Formed { recipe: Recipe { rules, columns }, seed, steps: 4_096 }
}

async fn make_formed(store: &Store, set: &str, seed: u64, members: &[UserId]) -> Entry {
    let (set, groups) = (new_set(set), [new_group(&format!("{set} 1"), members)]);
    let decide = |state: &_, mint: &mut _| Ok(add_groups(state, mint, &set, &groups)?.formed_by(state, &formed(seed)));
    store.act(COURSE, PERIOD, None, &director(), decide).await.unwrap()
}

async fn set_named(store: &Store, text: &str) -> GroupSetId {
    state(store).await.set_named(&name(text)).unwrap()
}

async fn seed_of(store: &Store, set: GroupSetId) -> Option<u64> {
    store.formed(COURSE, PERIOD, set).await.unwrap().and_then(|kept| kept.formed).map(|(_, formed)| formed.seed)
}

store::on_both_databases! {
    async fn rules_are_kept_with_the_set_they_formed(store: TestStore) {
        founded(&store).await;
        make_formed(&store, "PBL", 7, &[learner(1), learner(2)]).await;
        make(&store, "By hand", &[new_group("By hand", &[])]).await;
        let kept = store.formed(COURSE, PERIOD, set_named(&store, "PBL").await).await.unwrap().unwrap();
        assert_eq!((kept.name, kept.formed.map(|(_, formed)| formed)), (name("PBL"), Some(formed(7))));
        let by_hand = store.formed(COURSE, PERIOD, set_named(&store, "By hand").await).await.unwrap().unwrap();
        assert_eq!(by_hand.formed, None);
        let pbl = set_named(&store, "PBL").await;
        assert_eq!(store.formed(COURSE, NEXT_PERIOD, pbl).await.unwrap(), None);
        assert_eq!(store.formed(COURSE, PERIOD, GroupSetId(-1)).await.unwrap(), None);
    }

    async fn the_last_rules_that_stand_count(store: TestStore) {
        founded(&store).await;
        make_formed(&store, "PBL", 7, &[learner(1)]).await;
        let set = set_named(&store, "PBL").await;
        let group = state(&store).await.live().next().unwrap().0;
        let joining = [(group, vec![learner(2)])];
        let decide = |state: &_, _: &mut _| Ok(top_up(state, &joining)?.formed_by(state, &formed(8)));
        let topped = store.act(COURSE, PERIOD, None, &director(), decide).await.unwrap();
        assert_eq!(topped.words, "1 learner added to 1 group.");
        assert_eq!(seed_of(&store, set).await, Some(8));
        let undone = store.undo(COURSE, PERIOD, topped.id, &director()).await.unwrap();
        assert_eq!(seed_of(&store, set).await, Some(7));
        store.undo(COURSE, PERIOD, undone.id, &director()).await.unwrap();
        assert_eq!(seed_of(&store, set).await, Some(8));
    }

    async fn a_set_that_is_taken_back_tells_nothing(store: TestStore) {
        founded(&store).await;
        let entry = make_formed(&store, "PBL", 7, &[learner(1)]).await;
        let set = set_named(&store, "PBL").await;
        let undone = store.undo(COURSE, PERIOD, entry.id, &director()).await.unwrap();
        assert_eq!(store.formed(COURSE, PERIOD, set).await.unwrap(), None);
        store.undo(COURSE, PERIOD, undone.id, &director()).await.unwrap();
        assert_eq!(seed_of(&store, set).await, Some(7));
    }

    async fn earlier_groups_are_those_of_the_course_in_any_period(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1), learner(2)]), new_group("PBL 2", &[])]).await;
        let next = new_set("Next");
        let groups = [new_group("Next 1", &[learner(3)])];
        store.act(COURSE, NEXT_PERIOD, None, &director(), |state, mint| add_groups(state, mint, &next, &groups))
            .await.unwrap();
        let sets = store.sets_of_course(COURSE).await.unwrap();
        let said: Vec<_> = sets.iter().map(|set| (set.name.as_str(), set.title.as_str(), set.groups)).collect();
        assert_eq!(said, [("Next", "Term 2", 1), ("PBL", "Term 1", 2)]);
        let ids: Vec<GroupSetId> = sets.iter().map(|set| set.id).collect();
        let mut found = store.groups_of_sets(COURSE, &ids).await.unwrap();
        found.sort_by_key(|(_, groups)| groups.len());
        assert_eq!(found, [
            (ids[0], vec![vec![learner(3)]]),
            (ids[1], vec![vec![learner(1), learner(2)], Vec::new()]),
        ]);
        assert_eq!(store.groups_of_sets(OTHER_COURSE, &ids).await.unwrap(), []);
        assert_eq!(store.sets_of_course(OTHER_COURSE).await.unwrap(), []);
    }

    async fn rules_are_told_what_profiles_hold(store: TestStore) {
        founded(&store).await;
        let learners = vec![learner(9), learner(1), learner(8)];
        let ground = store.ground(COURSE, PERIOD, learners.clone(), &[]).await.unwrap();
        assert_eq!(ground.learners, learners);
        let texts = |of: Trait| {
            let Values { names, kinds, .. } = ground.known.iter().find(|values| values.of == of).unwrap();
            kinds.iter().map(|kind| kind.map(|kind| names[kind as usize].clone())).collect::<Vec<_>>()
        };
        let some = |texts: [&str; 3]| texts.map(|text| Some(text.to_owned())).to_vec();
        assert_eq!(texts(Trait::Cohort), some(["Class of 2030, Scholars", "Class of 2029", "Class of 2029, Scholars"]));
        assert_eq!(texts(Trait::GradYear), some(["2029", "2029", "2029"]));
        assert_eq!(texts(Trait::Gender), some(["M", "M", "F"]));
        assert_eq!(texts(Trait::Track), [None, None, None]);
        assert_eq!(texts(Trait::EntryYear), [None, None, None]);
    }
}
