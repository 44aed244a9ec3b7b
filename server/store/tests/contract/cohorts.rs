//! Cohorts made, filled, renamed and deleted, and who is in none.

use crate::founded::{after, director, founded};
use crate::user_imports::{MEDICINE, NURSING, create, held, id_of, imported, someone};
use domain::cohort::{CohortRow, Unplaced};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::import::users::plan::Change;
use domain::user::Checked;
use store::testing::{TestStore, learner, worker};
use store::{By, NewAccount, Store, StoreError};

const NURSES: OrganisationId = NURSING;

/// A new learner of that grad year.
async fn learner_of(store: &Store, name: &str, organisation: OrganisationId, year: Option<i32>) -> UserId {
    let permissions = vec![held(organisation, "student:student")];
    let user = Checked { grad_year: year, permissions, ..someone(name) };
    store.begin(&director()).await.unwrap().add_user(&user, &NewAccount::default()).await.unwrap()
}

async fn row(store: &Store, cohort: CohortId) -> CohortRow {
    let rows = store.cohort_rows(None).await.unwrap();
    rows.into_iter().find(|row| row.id == cohort).unwrap()
}

async fn members(store: &Store, cohort: CohortId) -> Vec<UserId> {
    let there = store.cohort_members(cohort).await.unwrap().unwrap();
    assert_eq!(there.cohort.learners as usize, there.members.len());
    there.members.into_iter().map(|person| person.id).collect()
}

async fn last_said(store: &Store) -> (String, String, String) {
    let row = store.audit(None, "cohorts.change", None, 1).await.unwrap().remove(0);
    (row.object, row.words, row.actor.unwrap_or_default())
}

fn said(object: &str, words: &str) -> (String, String, String) {
    (object.to_owned(), words.to_owned(), "Årsen, Ada".to_owned())
}

/// Who is in no class, of the years that the founded school does not have.
async fn unplaced(store: &Store, within: Option<&[OrganisationId]>) -> Vec<Unplaced> {
    store.unplaced(within).await.unwrap().into_iter().filter(|unplaced| unplaced.year > 2030).collect()
}

