//! Reading groups.

use crate::founded::{
    COURSE, NEXT_PERIOD, OTHER_COURSE, PERIOD, director, founded, id_of, make, name, new_group, with_tutor,
};
use domain::enrolment::EnrolmentChange;
use domain::groups::Version;
use domain::groups::acts::delete_groups;
use domain::id::{CohortId, GroupId};
use domain::tutoring::TutorKind;
use store::Store;
use store::testing::{TestStore, learner, worker};

/// Learners have the genders M, NB, U, F in turn, from learner 1 on.
async fn filled(store: &Store) {
    founded(store).await;
    make(
        store,
        "PBL",
        &[
            new_group("PBL 10", &[]),
            with_tutor(
                with_tutor(
                    new_group("PBL 2", &[learner(5), learner(1), learner(4), learner(3)]),
                    worker(3),
                    TutorKind::Tutor,
                ),
                worker(1),
                TutorKind::Teacher,
            ),
            new_group("PBL 1", &[learner(2)]),
        ],
    )
    .await;
    make(store, "Lab", &[new_group("lab", &[learner(1), learner(9)]), new_group("Gone", &[learner(6)])]).await;
    let gone = id_of(store, "Gone").await;
    store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[gone])).await.unwrap();
}

async fn withdraw(store: &Store, n: i64) {
    store.change_enrolment(COURSE, PERIOD, &[EnrolmentChange::WithdrawLearner(learner(n))], &director()).await.unwrap();
}

