//! Reading the audit log.

use crate::founded::{COURSE, PERIOD, after, director, founded};
use domain::audit::AuditRow;
use domain::course::Course;
use domain::id::{GroupId, OrganisationId};
use domain::period::Period;
use domain::tutoring::{LinkedGroup, TutorKind};
use store::By;
use store::testing::{TODAY, TestStore, new_user, worker};

/// An empty group of that name.
fn group(name: &str) -> LinkedGroup {
    LinkedGroup {
        id: GroupId(1),
        name: name.to_owned(),
        course: Course {
            id: COURSE,
            organisation: OrganisationId(1),
            code: "MED-1".to_owned(),
            name: "Medicine".to_owned(),
        },
        period: Period { id: PERIOD, title: "Term 1".to_owned(), starts: TODAY, finishes: TODAY },
        kind: TutorKind::Tutor,
        learners: Vec::new(),
    }
}

fn said(rows: &[AuditRow]) -> Vec<&str> {
    rows.iter().map(|row| row.words.as_str()).collect()
}

store::on_both_databases! {
    async fn each_organisation_sees_its_own_rows_and_only_all_see_the_systems(store: TestStore) {
        founded(&store).await;
        store.create_user(&new_user("a", "A", "One", 1, &["staff:staff"]), &director()).await.unwrap();
        store.create_user(&new_user("b", "B", "Two", 2, &["staff:staff"]), &director()).await.unwrap();
        store.create_user(&new_user("c", "C", "None", 2, &[]), &By { user: None, ..director() }).await.unwrap();
        let objects = |organisations: Option<Vec<OrganisationId>>| {
            let store = &store;
            async move {
                let rows = store.audit(organisations.as_deref(), "", None, 10).await.unwrap();
                rows.into_iter().map(|row| row.object).collect::<Vec<_>>()
            }
        };
        assert_eq!(objects(Some(vec![OrganisationId(1)])).await, ["One, A (a)"]);
        assert_eq!(objects(Some(vec![OrganisationId(2)])).await, ["Two, B (b)"]);
        assert_eq!(objects(Some(vec![OrganisationId(2), OrganisationId(1)])).await, ["Two, B (b)", "One, A (a)"]);
        assert_eq!(objects(Some(vec![])).await, Vec::<String>::new());
        assert_eq!(
            objects(None).await,
            ["None, C (c)", "Two, B (b)", "One, A (a)", "School of Medicine, School of Nursing"]
        );
    }

    async fn every_word_of_a_search_must_be_found_in_any_case(store: TestStore) {
        founded(&store).await;
        store
            .note_learners_viewed(&[group("Zoë, 50% done")], &By { user: Some(worker(1)), acted_as: None, at: after(1) })
            .await
            .unwrap();
        for (query, expected) in [
            ("zoe arsen", 1),
            ("ZOË looked", 1),
            ("learners.view", 1),
            ("50%", 1),
            ("5%0", 0),
            ("zoe berg", 0),
            ("\0", 0),
        ] {
            assert_eq!(store.audit(None, query, None, 10).await.unwrap().len(), expected, "{query:?}");
        }
    }

    async fn the_log_is_read_page_by_page_newest_first(store: TestStore) {
        founded(&store).await;
        for n in 0..5 {
            store.note_learners_viewed(&[group(&format!("View {n}"))], &director()).await.unwrap();
        }
        let first = store.audit(None, "view", None, 2).await.unwrap();
        assert_eq!(said(&first), ["0 learners looked at: MED-1 Term 1 View 4", "0 learners looked at: MED-1 Term 1 View 3"]);
        let second = store.audit(None, "view", Some(first[1].id), 2).await.unwrap();
        assert_eq!(said(&second), ["0 learners looked at: MED-1 Term 1 View 2", "0 learners looked at: MED-1 Term 1 View 1"]);
    }

    async fn a_view_of_learners_stands_in_the_tutors_log(store: TestStore) {
        founded(&store).await;
        store.note_learners_viewed(&[], &By { user: Some(worker(11)), acted_as: None, at: after(0) }).await.unwrap();
        assert_eq!(store.audit(Some(&[OrganisationId(2)]), "", None, 10).await.unwrap().len(), 1);
        assert!(store.audit(Some(&[OrganisationId(1)]), "", None, 10).await.unwrap().is_empty());
    }

    async fn what_the_system_does_names_nobody(store: TestStore) {
        founded(&store).await;
        let rows = store.audit(None, "", None, 10).await.unwrap();
        assert_eq!(rows[0].actor, None);
        assert_eq!(rows[0].words, "Founded with 18 people and 2 courses.");
    }
}