store::on_both_databases! {
    async fn a_class_is_made_with_everyone_whose_grad_year_it_is(store: TestStore) {
        founded(&store).await;
        let ida = learner_of(&store, "ida", MEDICINE, Some(2031)).await;
        let jan = learner_of(&store, "jan", MEDICINE, Some(2031)).await;
        let gone = learner_of(&store, "gone", MEDICINE, Some(2031)).await;
        store.begin(&director()).await.unwrap().delete_users(&[gone]).await.unwrap();
        let held = learner_of(&store, "held", MEDICINE, Some(2031)).await;
        store.change_cohort(CohortId(2), (&[held], &[]), &director()).await.unwrap();
        learner_of(&store, "abroad", NURSES, Some(2031)).await;
        learner_of(&store, "later", MEDICINE, Some(2032)).await;
        learner_of(&store, "never", MEDICINE, None).await;
        let missing = |organisation, year, learners| Unplaced { organisation, year, learners };
        let all = [missing(MEDICINE, 2031, 2), missing(MEDICINE, 2032, 1), missing(NURSES, 2031, 1)];
        assert_eq!(unplaced(&store, None).await, all);
        assert_eq!(unplaced(&store, Some(&[NURSES])).await, all[2..]);
        assert_eq!(unplaced(&store, Some(&[])).await, []);
        let class = store.add_cohort(MEDICINE, "Class of 2031", true, &director()).await.unwrap();
        assert_eq!(last_said(&store).await, said("Class of 2031", "Created. 2 joined by their grad year."));
        assert_eq!(members(&store, class).await, [ida, jan]);
        assert_eq!(unplaced(&store, None).await, all[1..]);
        let made = row(&store, class).await;
        assert_eq!((made.name.as_str(), made.learners, made.courses), ("Class of 2031", 2, 0));
        assert!(store.cohort_rows(Some(&[NURSES])).await.unwrap().iter().all(|row| row.organisation == NURSES));
        // Who comes later joins by the form and by files, as always.
        let newcomer = learner_of(&store, "newcomer", MEDICINE, Some(2031)).await;
        assert!(members(&store, class).await.contains(&newcomer));
    }

    async fn a_class_that_was_made_empty_is_filled_later(store: TestStore) {
        founded(&store).await;
        let ida = learner_of(&store, "ida", MEDICINE, Some(2031)).await;
        let class = store.add_cohort(MEDICINE, "Class of 2031", false, &director()).await.unwrap();
        assert_eq!(members(&store, class).await, []);
        assert_eq!(unplaced(&store, None).await[0].learners, 1);
        assert_eq!(store.fill_cohort(class, &director()).await.unwrap(), 1);
        assert_eq!(store.fill_cohort(class, &director()).await.unwrap(), 0);
        assert_eq!((members(&store, class).await, unplaced(&store, None).await), (vec![ida], vec![]));
        let other = store.add_cohort(MEDICINE, "Repeaters", false, &director()).await.unwrap();
        assert!(matches!(store.fill_cohort(other, &director()).await, Err(StoreError::Missing("class"))));
        assert!(matches!(store.fill_cohort(CohortId(99), &director()).await, Err(StoreError::Missing("cohort"))));
    }

    async fn a_name_is_one_cohorts_of_an_organisation(store: TestStore) {
        founded(&store).await;
        let by = By { at: after(1), ..director() };
        let one = store.add_cohort(MEDICINE, "Repeaters", false, &by).await.unwrap();
        let taken = store.add_cohort(MEDICINE, "RÉPEATERS", false, &by).await.unwrap_err();
        assert!(matches!(taken, StoreError::Taken("cohort name")));
        let two = store.add_cohort(NURSES, "Repeaters", false, &by).await.unwrap();
        assert_ne!(one, two);
        store.rename_cohort(one, "Second tries", &by).await.unwrap();
        assert_eq!(last_said(&store).await, said("Second tries", "Renamed from Repeaters."));
        let three = store.add_cohort(MEDICINE, "Repeaters", false, &by).await.unwrap();
        let taken = store.rename_cohort(three, "second tries", &by).await.unwrap_err();
        assert!(matches!(taken, StoreError::Taken("cohort name")));
        assert_eq!(row(&store, three).await.name, "Repeaters");
        assert!(matches!(store.rename_cohort(CohortId(99), "X", &by).await, Err(StoreError::Missing("cohort"))));
    }

    async fn learners_join_and_leave_all_or_none(store: TestStore) {
        founded(&store).await;
        let cohort = store.add_cohort(MEDICINE, "Repeaters", false, &director()).await.unwrap();
        let change = async |join: &[UserId], leave: &[UserId]| store.change_cohort(cohort, (join, leave), &director()).await;
        change(&[learner(1), learner(2)], &[]).await.unwrap();
        assert_eq!(last_said(&store).await.1, "Joined: Last0001, First0001; Last0002, First0002.");
        change(&[learner(2), learner(3)], &[learner(1)]).await.unwrap();
        assert_eq!(members(&store, cohort).await, [learner(2), learner(3)]);
        let abroad = learner_of(&store, "abroad", NURSES, None).await;
        for stranger in [worker(2), abroad, UserId(-1)] {
            let refused = change(&[learner(4), stranger], &[learner(2)]).await.unwrap_err();
            assert!(matches!(refused, StoreError::Missing("learner")), "{refused:?}");
        }
        assert_eq!(members(&store, cohort).await, [learner(2), learner(3)]);
    }

    async fn a_cohort_that_a_course_had_stays(store: TestStore) {
        founded(&store).await;
        let cohort = store.add_cohort(MEDICINE, "Repeaters", false, &director()).await.unwrap();
        let mut ida = create(2, someone("ida"));
        let Change::Create { joins, .. } = &mut ida else { panic!() };
        *joins = Some(cohort);
        let import = imported(&store, vec![ida]).await;
        assert_eq!(members(&store, cohort).await, [id_of(&store, "ida").await]);
        store.delete_cohort(cohort, &director()).await.unwrap();
        assert_eq!(last_said(&store).await, said("Repeaters", "Deleted, with 1 learners in it."));
        assert!(store.cohort_members(cohort).await.unwrap().is_none());
        let used = store.cohort_rows(None).await.unwrap().into_iter().find(|row| row.courses > 0).unwrap();
        assert!(matches!(store.delete_cohort(used.id, &director()).await, Err(StoreError::InUse("cohort"))));
        // The import that put somebody into it is taken back after it is gone.
        assert_eq!(store.undo_import(import, &|_, _| true, &director()).await.unwrap().deleted, 1);
    }
}
