//! Enrolment by cohort and by person.

use crate::founded::{COURSE, NEXT_PERIOD, OTHER_COURSE, OTHER_PERIOD, PERIOD, after, audited, director, founded};
use domain::enrolment::{EnrolmentChange, Through};
use domain::id::{CohortId, CourseId, OrganisationId, PeriodId};
use store::testing::{NOW, TestStore, learner, worker};
use store::{By, Store, StoreError};
use time::OffsetDateTime;

const FIRST: CohortId = CohortId(1);
const SECOND: CohortId = CohortId(2);
const SCHOLARS: CohortId = CohortId(3);

async fn change(store: &Store, minutes: i64, changes: &[EnrolmentChange]) -> Result<(), StoreError> {
    store.change_enrolment(COURSE, PERIOD, changes, &By { at: after(minutes), ..director() }).await
}

/// The learners by number, with how they came and when they left.
async fn list(store: &Store) -> Vec<(i64, Through, Option<OffsetDateTime>)> {
    let enrolment = store.enrolment(COURSE, PERIOD).await.unwrap();
    enrolment.learners.into_iter().map(|l| (l.person.id.0 - learner(0).0, l.through, l.left)).collect()
}

async fn current(store: &Store) -> Vec<i64> {
    let enrolment = store.enrolment(COURSE, PERIOD).await.unwrap();
    let now: Vec<i64> = enrolment.current().map(|p| p.id.0 - learner(0).0).collect();
    let candidates = store.candidates(COURSE, PERIOD).await.unwrap();
    assert_eq!(now, candidates.iter().map(|c| c.person.id.0 - learner(0).0).collect::<Vec<_>>(), "one rule everywhere");
    let state = store.course_groups(COURSE, PERIOD).await.unwrap();
    assert_eq!(now, (1..=12).filter(|n| state.is_enrolled(learner(*n))).collect::<Vec<_>>(), "one rule everywhere");
    now
}

