//! People, what they hold, and how they are found.

use crate::founded::{COURSE, audited, director, founded, make, new_group, with_tutor};
use domain::access::Grant;
use domain::course::ContactKind;
use domain::id::{OrganisationId, UserId};
use domain::person::{AccountStatus, Person};
use domain::tutoring::TutorKind;
use store::testing::{TestStore, learner, new_user, worker};
use store::{NewUser, StoreError};

const MEDICINE: OrganisationId = OrganisationId(1);
const NURSING: OrganisationId = OrganisationId(2);

fn names(people: &[Person]) -> Vec<String> {
    people.iter().map(Person::name).collect()
}

store::on_both_databases! {
    async fn a_database_starts_with_four_genders(store: TestStore) {
        let genders = store.genders().await.unwrap();
        let said: Vec<String> = genders.iter().map(|g| format!("{} {}", g.code.as_str(), g.name)).collect();
        assert_eq!(said, ["F Female", "M Male", "NB Non-Binary", "U Undefined"]);
    }

    async fn a_created_user_is_a_person_with_grants(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        let mut new = new_user("jose", "José", "Ñandú", 1, &["faculty:lecturer", "staff:admin"]);
        new.middle = Some("M.".to_owned());
        let user = store.create_user(&new, &director()).await.unwrap();
        assert!(user > learner(21), "ids follow those the school was founded with");
        let person = store.person(user).await.unwrap().unwrap();
        assert_eq!((person.name().as_str(), person.middle.as_deref()), ("Ñandú, José", Some("M.")));
        assert_eq!(person.number.as_deref(), Some("Njose"));
        let viewer = store.viewer(user).await.unwrap().unwrap();
        let grant = |group: &str, role: &str| Grant { organisation: MEDICINE, group: group.into(), role: role.into() };
        assert_eq!(viewer.grants, [grant("faculty", "lecturer"), grant("staff", "admin")]);
        assert_eq!(audited(&store).await, before + 1);
        let row = store.audit(None, "jose users.create", None, 1).await.unwrap().remove(0);
        assert_eq!((row.action.as_str(), row.actor.as_deref()), ("users.create", Some("Årsen, Ada")));
        assert_eq!(row.words, "Created as faculty:lecturer, staff:admin.");
    }

    async fn usernames_and_addresses_are_taken_in_any_case(store: TestStore) {
        founded(&store).await;
        let taken = |username: &str, email: &str| {
            let new = NewUser { email: email.to_owned(), ..new_user(username, "A", "B", 1, &[]) };
            let store = &store;
            async move { store.create_user(&new, &director()).await.unwrap_err() }
        };
        assert!(matches!(taken("ADA", "free@school.example").await, StoreError::Taken("username")));
        assert!(matches!(taken("free", "Ada@School.Example").await, StoreError::Taken("email")));
        assert!(store.account_by_username("free").await.unwrap().is_none(), "nothing of it stays");
    }

    async fn a_user_of_an_organisation_that_is_not_there_is_refused_whole(store: TestStore) {
        founded(&store).await;
        let refused = store.create_user(&new_user("new", "New", "Body", 99, &["staff:staff"]), &director()).await;
        assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
        assert!(store.account_by_username("new").await.unwrap().is_none());
    }

    async fn a_viewer_knows_their_courses_and_whether_they_tutor(store: TestStore) {
        founded(&store).await;
        let viewer = store.viewer(worker(1)).await.unwrap().unwrap();
        assert_eq!(viewer.contacts, [(COURSE, ContactKind::Director)]);
        assert!(!viewer.tutors);
        make(&store, "PBL", &[with_tutor(new_group("PBL 1", &[learner(1)]), worker(1), TutorKind::Auditor)]).await;
        assert!(store.viewer(worker(1)).await.unwrap().unwrap().tutors);
        assert!(!store.viewer(worker(2)).await.unwrap().unwrap().tutors);
        assert!(store.viewer(UserId(77_777)).await.unwrap().is_none());
    }

    async fn a_person_shows_their_first_department_by_name(store: TestStore) {
        founded(&store).await;
        let of = |user| {
            let store = &store;
            async move { store.person(user).await.unwrap().unwrap().department }
        };
        assert_eq!(of(worker(1)).await.as_deref(), Some("Surgery"));
        assert_eq!(of(worker(2)).await.as_deref(), Some("Anatomy"));
        assert_eq!(of(worker(3)).await, None);
    }

    async fn people_come_sorted_by_name_without_those_unknown(store: TestStore) {
        founded(&store).await;
        let people = store.people(&[worker(3), UserId(5), worker(1), learner(2)]).await.unwrap();
        assert_eq!(names(&people), ["Årsen, Ada", "Costa, Cy", "Last0002, First0002"]);
    }

    async fn workers_are_found_by_every_word_of_name_number_or_address(store: TestStore) {
        founded(&store).await;
        for (query, expected) in [
            ("", vec!["Årsen, Ada", "Berg, Bo", "Costa, Cy", "Diaz, Di"]),
            ("arsen", vec!["Årsen, Ada"]),
            ("ÅRSEN ada", vec!["Årsen, Ada"]),
            ("Berg, Bo", vec!["Berg, Bo"]),
            ("berg,b", vec!["Berg, Bo"]),
            ("Ncy", vec!["Costa, Cy"]),
            ("di@school.example", vec!["Diaz, Di"]),
            ("ada bo", vec![]),
            ("100%", vec![]),
            ("_", vec![]),
            ("a\0b", vec![]),
            ("kern", vec![]),
            ("last0001", vec![]),
        ] {
            let found = store.search_workers(MEDICINE, query, 20).await.unwrap();
            assert_eq!(names(&found), expected, "{query:?}");
        }
        assert_eq!(names(&store.search_workers(NURSING, "", 20).await.unwrap()), ["Kern, Kim"]);
    }

    async fn those_whose_name_starts_with_the_query_come_first(store: TestStore) {
        founded(&store).await;
        let twice_a_worker = new_user("zed", "Dieter", "Zed", 1, &["staff:staff", "faculty:lecturer"]);
        store.create_user(&twice_a_worker, &director()).await.unwrap();
        store.create_user(&new_user("ann", "Ann", "Audio", 1, &["staff:staff"]), &director()).await.unwrap();
        let found = store.search_workers(MEDICINE, "di", 20).await.unwrap();
        assert_eq!(names(&found), ["Diaz, Di", "Zed, Dieter", "Audio, Ann"]);
        let first_names_first = store.search_workers(MEDICINE, "dieter ze", 20).await.unwrap();
        assert_eq!(names(&first_names_first), ["Zed, Dieter"]);
        assert_eq!(store.search_workers(MEDICINE, "di", 1).await.unwrap().len(), 1, "no more than the limit");
    }

    async fn who_may_not_sign_in_may_not_be_made_a_tutor(store: TestStore) {
        founded(&store).await;
        let new = NewUser { status: AccountStatus::Disabled, ..new_user("off", "Off", "Line", 1, &["staff:staff"]) };
        store.create_user(&new, &director()).await.unwrap();
        assert!(store.search_workers(MEDICINE, "line", 20).await.unwrap().is_empty());
        let known = store.people_named(MEDICINE, &[], &["Line, Off".to_owned()]).await.unwrap();
        assert_eq!(known.iter().map(|k| (k.learner, k.works)).collect::<Vec<_>>(), [(false, false)]);
    }

    async fn learners_are_found_in_their_own_organisation(store: TestStore) {
        founded(&store).await;
        assert_eq!(store.search_learners(MEDICINE, "", 100).await.unwrap().len(), 12);
        assert_eq!(names(&store.search_learners(NURSING, "noor", 20).await.unwrap()), ["Nassar, Noor"]);
        assert!(store.search_learners(MEDICINE, "noor", 20).await.unwrap().is_empty());
        assert!(store.search_learners(MEDICINE, "berg", 20).await.unwrap().is_empty());
    }

    async fn a_file_finds_people_by_number_and_by_name(store: TestStore) {
        founded(&store).await;
        let text = |given: &[&str]| given.iter().map(|&g| g.to_owned()).collect::<Vec<String>>();
        let known = store
            .people_named(
                MEDICINE,
                &text(&[" nS0003 ", "N\0", "unknown", "Nkim"]),
                &text(&["ÅRSEN ,ada", "last0004, FIRST0004", "Nobody, No", "Kern, Kim", "no comma"]),
            )
            .await
            .unwrap();
        let said: Vec<(String, bool, bool)> = known.iter().map(|k| (k.person.name(), k.learner, k.works)).collect();
        let expected =
            [("Årsen, Ada", false, true), ("Last0003, First0003", true, false), ("Last0004, First0004", true, false)];
        assert_eq!(said, expected.map(|(name, learner, works)| (name.to_owned(), learner, works)));
        assert!(store.people_named(MEDICINE, &[], &[]).await.unwrap().is_empty());
    }

    async fn a_file_of_many_thousand_names_is_one_question(store: TestStore) {
        founded(&store).await;
        let numbers: Vec<String> = (0..40_000).map(|n| format!("Ns{n:04}")).collect();
        assert_eq!(store.people_named(MEDICINE, &numbers, &numbers).await.unwrap().len(), 12);
    }
}