store::on_both_databases! {
    async fn the_dashboard_shows_live_groups_in_the_order_of_their_names(store: TestStore) {
        filled(&store).await;
        let dashboard = store.dashboard(COURSE, PERIOD).await.unwrap();
        let rows: Vec<_> = dashboard.groups.iter().map(|g| (g.name.as_str(), g.members)).collect();
        assert_eq!(rows, [("lab", 2), ("PBL 1", 1), ("PBL 2", 4), ("PBL 10", 0)]);
        assert_eq!((dashboard.version, dashboard.enrolled, dashboard.placed), (Version(3), 9, 6));
        let sets: Vec<_> = dashboard.sets.iter().map(|s| (s.name.as_str(), s.several, s.groups)).collect();
        assert_eq!(sets, [("Lab", false, 1), ("PBL", false, 3)]);
        assert_eq!(dashboard.groups[1].set, dashboard.sets[1].id);
    }

    async fn the_dashboard_shows_tutors_by_name_and_genders_in_the_schools_order(store: TestStore) {
        filled(&store).await;
        let dashboard = store.dashboard(COURSE, PERIOD).await.unwrap();
        let row = &dashboard.groups[2];
        let tutors: Vec<_> = row.tutors.iter().map(|(p, kind)| (p.last.as_str(), *kind)).collect();
        assert_eq!(tutors, [("Årsen", TutorKind::Teacher), ("Costa", TutorKind::Tutor)]);
        assert_eq!(row.tutors[0].0.department.as_deref(), Some("Surgery"));
        let genders: Vec<_> = row.genders.iter().map(|(g, n)| (g.as_str(), *n)).collect();
        assert_eq!(genders, [("F", 1), ("M", 2), ("U", 1)], "no gender nobody has");
        assert!(dashboard.groups[3].genders.is_empty());
    }

    async fn a_place_without_groups_has_an_empty_dashboard(store: TestStore) {
        founded(&store).await;
        let dashboard = store.dashboard(COURSE, NEXT_PERIOD).await.unwrap();
        assert_eq!((dashboard.version, dashboard.enrolled, dashboard.placed), (Version(0), 8, 0));
        assert!(dashboard.groups.is_empty() && dashboard.sets.is_empty());
    }

    async fn who_left_the_course_is_shown_in_their_group_and_counted_as_not_enrolled(store: TestStore) {
        filled(&store).await;
        withdraw(&store, 3).await;
        let dashboard = store.dashboard(COURSE, PERIOD).await.unwrap();
        assert_eq!((dashboard.enrolled, dashboard.placed, dashboard.groups[2].members), (8, 5, 4));
        let (_, view) = store.group(COURSE, id_of(&store, "PBL 2").await).await.unwrap().unwrap();
        let members: Vec<_> = view.members.iter().map(|(p, enrolled)| (p.id, *enrolled)).collect();
        assert_eq!(members, [(learner(1), true), (learner(3), false), (learner(4), true), (learner(5), true)]);
    }

    async fn a_groups_page_has_its_people_its_set_and_its_neighbours(store: TestStore) {
        filled(&store).await;
        let two = id_of(&store, "PBL 2").await;
        let (period, view) = store.group(COURSE, two).await.unwrap().unwrap();
        assert_eq!((period.id, period.title.as_str()), (PERIOD, "Term 1"));
        assert_eq!((view.id, view.name, view.version), (two, name("PBL 2"), Version(3)));
        assert_eq!((view.set.name.as_str(), view.set.several, view.set.groups), ("PBL", false, 3));
        let order: Vec<_> = store.dashboard(COURSE, PERIOD).await.unwrap().groups.iter().map(|g| g.id).collect();
        assert_eq!(view.siblings, order);
        assert_eq!(view.tutors.len(), 2);
    }

    async fn a_deleted_foreign_or_unknown_group_has_no_page(store: TestStore) {
        filled(&store).await;
        let two = id_of(&store, "PBL 2").await;
        assert!(store.group(OTHER_COURSE, two).await.unwrap().is_none());
        assert!(store.group(COURSE, GroupId(9_999)).await.unwrap().is_none());
        store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[two])).await.unwrap();
        assert!(store.group(COURSE, two).await.unwrap().is_none());
    }

    async fn candidates_are_those_enrolled_now_with_where_they_stand(store: TestStore) {
        filled(&store).await;
        withdraw(&store, 8).await;
        let candidates = store.candidates(COURSE, PERIOD).await.unwrap();
        let ids: Vec<_> = candidates.iter().map(|c| c.person.id.0 - learner(0).0).collect();
        assert_eq!(ids, [1, 2, 3, 4, 5, 6, 7, 9]);
        let first = &candidates[0];
        assert_eq!(first.cohorts, ["Class of 2029"]);
        let groups: Vec<_> = first.groups.iter().map(|(_, _, name)| name.as_str()).collect();
        assert_eq!(groups, ["PBL 2", "lab"]);
        assert_ne!(first.groups[0].0, first.groups[1].0, "two sets");
        assert!(candidates[5].groups.is_empty(), "a deleted group holds nobody");
        assert_eq!(candidates[7].cohorts, ["Class of 2030", "Scholars"], "also where the cohort is not enrolled");
    }

    async fn originals_come_in_the_order_of_the_dashboard(store: TestStore) {
        filled(&store).await;
        let (one, two, gone) = (id_of(&store, "PBL 1").await, id_of(&store, "PBL 2").await, GroupId(9_999));
        let lab = id_of(&store, "lab").await;
        let originals = store.originals(COURSE, PERIOD, &[two, gone, lab, one]).await.unwrap();
        let said: Vec<_> = originals
            .iter()
            .map(|o| (o.set.as_str(), o.group.name.as_str(), o.group.members.len(), o.group.tutors.len()))
            .collect();
        assert_eq!(said, [("Lab", "lab", 2, 0), ("PBL", "PBL 1", 1, 0), ("PBL", "PBL 2", 4, 2)]);
        assert_eq!(originals[2].group.members, [learner(1), learner(3), learner(4), learner(5)]);
        assert_eq!(originals[2].group.tutors, [(worker(1), TutorKind::Teacher), (worker(3), TutorKind::Tutor)]);
        assert!(store.originals(COURSE, NEXT_PERIOD, &[one]).await.unwrap().is_empty());
    }

    async fn a_cohort_enrolled_later_brings_candidates(store: TestStore) {
        founded(&store).await;
        let change = [EnrolmentChange::EnrolCohort(CohortId(2))];
        store.change_enrolment(COURSE, PERIOD, &change, &director()).await.unwrap();
        assert_eq!(store.candidates(COURSE, PERIOD).await.unwrap().len(), 12);
    }
}
