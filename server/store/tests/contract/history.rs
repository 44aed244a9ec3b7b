//! The history: what it tells, what can be undone, and the groups as they were.

use crate::founded::{COURSE, NEXT_PERIOD, PERIOD, director, founded, id_of, make, name, new_group, shape, state};
use crate::random_acts::draw;
use domain::enrolment::EnrolmentChange;
use domain::groups::acts::{GroupEdit, delete_groups, edit_group};
use domain::groups::history::{HistoryPart, Kind, Standing, Wish};
use domain::groups::{CourseGroups, Entry, Refusal, Version};
use domain::id::GroupId;
use domain::seed::Seeded;
use domain::tutoring::TutorKind;
use store::testing::{NOW, TestStore, learner, worker};
use store::{By, Store, StoreError};

async fn edit(store: &Store, group: GroupId, edit: &GroupEdit) -> Entry {
    store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, group, edit)).await.unwrap()
}

async fn delete(store: &Store, group: GroupId) -> Entry {
    store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[group])).await.unwrap()
}

async fn part(store: &Store, wish: Wish) -> HistoryPart {
    store.history_part(COURSE, PERIOD, &wish, 100).await.unwrap()
}

async fn whole(store: &Store) -> HistoryPart {
    part(store, Wish::default()).await
}

fn versions(part: &HistoryPart) -> Vec<i64> {
    part.rows.iter().map(|row| row.entry.version.0).collect()
}

/// What pages show of a state.
fn live(state: &CourseGroups) -> String {
    format!("{:#?}", state.live().collect::<Vec<_>>())
}

