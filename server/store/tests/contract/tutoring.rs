//! Tutors and their learners, learners and their groups.

use crate::founded::{
    COURSE, NEXT_PERIOD, PERIOD, director, founded, id_of, make, name, new_group, new_set, with_tutor,
};
use domain::groups::acts::{GroupEdit, add_groups, delete_groups, edit_group};
use domain::person::Person;
use domain::tutoring::TutorKind;
use store::Store;
use store::testing::{TestStore, learner, worker};

async fn two_periods(store: &Store) {
    founded(store).await;
    make(
        store,
        "PBL",
        &[
            with_tutor(new_group("PBL 10", &[learner(3)]), worker(2), TutorKind::Tutor),
            with_tutor(new_group("PBL 2", &[learner(2), learner(1)]), worker(2), TutorKind::Auditor),
            with_tutor(new_group("PBL 3", &[learner(4)]), worker(3), TutorKind::Tutor),
        ],
    )
    .await;
    let groups = [with_tutor(new_group("Lab", &[learner(1), learner(5)]), worker(2), TutorKind::Teacher)];
    let set = new_set("Lab");
    store
        .act(COURSE, NEXT_PERIOD, None, &director(), |state, mint| add_groups(state, mint, &set, &groups))
        .await
        .unwrap();
}

fn lasts(people: &[Person]) -> Vec<&str> {
    people.iter().map(|p| p.last.as_str()).collect()
}

store::on_both_databases! {
    async fn a_tutor_sees_the_groups_and_learners_linked_to_them(store: TestStore) {
        two_periods(&store).await;
        let linked = store.linked_groups(worker(2)).await.unwrap();
        let said: Vec<_> =
            linked.iter().map(|g| (g.period.title.as_str(), g.name.as_str(), g.kind, lasts(&g.learners))).collect();
        assert_eq!(
            said,
            [
                ("Term 2", "Lab", TutorKind::Teacher, vec!["Last0001", "Last0005"]),
                ("Term 1", "PBL 2", TutorKind::Auditor, vec!["Last0001", "Last0002"]),
                ("Term 1", "PBL 10", TutorKind::Tutor, vec!["Last0003"]),
            ]
        );
        assert_eq!(linked[0].course.code, "MED-1");
        assert!(store.linked_groups(worker(4)).await.unwrap().is_empty());
    }

    async fn a_link_stands_only_while_both_are_in_a_live_group(store: TestStore) {
        two_periods(&store).await;
        assert!(store.is_linked(worker(2), learner(3)).await.unwrap());
        assert!(!store.is_linked(worker(2), learner(4)).await.unwrap(), "another tutor's learner");
        assert!(!store.is_linked(learner(3), worker(2)).await.unwrap(), "not the other way round");
        let ten = id_of(&store, "PBL 10").await;
        let deleted =
            store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[ten])).await.unwrap();
        assert!(!store.is_linked(worker(2), learner(3)).await.unwrap());
        assert_eq!(store.linked_groups(worker(2)).await.unwrap().len(), 2);
        store.undo(COURSE, PERIOD, deleted.id, &director()).await.unwrap();
        assert!(store.is_linked(worker(2), learner(3)).await.unwrap());
        let out = GroupEdit { remove_members: vec![learner(3)], ..GroupEdit::default() };
        store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, ten, &out)).await.unwrap();
        assert!(!store.is_linked(worker(2), learner(3)).await.unwrap());
        assert!(store.is_linked(worker(2), learner(1)).await.unwrap());
    }

    async fn a_learner_sees_their_groups_with_tutors_and_groupmates(store: TestStore) {
        two_periods(&store).await;
        let own = store.own_groups(learner(1)).await.unwrap();
        let said: Vec<_> = own
            .iter()
            .map(|g| {
                let tutors: Vec<_> = g.tutors.iter().map(|(p, kind)| (p.last.as_str(), *kind)).collect();
                (g.name.as_str(), tutors, lasts(&g.groupmates))
            })
            .collect();
        assert_eq!(
            said,
            [
                ("Lab", vec![("Berg", TutorKind::Teacher)], vec!["Last0005"]),
                ("PBL 2", vec![("Berg", TutorKind::Auditor)], vec!["Last0002"]),
            ]
        );
        assert!(store.own_groups(learner(8)).await.unwrap().is_empty());
    }

    async fn a_deleted_group_is_nobodys(store: TestStore) {
        two_periods(&store).await;
        let two = id_of(&store, "PBL 2").await;
        store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[two])).await.unwrap();
        assert_eq!(store.own_groups(learner(1)).await.unwrap().len(), 1);
        assert!(store.own_groups(learner(2)).await.unwrap().is_empty());
        assert_eq!(store.course_groups(COURSE, PERIOD).await.unwrap().group_named(&name("PBL 2")), None);
    }
}