store::on_both_databases! {
    async fn a_cohort_and_a_learner_make_a_list(store: TestStore) {
        founded(&store).await;
        let enrolment = store.enrolment(COURSE, PERIOD).await.unwrap();
        let cohorts: Vec<_> = enrolment.cohorts.iter().map(|c| (c.id, c.name.as_str(), c.size)).collect();
        assert_eq!(cohorts, [(FIRST, "Class of 2029", 8)]);
        let mut expected: Vec<_> = (1..=8).map(|n| (n, Through::Cohort(FIRST), None)).collect();
        expected.push((9, Through::Single, None));
        assert_eq!(list(&store).await, expected);
        assert_eq!(current(&store).await, (1..=9).collect::<Vec<_>>());
    }

    async fn an_organisation_has_its_cohorts(store: TestStore) {
        founded(&store).await;
        let cohorts = store.cohorts(OrganisationId(1)).await.unwrap();
        assert_eq!(
            cohorts.iter().map(|c| (c.id, c.size)).collect::<Vec<_>>(),
            [(FIRST, 8), (SECOND, 4), (SCHOLARS, 3)]
        );
        assert!(store.cohorts(OrganisationId(2)).await.unwrap().is_empty());
    }

    async fn a_withdrawn_cohort_takes_its_learners_except_those_enrolled_by_name(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::EnrolLearner(learner(3))]).await.unwrap();
        change(&store, 2, &[EnrolmentChange::WithdrawCohort(FIRST)]).await.unwrap();
        assert_eq!(current(&store).await, [3, 9]);
        let list = list(&store).await;
        assert_eq!(list.len(), 9, "who left stays on the list");
        assert_eq!(list[0], (1, Through::Cohort(FIRST), Some(after(2))));
        assert_eq!(list[2], (3, Through::Single, None));
        assert!(store.enrolment(COURSE, PERIOD).await.unwrap().cohorts.is_empty());
    }

    async fn a_cohort_that_comes_back_brings_its_learners_back(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::WithdrawCohort(FIRST)]).await.unwrap();
        change(&store, 2, &[EnrolmentChange::EnrolCohort(FIRST)]).await.unwrap();
        assert_eq!(current(&store).await, (1..=9).collect::<Vec<_>>());
    }

    async fn a_learners_own_row_outweighs_their_cohort(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::WithdrawLearner(learner(2))]).await.unwrap();
        assert_eq!(list(&store).await[1], (2, Through::Cohort(FIRST), Some(after(1))));
        change(&store, 2, &[EnrolmentChange::WithdrawCohort(FIRST), EnrolmentChange::EnrolCohort(FIRST)])
            .await
            .unwrap();
        assert_eq!(current(&store).await, [1, 3, 4, 5, 6, 7, 8, 9], "the cohort does not bring them back");
        change(&store, 3, &[EnrolmentChange::EnrolLearner(learner(2))]).await.unwrap();
        assert_eq!(list(&store).await[1], (2, Through::Single, None));
    }

    async fn a_learner_withdrawn_by_name_leaves_and_may_come_back(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::WithdrawLearner(learner(9))]).await.unwrap();
        assert_eq!(list(&store).await[8], (9, Through::Single, Some(after(1))));
        change(&store, 2, &[EnrolmentChange::WithdrawLearner(learner(9))]).await.unwrap();
        assert_eq!(list(&store).await[8].2, Some(after(1)), "who left does not leave again");
        change(&store, 3, &[EnrolmentChange::EnrolLearner(learner(9))]).await.unwrap();
        assert_eq!(current(&store).await, (1..=9).collect::<Vec<_>>());
    }

    async fn withdrawing_someone_who_never_was_enrolled_leaves_no_trace_on_the_list(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::WithdrawLearner(learner(12))]).await.unwrap();
        assert_eq!(list(&store).await.len(), 9);
    }

    async fn a_learner_of_two_enrolled_cohorts_is_there_once(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::EnrolCohort(SECOND), EnrolmentChange::EnrolCohort(SCHOLARS)])
            .await
            .unwrap();
        assert_eq!(current(&store).await, (1..=12).collect::<Vec<_>>());
        assert_eq!(store.dashboard(COURSE, PERIOD).await.unwrap().enrolled, 12);
        assert_eq!(list(&store).await[7], (8, Through::Cohort(FIRST), None));
        assert_eq!(list(&store).await[8], (9, Through::Single, None));
        change(&store, 2, &[EnrolmentChange::WithdrawCohort(FIRST)]).await.unwrap();
        assert_eq!(current(&store).await, [8, 9, 10, 11, 12], "the other cohort keeps them");
        assert_eq!(list(&store).await[7], (8, Through::Cohort(SCHOLARS), None));
        change(&store, 3, &[EnrolmentChange::WithdrawCohort(SCHOLARS), EnrolmentChange::WithdrawCohort(SECOND)])
            .await
            .unwrap();
        assert_eq!(current(&store).await, [9]);
    }

    async fn another_period_is_untouched(store: TestStore) {
        founded(&store).await;
        change(&store, 1, &[EnrolmentChange::WithdrawCohort(FIRST)]).await.unwrap();
        assert_eq!(store.enrolment(COURSE, NEXT_PERIOD).await.unwrap().current().count(), 8);
    }

    async fn only_ones_own_organisations_learners_and_cohorts_are_enrolled(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        for (changes, expected) in [
            (vec![EnrolmentChange::EnrolLearner(learner(21))], "learner"),
            (vec![EnrolmentChange::EnrolLearner(worker(2))], "learner"),
            (vec![EnrolmentChange::EnrolLearner(learner(12)), EnrolmentChange::EnrolCohort(CohortId(9))], "cohort"),
        ] {
            let refused = change(&store, 1, &changes).await;
            assert!(matches!(refused, Err(StoreError::Missing(what)) if what == expected), "{refused:?}");
        }
        let foreign = [EnrolmentChange::EnrolCohort(FIRST)];
        let refused = store.change_enrolment(OTHER_COURSE, OTHER_PERIOD, &foreign, &director()).await;
        assert!(matches!(refused, Err(StoreError::Missing("cohort"))), "{refused:?}");
        assert_eq!(current(&store).await, (1..=9).collect::<Vec<_>>(), "all or nothing");
        assert_eq!(audited(&store).await, before);
    }

    async fn a_course_does_not_run_in_anothers_period(store: TestStore) {
        founded(&store).await;
        for (course, period, expected) in
            [(COURSE, OTHER_PERIOD, "period"), (COURSE, PeriodId(9), "period"), (CourseId(9), PERIOD, "course")]
        {
            let refused = store.change_enrolment(course, period, &[], &director()).await;
            assert!(matches!(refused, Err(StoreError::Missing(what)) if what == expected), "{refused:?}");
        }
    }

    async fn a_change_tells_the_audit_log_in_words(store: TestStore) {
        founded(&store).await;
        change(&store, 0, &[EnrolmentChange::EnrolCohort(SECOND), EnrolmentChange::WithdrawLearner(learner(1))])
            .await
            .unwrap();
        let row = store.audit(None, "courses.enrolment", None, 1).await.unwrap().remove(0);
        assert_eq!(row.words, "Class of 2030 enrolled. Last0001, First0001 withdrawn.");
        assert_eq!((row.object.as_str(), row.at), ("MED-1, Term 1", NOW));
        let many: Vec<_> = (1..=12).map(|n| EnrolmentChange::EnrolLearner(learner(n))).collect();
        change(&store, 1, &many).await.unwrap();
        let row = store.audit(None, "courses.enrolment", None, 1).await.unwrap().remove(0);
        assert!(row.words.ends_with("Last0010, First0010 enrolled. And 2 more."), "{}", row.words);
    }
}