store::on_both_databases! {
    async fn entries_say_who_did_what_and_are_found_by_it(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)]), new_group("PBL 2", &[])]).await;
        make(&store, "Labs", &[new_group("Lab", &[])]).await;
        let one = id_of(&store, "PBL 1").await;
        let add = GroupEdit { add_members: vec![learner(2)], ..GroupEdit::default() };
        let by = By { user: Some(worker(2)), acted_as: None, at: NOW };
        store.act(COURSE, PERIOD, None, &by, |state, _| edit_group(state, one, &add)).await.unwrap();
        delete(&store, id_of(&store, "Lab").await).await;
        let all = whole(&store).await;
        assert_eq!((versions(&all), all.version, all.older), (vec![4, 3, 2, 1], Version(4), None));
        let kinds: Vec<Kind> = all.rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [Kind::Deleted, Kind::Edited, Kind::Created, Kind::Created]);
        assert_eq!((all.people.len(), all.sets.len()), (2, 2));
        let joined = &all.rows[1].lines;
        assert!(joined.len() == 1 && joined[0].ends_with(" joined PBL 1"), "{joined:?}");
        let who = joined[0].split(',').next().unwrap().to_uppercase();
        let pbl = state(&store).await.set_named(&name("PBL"));
        for (wish, expected) in [
            (Wish { by: Some(worker(2)), ..Wish::default() }, vec![3]),
            (Wish { kind: Some(Kind::Created), ..Wish::default() }, vec![2, 1]),
            (Wish { set: pbl, ..Wish::default() }, vec![3, 1]),
            (Wish { text: "lab".to_owned(), ..Wish::default() }, vec![4, 2]),
            (Wish { text: format!("{who} pbl"), by: Some(worker(2)), ..Wish::default() }, vec![3]),
            (Wish { text: "no such thing".to_owned(), ..Wish::default() }, vec![]),
            (Wish { before: Some(Version(3)), ..Wish::default() }, vec![2, 1]),
        ] {
            assert_eq!(versions(&part(&store, wish.clone()).await), expected, "{wish:?}");
        }
        let two = store.history_part(COURSE, PERIOD, &Wish::default(), 2).await.unwrap();
        assert_eq!((versions(&two), two.older), (vec![4, 3], Some(Version(3))));
        let other = store.history_part(COURSE, NEXT_PERIOD, &Wish::default(), 10).await.unwrap();
        assert_eq!((other.rows.len(), other.people.len()), (0, 0));
    }

    async fn what_stands_in_the_way_is_named(store: TestStore) {
        founded(&store).await;
        let made = make(&store, "A", &[new_group("A", &[])]).await;
        let a = id_of(&store, "A").await;
        let fill = edit(&store, a, &GroupEdit { add_members: vec![learner(1)], ..GroupEdit::default() }).await;
        let renamed = edit(&store, a, &GroupEdit { rename: Some(name("B")), ..GroupEdit::default() }).await;
        let rows = whole(&store).await.rows;
        assert_eq!((&rows[0].standing, &rows[1].standing), (&Standing::Stands, &Standing::Stands));
        let Standing::Held(Refusal::InTheWay { later, .. }) = &rows[2].standing else { panic!("{rows:#?}") };
        assert_eq!(later.id, renamed.id, "the newest of those in the way");
        store.undo(COURSE, PERIOD, renamed.id, &director()).await.unwrap();
        let rows = whole(&store).await.rows;
        let Standing::Held(refusal) = &rows[3].standing else { panic!("{rows:#?}") };
        let Refusal::InTheWay { later, why } = refusal else { panic!("{refusal:?}") };
        assert_eq!((later, why.as_ref()), (&fill, &Refusal::GroupInUse(a)));
        let refused = store.undo(COURSE, PERIOD, made.id, &director()).await;
        assert!(matches!(&refused, Err(StoreError::Refused(same)) if same == refusal), "{refused:?}");
        assert!(refusal.to_string().contains("stands in the way: ") && refusal.to_string().contains(&fill.words));
        store.undo(COURSE, PERIOD, fill.id, &director()).await.unwrap();
        store.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
        assert_eq!(state(&store).await.live().count(), 0);
    }

    async fn nobody_stands_in_the_way_where_someone_left(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let a = id_of(&store, "A").await;
        edit(&store, a, &GroupEdit { remove_members: vec![learner(1)], ..GroupEdit::default() }).await;
        let leave = [EnrolmentChange::WithdrawLearner(learner(1))];
        store.change_enrolment(COURSE, PERIOD, &leave, &director()).await.unwrap();
        let rows = whole(&store).await.rows;
        assert_eq!(rows[0].standing, Standing::Held(Refusal::NotEnrolled { learner: learner(1) }));
    }

    async fn what_was_undone_is_marked_and_can_be_done_again_and_again(store: TestStore) {
        founded(&store).await;
        let made = make(&store, "A", &[new_group("A", &[learner(1)])]).await;
        let full = shape(&state(&store).await);
        for round in 0..3 {
            let undone = store.undo(COURSE, PERIOD, made.id, &director()).await.unwrap();
            assert_eq!(undone.words, "Undone: 1 group created with 1 learner.");
            let rows = whole(&store).await.rows;
            assert_eq!(rows[0].standing, Standing::Stands, "an undo can be undone");
            let standing = &rows.last().unwrap().standing;
            assert!(matches!(standing, Standing::Undone(by) if *by == undone), "{round}: {standing:?}");
            let again = store.undo(COURSE, PERIOD, made.id, &director()).await;
            assert!(matches!(again, Err(StoreError::Refused(Refusal::Nothing))), "{again:?}");
            let redone = store.undo(COURSE, PERIOD, undone.id, &director()).await.unwrap();
            assert_eq!(redone.words, "Redone: 1 group created with 1 learner.");
            assert_eq!(shape(&state(&store).await), full);
            let rows = whole(&store).await.rows;
            assert_eq!((rows[0].kind, &rows[0].standing), (Kind::Redone, &Standing::Stands));
            assert_eq!(rows.last().unwrap().standing, Standing::Stands, "it stands again");
            assert!(matches!(&rows[1].standing, Standing::Undone(by) if *by == redone), "its undo does not");
        }
    }

    async fn groups_are_seen_as_they_were_and_come_back(store: TestStore) {
        founded(&store).await;
        let mut group = new_group("A", &[learner(1), learner(2)]);
        group.tutors.push((worker(1), TutorKind::Teacher));
        make(&store, "S", &[group, new_group("B", &[learner(3)])]).await;
        let before = state(&store).await;
        delete(&store, id_of(&store, "A").await).await;
        let b = id_of(&store, "B").await;
        let rename = GroupEdit { rename: Some(name("A")), add_members: vec![learner(1)], ..GroupEdit::default() };
        edit(&store, b, &rename).await;
        make(&store, "T", &[new_group("B", &[])]).await;
        let then = store.groups_then(COURSE, PERIOD, Version(1)).await.unwrap().unwrap();
        let shown: Vec<_> = then.groups.iter().map(|g| (g.name.as_str(), g.members.len(), g.tutors.len())).collect();
        assert_eq!(shown, [("A", 2, 1), ("B", 1, 0)]);
        assert_eq!((then.version, then.entry.unwrap().version), (Version(4), Version(1)));
        assert!(then.lines.iter().any(|line| line == "A brought back"), "{:?}", then.lines);
        let nothing = store.groups_then(COURSE, PERIOD, Version(0)).await.unwrap().unwrap();
        assert_eq!((nothing.groups.len(), nothing.entry), (0, None));
        for (at, there) in [(4, true), (5, false), (-1, false)] {
            assert_eq!(store.groups_then(COURSE, PERIOD, Version(at)).await.unwrap().is_some(), there, "{at}");
        }
        let stale = store.restore(COURSE, PERIOD, Version(3), Version(1), &director()).await;
        assert!(matches!(&stale, Err(StoreError::Refused(Refusal::Stale { since })) if since.len() == 1), "{stale:?}");
        let late = state(&store).await;
        let restored = store.restore(COURSE, PERIOD, Version(4), Version(1), &director()).await.unwrap();
        assert_eq!(restored.words, "Groups restored to how they were after “2 groups created with 3 learners”.");
        assert_eq!(live(&state(&store).await), live(&before));
        let again = store.restore(COURSE, PERIOD, Version(5), Version(1), &director()).await;
        assert!(matches!(again, Err(StoreError::Refused(Refusal::Nothing))), "{again:?}");
        store.undo(COURSE, PERIOD, restored.id, &director()).await.unwrap();
        assert_eq!(shape(&state(&store).await), shape(&late));
    }

    async fn any_state_of_a_history_drawn_at_random_is_seen_and_comes_back(store: TestStore) {
        founded(&store).await;
        let mut chance = Seeded::new(7);
        let mut states = vec![state(&store).await];
        for _ in 0..60 {
            let acted =
                store.act(COURSE, PERIOD, None, &director(), |state, mint| draw(state, mint, &mut chance)).await;
            if acted.is_ok() {
                states.push(state(&store).await);
            }
        }
        assert!(states.len() > 15, "{}", states.len());
        for (at, was) in states.iter().enumerate().step_by(5) {
            let then = store.groups_then(COURSE, PERIOD, was.version).await.unwrap().unwrap();
            let members: usize = then.groups.iter().map(|group| group.members.len()).sum();
            let expected: usize = was.live().map(|(_, group)| group.members.len()).sum();
            assert_eq!((then.groups.len(), members), (was.live().count(), expected), "{at}");
            let base = state(&store).await.version;
            match store.restore(COURSE, PERIOD, base, was.version, &director()).await {
                Ok(_) | Err(StoreError::Refused(Refusal::Nothing)) => {}
                Err(fault) => panic!("{fault:?}"),
            }
            assert_eq!(live(&state(&store).await), live(was), "{at}");
        }
    }
}
