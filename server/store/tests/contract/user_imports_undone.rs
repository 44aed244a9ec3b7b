//! Imports taken back: what they did goes, what people did since stays and is named.

use crate::founded::{COURSE, after, director, founded, make, new_group, with_tutor};
use crate::user_imports::{MEDICINE, change, cohorts_of, create, grant, held, id_of, import, imported, someone};
use domain::course::ContactKind;
use domain::id::{CohortId, DepartmentId, UserId, UserImportId};
use domain::import::users::plan::Change;
use domain::import::users::{KeptBecause, Show, UserField};
use domain::mask::Term;
use domain::person::AccountStatus;
use domain::tutoring::TutorKind;
use domain::user::{Checked, Detail, Profile};
use store::testing::{NOW, TestStore, learner, new_learners, tally, worker};
use store::{By, ImportEnd, NewAccount, NewImport, NewMail, Store, StoreError};

/// Gives Bo another name, department, permission and class.
async fn bo_changed(store: &Store, row: u32) -> Change {
    let mut update = change(store, row, worker(2), &[UserField::LastName, UserField::Department], |bo| {
        "bobo".clone_into(&mut bo.username);
        "Berggren".clone_into(&mut bo.last);
        bo.access_finish = Some(after(90));
        bo.details.insert(Detail::City, "Bern".to_owned());
        bo.departments = vec![DepartmentId(2)];
        bo.permissions = vec![held(MEDICINE, "faculty:faculty")];
    })
    .await;
    let Change::Update { given, taken, joins, .. } = &mut update else { panic!() };
    *given = Some(grant(MEDICINE, "faculty:faculty"));
    *taken = vec![grant(MEDICINE, "faculty:lecturer")];
    *joins = Some(CohortId(2));
    update
}

async fn undo(store: &Store, import: UserImportId) -> Vec<(String, KeptBecause)> {
    let undone = store.undo_import(import, &|_, _| true, &By { at: after(5), ..director() }).await.unwrap();
    undone.kept.into_iter().map(|kept| (kept.name, kept.because)).collect()
}

