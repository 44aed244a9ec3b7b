//! Courses, periods, contacts.

use crate::founded::{COURSE, NEXT_PERIOD, OTHER_COURSE, audited, director, founded, make, new_group};
use domain::course::ContactKind;
use domain::enrolment::EnrolmentChange;
use domain::id::{CohortId, CourseId, PeriodId, UserId};
use store::StoreError;
use store::testing::{TODAY, TestStore, learner, worker};
use time::macros::date;

store::on_both_databases! {
    async fn courses_are_listed_by_code_with_the_counts_of_their_opening_period(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)]), new_group("PBL 2", &[])]).await;
        let rows = store.courses(TODAY).await.unwrap();
        let said: Vec<_> = rows
            .iter()
            .map(|r| (r.course.code.as_str(), r.organisation_name.as_str(), r.period.as_deref(), r.enrolled, r.groups))
            .collect();
        assert_eq!(
            said,
            [
                ("MED-1", "School of Medicine", Some("Term 1"), 9, 2),
                ("NUR-1", "School of Nursing", Some("Year 1"), 1, 0),
            ]
        );
        let next = store.courses(date!(2027 - 02 - 01)).await.unwrap();
        assert_eq!((next[0].period.as_deref(), next[0].enrolled, next[0].groups), (Some("Term 2"), 8, 0));
    }

    async fn someone_enrolled_twice_counts_once(store: TestStore) {
        founded(&store).await;
        let changes = [
            EnrolmentChange::EnrolCohort(CohortId(2)),
            EnrolmentChange::EnrolLearner(learner(1)),
            EnrolmentChange::WithdrawLearner(learner(2)),
        ];
        store.change_enrolment(COURSE, PeriodId(1), &changes, &director()).await.unwrap();
        assert_eq!(store.courses(TODAY).await.unwrap()[0].enrolled, 11);
        assert_eq!(store.dashboard(COURSE, PeriodId(1)).await.unwrap().enrolled, 11);
    }

    async fn a_course_is_found_by_code_in_any_case(store: TestStore) {
        founded(&store).await;
        let course = store.course("med-1").await.unwrap().unwrap();
        assert_eq!((course.id, course.code.as_str()), (COURSE, "MED-1"));
        assert_eq!(store.courses_of(&[COURSE, CourseId(9), COURSE]).await.unwrap(), [course]);
        for none in ["", "MED", "MED-1\0", "x"] {
            assert_eq!(store.course(none).await.unwrap(), None, "{none:?}");
        }
        assert_eq!(store.courses_of(&[]).await.unwrap(), []);
    }

    async fn periods_come_by_start(store: TestStore) {
        founded(&store).await;
        let periods = store.periods(COURSE).await.unwrap();
        assert_eq!(periods.iter().map(|p| p.id).collect::<Vec<_>>(), [PeriodId(1), NEXT_PERIOD]);
        assert_eq!((periods[0].starts, periods[0].finishes), (date!(2026 - 09 - 01), date!(2026 - 12 - 20)));
        assert!(store.periods(CourseId(9)).await.unwrap().is_empty());
    }

    async fn contacts_are_named_once_and_removed(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        store.begin(&director()).await.unwrap().add_contact(COURSE, worker(3), ContactKind::Faculty).await.unwrap();
        store.begin(&director()).await.unwrap().add_contact(COURSE, worker(2), ContactKind::Faculty).await.unwrap();
        store.begin(&director()).await.unwrap().add_contact(COURSE, worker(2), ContactKind::Director).await.unwrap();
        let twice = store.begin(&director()).await.unwrap().add_contact(COURSE, worker(2), ContactKind::Director).await;
        assert!(matches!(twice, Err(StoreError::Taken("contact"))), "{twice:?}");
        let said = |contacts: Vec<domain::course::Contact>| {
            contacts.into_iter().map(|c| (c.kind, c.person.last)).collect::<Vec<_>>()
        };
        assert_eq!(
            said(store.contacts(COURSE).await.unwrap()),
            [
                (ContactKind::Director, "Årsen".to_owned()),
                (ContactKind::Director, "Berg".to_owned()),
                (ContactKind::Faculty, "Berg".to_owned()),
                (ContactKind::Faculty, "Costa".to_owned()),
            ]
        );
        store.remove_contact(COURSE, worker(1), ContactKind::Director, &director()).await.unwrap();
        let gone = store.remove_contact(COURSE, worker(1), ContactKind::Director, &director()).await;
        assert!(matches!(gone, Err(StoreError::Missing("contact"))), "{gone:?}");
        assert_eq!(store.contacts(COURSE).await.unwrap().len(), 3);
        assert_eq!(audited(&store).await, before + 4, "what was refused is not in the log");
    }

    async fn a_contact_needs_a_course_and_a_person(store: TestStore) {
        founded(&store).await;
        let course = store.begin(&director()).await.unwrap().add_contact(CourseId(9), worker(1), ContactKind::Faculty).await;
        assert!(matches!(course, Err(StoreError::Missing("course"))), "{course:?}");
        let user = store.begin(&director()).await.unwrap().add_contact(OTHER_COURSE, UserId(9), ContactKind::Faculty).await;
        assert!(matches!(user, Err(StoreError::Missing("user"))), "{user:?}");
    }
}
