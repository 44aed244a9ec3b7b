//! Permission masks: lent, taken back, worn; and what is done under one stands under both names.

use crate::founded::{COURSE, PERIOD, after, audited, director, founded, name, new_group, new_set};
use domain::groups::acts::{add_groups, rename_set};
use domain::id::{MaskId, OrganisationId, UserId};
use domain::mask::{Mask, Term};
use store::testing::{NOW, TODAY, TestStore, learner, new_user, worker};
use store::{By, NewMail, NewUser, StoreError};
use time::Duration;

fn term() -> Term {
    Term { starts: TODAY, finishes: TODAY + Duration::days(6) }
}

fn mail() -> NewMail {
    NewMail { to: "bo@school.example".into(), subject: "Lent".into(), body: "words".into() }
}

/// Worker 1 lends to worker 2.
async fn lent(store: &TestStore) -> MaskId {
    store.lend(worker(1), worker(2), term(), &mail(), &director()).await.unwrap()
}

/// Worker 2 for worker 1.
fn masked() -> By {
    By { user: Some(worker(2)), acted_as: Some(worker(1)), at: NOW }
}

store::on_both_databases! {
    async fn a_mask_is_seen_from_both_sides_and_the_borrower_is_told(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        let id = lent(&store).await;
        let expected = Mask { id, lender: worker(1), borrower: worker(2), term: term(), revoked: false };
        assert_eq!(store.mask(id).await.unwrap(), Some(expected));
        assert_eq!(store.mask(MaskId(999)).await.unwrap(), None);
        let by = store.masks_lent_by(worker(1)).await.unwrap();
        assert_eq!(by.iter().map(|(mask, other)| (*mask, other.id)).collect::<Vec<_>>(), [(expected, worker(2))]);
        let to = store.masks_lent_to(worker(2), TODAY).await.unwrap();
        assert_eq!(to.iter().map(|(mask, other)| (*mask, other.id)).collect::<Vec<_>>(), [(expected, worker(1))]);
        assert!(store.masks_lent_to(worker(1), TODAY).await.unwrap().is_empty());
        let (last, over) = (term().finishes, term().finishes + Duration::days(1));
        assert_eq!(store.masks_lent_to(worker(2), last).await.unwrap().len(), 1);
        assert!(store.masks_lent_to(worker(2), over).await.unwrap().is_empty());
        let (mail, held) = store.outbox(None, 1).await.unwrap().remove(0);
        assert_eq!((mail.to.as_str(), held[0].role.as_str()), ("bo@school.example", "lecturer"));
        assert_eq!(audited(&store).await, before + 1);
        let row = store.audit(None, "masks.lend", None, 1).await.unwrap().remove(0);
        assert_eq!(row.words, "Permissions lent to Berg, Bo from 5 Oct 2026 until 11 Oct 2026.");
        let unknown = store.lend(worker(1), UserId(5), term(), &self::mail(), &director()).await;
        assert!(matches!(unknown, Err(StoreError::Missing("user"))), "{unknown:?}");
        assert_eq!(store.outbox(None, 10).await.unwrap().len(), 1, "no mail without its mask");
    }

    async fn only_its_lender_takes_a_mask_back_and_once(store: TestStore) {
        founded(&store).await;
        let id = lent(&store).await;
        for stranger in [worker(2), worker(3)] {
            let refused = store.revoke_mask(id, stranger, &director()).await;
            assert!(matches!(refused, Err(StoreError::Missing("mask"))), "{refused:?}");
        }
        assert!(!store.mask(id).await.unwrap().unwrap().revoked);
        store.revoke_mask(id, worker(1), &director()).await.unwrap();
        assert!(store.mask(id).await.unwrap().unwrap().revoked);
        assert!(store.masks_lent_to(worker(2), TODAY).await.unwrap().is_empty());
        assert_eq!(store.masks_lent_by(worker(1)).await.unwrap().len(), 1, "it stays to be seen");
        let again = store.revoke_mask(id, worker(1), &director()).await;
        assert!(matches!(again, Err(StoreError::Missing("mask"))), "{again:?}");
        assert_eq!(store.audit(None, "masks.revoke berg", None, 10).await.unwrap().len(), 1);
    }

    async fn who_is_deleted_neither_lends_nor_is_lent_even_when_they_come_back(store: TestStore) {
        founded(&store).await;
        let gone = lent(&store).await;
        let to_them = store.lend(worker(3), worker(1), term(), &mail(), &director()).await.unwrap();
        let kept = store.lend(worker(3), worker(4), term(), &mail(), &director()).await.unwrap();
        store.begin(&director()).await.unwrap().delete_users(&[worker(1)]).await.unwrap();
        for (mask, revoked) in [(gone, true), (to_them, true), (kept, false)] {
            assert_eq!(store.mask(mask).await.unwrap().unwrap().revoked, revoked, "{mask}");
        }
    }

    async fn a_session_remembers_the_mask_of_its_own_user_only(store: TestStore) {
        founded(&store).await;
        let id = lent(&store).await;
        let by = By { user: Some(worker(2)), acted_as: None, at: NOW };
        let theirs = store.open_session(b"bo", worker(2), &by, after(60)).await.unwrap();
        let other = store.open_session(b"cy", worker(3), &by, after(60)).await.unwrap();
        let refused = store.wear_mask(other, id, &by).await;
        assert!(matches!(refused, Err(StoreError::Missing("mask"))), "{refused:?}");
        assert_eq!(store.session(b"bo", NOW).await.unwrap().unwrap().mask, None);
        store.wear_mask(theirs, id, &by).await.unwrap();
        assert_eq!(store.session(b"bo", NOW).await.unwrap().unwrap().mask, Some(id));
        assert_eq!(store.session(b"cy", NOW).await.unwrap().unwrap().mask, None);
        store.take_mask_off(theirs, &by).await.unwrap();
        let before = audited(&store).await;
        store.take_mask_off(theirs, &by).await.unwrap();
        assert_eq!(audited(&store).await, before, "nothing was worn any more");
        assert_eq!(store.session(b"bo", NOW).await.unwrap().unwrap().mask, None);
        let said = store.audit(None, "årsen masks", None, 10).await.unwrap();
        let said: Vec<&str> = said.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(said, ["masks.stop", "masks.wear", "masks.lend"]);
        store.revoke_mask(id, worker(1), &director()).await.unwrap();
        assert!(matches!(store.wear_mask(theirs, id, &by).await, Err(StoreError::Missing("mask"))));
    }

    async fn what_is_done_under_a_mask_stands_under_both_names(store: TestStore) {
        founded(&store).await;
        let groups = [new_group("A 1", &[learner(1)])];
        let made = store
            .act(COURSE, PERIOD, None, &masked(), |state, mint| add_groups(state, mint, &new_set("A"), &groups))
            .await
            .unwrap();
        assert_eq!(made.actor.as_deref(), Some("Berg, Bo for Årsen, Ada"));
        store
            .act(COURSE, PERIOD, None, &director(), |state, _| rename_set(state, set_of(state), &name("B")))
            .await
            .unwrap();
        let history = store.history(COURSE, PERIOD, 10).await.unwrap();
        let actors: Vec<Option<&str>> = history.iter().map(|entry| entry.actor.as_deref()).collect();
        assert_eq!(actors, [Some("Årsen, Ada"), Some("Berg, Bo for Årsen, Ada")]);
        for query in ["berg groups", "arsen groups"] {
            let rows = store.audit(None, query, None, 10).await.unwrap();
            assert_eq!(rows.last().unwrap().actor.as_deref(), Some("Berg, Bo for Årsen, Ada"), "{query}");
        }
        store.note_learners_viewed(&[], &masked()).await.unwrap();
        let row = store.audit(Some(&[OrganisationId(1)]), "learners.view", None, 1).await.unwrap().remove(0);
        assert_eq!(row.actor.as_deref(), Some("Berg, Bo for Årsen, Ada"));
    }

    async fn permissions_are_offered_to_colleagues_whose_account_may_be_used_and_to_no_student(store: TestStore) {
        founded(&store).await;
        let add = async |user: NewUser| store.create_user(&user, &director()).await.unwrap();
        let named = |username: &str, grants: &[&str]| new_user(username, "Sam", username, 1, grants);
        add(named("works", &["staff:staff"])).await;
        add(named("graduated", &["alumni:2019"])).await;
        add(named("studies", &["staff:staff", "student:student"])).await;
        add(NewUser { access_finish: Some(NOW), ..named("gone", &["staff:staff"]) }).await;
        add(NewUser { access_start: Some(after(1)), ..named("early", &["staff:staff"]) }).await;
        add(new_user("elsewhere", "Sam", "elsewhere", 2, &["staff:staff"])).await;
        let within = [OrganisationId(1)];
        let found = store.search_borrowers(&within, "sam", 10, NOW).await.unwrap();
        let found: Vec<&str> = found.iter().map(|person| person.last.as_str()).collect();
        assert_eq!(found, ["graduated", "works"]);
        assert_eq!(store.search_borrowers(&within, "sam", 10, after(2)).await.unwrap().len(), 3);
    }

    async fn a_session_keeps_the_organisation_that_is_looked_at(store: TestStore) {
        founded(&store).await;
        let session = store.open_session(b"token", worker(1), &director(), after(60)).await.unwrap();
        let chosen = async || store.session(b"token", NOW).await.unwrap().unwrap().organisation;
        let before = audited(&store).await;
        for organisation in [None, Some(OrganisationId(2)), Some(OrganisationId(1)), None] {
            store.choose_organisation(session, organisation, NOW).await.unwrap();
            assert_eq!(chosen().await, organisation);
        }
        assert_eq!(audited(&store).await, before, "what someone looks at is no deed");
        assert!(store.choose_organisation(session, Some(OrganisationId(9)), NOW).await.is_err());
    }
}

fn set_of(state: &domain::groups::CourseGroups) -> domain::id::GroupSetId {
    state.sets().next().unwrap().0
}