store::on_both_databases! {
    async fn all_is_as_before_and_it_is_said(store: TestStore) {
        founded(&store).await;
        let before = store.user(worker(2)).await.unwrap().unwrap();
        let changes = vec![create(2, someone("ida")), bo_changed(&store, 3).await, create(4, someone("jan"))];
        let import = imported(&store, changes).await;
        let ida = id_of(&store, "ida").await;
        let undone = store.undo_import(import, &|_, _| true, &By { at: after(5), ..director() }).await.unwrap();
        assert_eq!((undone.deleted, undone.restored, undone.kept), (2, 1, Vec::new()));
        let now = store.user(worker(2)).await.unwrap().unwrap();
        assert_eq!(now.version, before.version + 2);
        assert_eq!(Checked::from(now), Checked::from(before));
        assert!(cohorts_of(&store, "bo").await.is_empty());
        let gone = store.user(ida).await.unwrap().unwrap();
        assert!(gone.deleted && gone.username == "ida");
        assert!(store.viewer(ida).await.unwrap().is_none());
        let made = store.user_import(import).await.unwrap().unwrap();
        assert_eq!(made.undone, Some((after(5), Some("Årsen, Ada".to_owned()))));
        let rows = store.audit(Some(&[MEDICINE]), "taken back", None, 9).await.unwrap();
        let said: Vec<_> = rows.iter().map(|row| (&*row.action, &*row.object, &*row.words)).collect();
        let words = "import 1 of autumn.csv was taken back.";
        assert_eq!(said, [
            ("users.import.undo", "autumn.csv", "Import 1 taken back: 2 deleted, 1 restored, 0 kept."),
            ("users.save", "Berg, Bo (bo)", &*format!("Restored: {words}")),
            ("users.delete", "Ímported jan, Ida (jan)", &*format!("Deleted: {words}")),
            ("users.delete", "Ímported ida, Ida (ida)", &*format!("Deleted: {words}")),
        ]);
        let again = store.undo_import(import, &|_, _| true, &director()).await.unwrap_err();
        assert!(matches!(again, StoreError::Missing("import")), "once only");
    }

    async fn a_class_somebody_was_in_before_stays_theirs(store: TestStore) {
        founded(&store).await;
        let mut update = change(&store, 2, learner(1), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        if let Change::Update { joins, .. } = &mut update {
            *joins = Some(CohortId(1));
        }
        let import = imported(&store, vec![update]).await;
        assert_eq!(undo(&store, import).await, []);
        assert_eq!(cohorts_of(&store, "s0001").await, [CohortId(1)]);
    }

    async fn the_corrected_file_can_be_imported_again(store: TestStore) {
        founded(&store).await;
        let first = imported(&store, vec![create(2, someone("ida"))]).await;
        let old = id_of(&store, "ida").await;
        undo(&store, first).await;
        let second = imported(&store, vec![create(2, someone("ida"))]).await;
        let new = id_of(&store, "ida").await;
        assert_ne!(old, new);
        let taken = store.begin(&director()).await.unwrap().reactivate_user(old, &[held(MEDICINE, "student:student")]).await.unwrap_err();
        assert!(matches!(taken, StoreError::Taken("username")));
        undo(&store, second).await;
        store.begin(&director()).await.unwrap().reactivate_user(old, &[held(MEDICINE, "student:student")]).await.unwrap();
        assert_eq!(id_of(&store, "IDA").await, old);
        assert_eq!(store.account_by_email("ida@students.example").await.unwrap().unwrap().user, old);
        assert_eq!(import(&store, vec![create(2, Checked { username: "x".into(), email: "x@x.example".into(), ..someone("ida") })]).await,
            ImportEnd::Moved, "the number names them again");
    }

    async fn who_was_changed_since_stays_and_is_named(store: TestStore) {
        founded(&store).await;
        let rename = change(&store, 3, learner(1), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        let other = change(&store, 5, learner(2), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        let import = imported(&store, vec![create(2, someone("ida")), rename, create(4, someone("jan")), other]).await;
        let ida = id_of(&store, "ida").await;
        for user in [ida, learner(1)] {
            let profile = store.user(user).await.unwrap().unwrap();
            let edited = Checked { middle: Some("M".into()), ..profile.clone().into() };
            store.begin(&director()).await.unwrap().save_user(user, profile.version, &edited, None).await.unwrap();
        }
        assert_eq!(undo(&store, import).await, [
            ("Ímported ida, Ida (ida)".to_owned(), KeptBecause::Edited),
            ("Last0001, Z (s0001)".to_owned(), KeptBecause::Edited),
        ]);
        assert_eq!(cohorts_of(&store, "ida").await, [CohortId(1)], "all of them stays");
        assert_eq!(store.user(learner(1)).await.unwrap().unwrap().first, "Z");
        assert_eq!(store.user(learner(2)).await.unwrap().unwrap().first, "First0002");
        let kept = store.imported_users(import, Show::Kept, 0, 9).await.unwrap();
        let kept: Vec<_> = kept.people.into_iter().map(|one| (one.row, one.created, one.kept)).collect();
        assert_eq!(kept, [(2, true, Some(KeptBecause::Edited)), (3, false, Some(KeptBecause::Edited))]);
    }

    async fn new_people_who_began_to_count_stay_and_are_named(store: TestStore) {
        founded(&store).await;
        let staff = |name: &str| Checked { permissions: vec![held(MEDICINE, "faculty:faculty")], ..someone(name) };
        let changes = vec![create(2, someone("member")), create(3, staff("tutor")), create(4, staff("contact")),
            create(5, someone("here")), create(6, someone("unused")), create(7, someone("deleted"))];
        let import = imported(&store, changes).await;
        let ids: Vec<UserId> = {
            let mut ids = Vec::new();
            for name in ["member", "tutor", "contact", "here", "deleted"] {
                ids.push(id_of(&store, name).await);
            }
            ids
        };
        make(&store, "A", &[with_tutor(new_group("A", &[ids[0]]), ids[1], TutorKind::Tutor)]).await;
        store.begin(&director()).await.unwrap().add_contact(COURSE, ids[2], ContactKind::Director).await.unwrap();
        store.open_session(b"here", ids[3], &director(), after(60)).await.unwrap();
        store.begin(&director()).await.unwrap().delete_users(&[ids[4]]).await.unwrap();
        let kept = undo(&store, import).await;
        let because: Vec<KeptBecause> = kept.into_iter().map(|(_, because)| because).collect();
        assert_eq!(because, [KeptBecause::InGroup, KeptBecause::Tutor, KeptBecause::Contact, KeptBecause::SignedIn]);
        assert!(store.session(b"here", NOW).await.unwrap().is_some());
        assert!(store.account_by_username("unused").await.unwrap().is_none());
    }

    async fn whom_one_may_not_change_so_stays_and_is_named(store: TestStore) {
        founded(&store).await;
        let rename = change(&store, 3, learner(1), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        let import = imported(&store, vec![create(2, someone("ida")), rename, bo_changed(&store, 4).await, create(5, someone("jan"))]).await;
        // As it is, and as it would be again.
        let may = |profile: &Profile, back: Option<&Checked>| match back {
            None => profile.username == "jan",
            Some(before) => (profile.first.as_str(), before.first.as_str()) == ("Z", "First0001"),
        };
        let undone = store.undo_import(import, &may, &director()).await.unwrap();
        assert_eq!((undone.deleted, undone.restored), (1, 1));
        let kept: Vec<_> = undone.kept.iter().map(|kept| (&*kept.name, kept.because)).collect();
        assert_eq!(kept, [
            ("Ímported ida, Ida (ida)", KeptBecause::OutOfReach),
            ("Berggren, Bo (bobo)", KeptBecause::OutOfReach),
        ]);
        let kept = store.imported_users(import, Show::Kept, 0, 9).await.unwrap();
        assert!(kept.people.iter().all(|one| one.kept == Some(KeptBecause::OutOfReach)));
    }

    async fn whom_it_deletes_keeps_no_way_in(store: TestStore) {
        founded(&store).await;
        let import = imported(&store, vec![create(2, someone("ida"))]).await;
        let ida = id_of(&store, "ida").await;
        let mail = NewMail { to: "ida@students.example".into(), subject: "In".into(), body: "In".into() };
        store.open_password_reset(b"invited", ida, after(900), &mail, &director()).await.unwrap();
        let term = Term { starts: NOW.date(), finishes: NOW.date() };
        let mask = store.lend(worker(2), ida, term, &mail, &director()).await.unwrap();
        assert_eq!(undo(&store, import).await, []);
        store.begin(&director()).await.unwrap().reactivate_user(ida, &[held(MEDICINE, "student:student")]).await.unwrap();
        assert_eq!(store.use_password_reset(b"invited", after(6)).await.unwrap(), None);
        let lent = store.mask(mask).await.unwrap().unwrap();
        assert!(lent.revoked);
    }

    async fn what_another_has_by_now_is_not_given_back(store: TestStore) {
        founded(&store).await;
        let import = imported(&store, vec![bo_changed(&store, 2).await]).await;
        let other = Checked { number: None, username: "bo".into(), ..someone("other") };
        store.begin(&director()).await.unwrap().add_user(&other, &NewAccount::default()).await.unwrap();
        assert_eq!(undo(&store, import).await, [("Berggren, Bo (bobo)".to_owned(), KeptBecause::Taken)]);
        assert_eq!(store.user(worker(2)).await.unwrap().unwrap().username, "bobo");
    }

    async fn of_two_imports_the_later_is_taken_back_first(store: TestStore) {
        founded(&store).await;
        let rename = async |name: &str| {
            change(&store, 2, learner(1), &[UserField::FirstName], |account| name.clone_into(&mut account.first)).await
        };
        let first = imported(&store, vec![rename("Y").await]).await;
        let second = imported(&store, vec![rename("Z").await]).await;
        assert_eq!(undo(&store, second).await, []);
        assert_eq!(store.user(learner(1)).await.unwrap().unwrap().first, "Y");
        // The account moved on, though it reads as the first import left it.
        assert_eq!(undo(&store, first).await.len(), 1);
    }

    async fn a_restored_account_that_was_disabled_is_signed_out(store: TestStore) {
        founded(&store).await;
        let set = async |status| change(&store, 2, learner(1), &[UserField::AccountStatus], |account| account.status = status).await;
        imported(&store, vec![set(AccountStatus::Disabled).await]).await;
        let import = imported(&store, vec![set(AccountStatus::Active).await]).await;
        store.open_session(b"1", learner(1), &director(), after(60)).await.unwrap();
        assert_eq!(undo(&store, import).await, []);
        assert!(store.session(b"1", NOW).await.unwrap().is_none());
    }

    async fn a_large_import_is_taken_back_whole_by_one_of_two(store: TestStore) {
        founded(&store).await;
        let by = director();
        let end = store.import_users(new_learners(1, 2_100), &NewImport::default(), &mut (), &by).await.unwrap();
        let ImportEnd::Done(import) = end else { panic!("{end:?}") };
        let before = tally(&store).await.unwrap();
        let second = Store::open(&store.url).await.unwrap();
        let (one, two) = tokio::join!(store.undo_import(import, &|_, _| true, &by), second.undo_import(import, &|_, _| true, &by));
        let undone: Vec<_> = [one, two].into_iter().filter_map(Result::ok).collect();
        assert_eq!(undone.len(), 1);
        assert_eq!((undone[0].deleted, undone[0].kept.len()), (2_100, 0));
        let now = tally(&store).await.unwrap();
        assert_eq!((now.people, now.memberships, now.log), (before.people, before.memberships - 2_100, before.log + 2_101));
        let again = store.import_users(new_learners(1, 2_100), &NewImport::default(), &mut (), &by).await.unwrap();
        assert!(matches!(again, ImportEnd::Done(_)));
    }
}
