//! Accounts, sessions, throttling, password resets.

use crate::founded::{after, audited, director, founded};
use domain::id::UserId;
use domain::person::AccountStatus;
use store::testing::{NOW, TestStore, learner, new_user, worker};
use store::{By, NewMail, NewUser, Store, StoreError};

fn mail() -> NewMail {
    NewMail { to: "ada@school.example".into(), subject: "Reset".into(), body: "link".into() }
}

store::on_both_databases! {
    async fn an_account_is_found_by_username_and_address_in_any_case(store: TestStore) {
        founded(&store).await;
        let new = NewUser {
            password_hash: Some("$argon2id$…".into()),
            must_change_password: true,
            access_start: Some(after(10)),
            access_finish: Some(after(20)),
            ..new_user("Anna", "Anna", "Ek", 1, &["staff:staff"])
        };
        let user = store.create_user(&new, &director()).await.unwrap();
        let account = store.account(user).await.unwrap().unwrap();
        assert_eq!(store.account_by_username(" ANNA ").await.unwrap().as_ref(), Some(&account));
        assert_eq!(store.account_by_email("ANNA@school.EXAMPLE").await.unwrap().as_ref(), Some(&account));
        assert_eq!((account.username.as_str(), account.email.as_str()), ("Anna", "Anna@school.example"));
        assert_eq!((account.password_hash.as_deref(), account.must_change_password), (Some("$argon2id$…"), true));
        assert_eq!((account.access_start, account.access_finish), (Some(after(10)), Some(after(20))));
        assert_eq!((account.status, account.deleted), (AccountStatus::Active, false));
        let usable = [0, 10, 19, 20].map(|minutes| account.usable(after(minutes)));
        assert_eq!(usable, [false, true, true, false]);
        assert!(store.account(UserId(5)).await.unwrap().is_none());
        assert!(store.account_by_username("a\0").await.unwrap().is_none());
    }

    async fn an_address_that_only_looks_like_anothers_is_not_theirs(store: TestStore) {
        founded(&store).await;
        assert!(store.account_by_email("Ada@school.example").await.unwrap().is_some());
        for lookalike in ["adà@school.example", "ada@sch\u{f6}ol.example", "ada@school.e\u{445}ample"] {
            assert!(store.account_by_email(lookalike).await.unwrap().is_none(), "{lookalike}");
        }
    }

    async fn a_session_lasts_until_it_expires_or_is_closed(store: TestStore) {
        founded(&store).await;
        let by = By { user: Some(worker(1)), acted_as: None, at: NOW };
        let id = store.open_session(b"token", worker(1), &by, after(30)).await.unwrap();
        let open = store.session(b"token", after(29)).await.unwrap().unwrap();
        assert_eq!((open.id, open.account.user, open.expires), (id, worker(1), after(30)));
        assert!(store.session(b"token", after(30)).await.unwrap().is_none());
        assert!(store.session(b"other", NOW).await.unwrap().is_none());
        store.extend_session(id, after(60)).await.unwrap();
        assert!(store.session(b"token", after(45)).await.unwrap().is_some());
        store.close_session(id, &by).await.unwrap();
        assert!(store.session(b"token", NOW).await.unwrap().is_none());
        store.close_session(id, &by).await.unwrap();
        let said: Vec<String> =
            store.audit(None, "", None, 2).await.unwrap().into_iter().map(|row| row.action).collect();
        assert_eq!(said, ["sign_out", "sign_in"]);
    }

    async fn opening_a_session_clears_away_those_that_expired(store: TestStore) {
        founded(&store).await;
        store.open_session(b"old", worker(1), &director(), after(5)).await.unwrap();
        let later = By { at: after(10), ..director() };
        store.open_session(b"new", worker(1), &later, after(20)).await.unwrap();
        assert!(store.session(b"old", NOW).await.unwrap().is_none());
        assert!(store.session(b"new", NOW).await.unwrap().is_some());
    }

    async fn signing_out_everywhere_closes_all_sessions_of_one_user(store: TestStore) {
        founded(&store).await;
        for (token, user) in [("a", worker(1)), ("b", worker(1)), ("c", worker(2))] {
            store.open_session(token.as_bytes(), user, &director(), after(30)).await.unwrap();
        }
        assert_eq!(store.close_all_sessions(worker(1), &director()).await.unwrap(), 2);
        assert!(store.session(b"a", NOW).await.unwrap().is_none());
        assert!(store.session(b"c", NOW).await.unwrap().is_some());
    }

    async fn a_new_password_closes_the_other_sessions(store: TestStore) {
        founded(&store).await;
        let keep = store.open_session(b"here", worker(1), &director(), after(30)).await.unwrap();
        store.open_session(b"there", worker(1), &director(), after(30)).await.unwrap();
        let before = audited(&store).await;
        store.set_password(worker(1), "hash", false, Some(keep), &director()).await.unwrap();
        assert_eq!(audited(&store).await, before + 1);
        let account = store.account(worker(1)).await.unwrap().unwrap();
        assert_eq!((account.password_hash.as_deref(), account.must_change_password), (Some("hash"), false));
        assert!(store.session(b"here", NOW).await.unwrap().is_some());
        assert!(store.session(b"there", NOW).await.unwrap().is_none());
        store.set_password(worker(1), "hash", true, None, &director()).await.unwrap();
        assert!(store.session(b"here", NOW).await.unwrap().is_none());
        let unknown = store.set_password(UserId(5), "hash", true, None, &director()).await;
        assert!(matches!(unknown, Err(StoreError::Missing("user"))), "{unknown:?}");
    }

    async fn tries_are_counted_by_key_since_a_time_until_they_are_forgiven(store: TestStore) {
        founded(&store).await;
        let begin = async |keys: &[(&str, u32)], minutes| {
            store.begin_try(keys, after(minutes - 15), after(minutes)).await.unwrap()
        };
        let since = async |key: &str, minutes| store.failed_tries(key, after(minutes)).await.unwrap();
        for minutes in [0, 5, 10] {
            assert!(begin(&[("ada", 3), ("10.0.0.1", 9)], minutes).await.is_some());
        }
        assert!(begin(&[("odd\0name", 9), ("10.0.0.1", 9)], 10).await.is_some());
        assert_eq!((since("ada", 0).await, since("ada", 5).await, since("ada", 11).await), (3, 2, 0));
        assert_eq!((since("10.0.0.1", 0).await, since("odd\0name", 0).await), (4, 1));
        assert_eq!(begin(&[("10.0.0.1", 9), ("ada", 3)], 11).await, None, "and counts for neither");
        assert_eq!(since("10.0.0.1", 0).await, 4);
        let made = begin(&[("ada", 3), ("10.0.0.1", 9)], 16).await.unwrap();
        store.forgive_try(made, "ada", after(16)).await.unwrap();
        assert_eq!((since("ada", 0).await, since("10.0.0.1", 0).await), (0, 4));
    }

    async fn of_many_tries_at_once_no_more_begin_than_may_fail(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let tries = (0..60).map(|n| {
            let store = if n % 2 == 0 { (*store).clone() } else { second.clone() };
            tokio::spawn(async move { store.begin_try(&[("ada", 10)], NOW, NOW).await.unwrap().is_some() })
        });
        let mut begun = 0;
        for made in tries.collect::<Vec<_>>() {
            begun += u32::from(made.await.unwrap());
        }
        assert_eq!(begun, 10);
    }

    async fn keys_are_cut_and_failures_forgotten_after_a_day(store: TestStore) {
        founded(&store).await;
        let long = "ä".repeat(100_000);
        store.begin_try(&[(&long, 1)], NOW, NOW).await.unwrap();
        assert_eq!(store.failed_tries(&long[..400], NOW).await.unwrap(), 1);
        store.begin_try(&[("bo", 9)], NOW, after(24 * 60 + 1)).await.unwrap();
        assert_eq!(store.failed_tries(&long, NOW).await.unwrap(), 0);
    }

    async fn a_password_reset_works_once(store: TestStore) {
        founded(&store).await;
        let by = By { user: None, acted_as: None, at: NOW };
        store.open_password_reset(b"reset", worker(1), after(60), &mail(), &by).await.unwrap();
        assert_eq!(store.use_password_reset(b"wrong", NOW).await.unwrap(), None);
        assert_eq!(store.use_password_reset(b"reset", after(59)).await.unwrap(), Some(worker(1)));
        assert_eq!(store.use_password_reset(b"reset", after(59)).await.unwrap(), None);
        let rows = store.audit(None, "users.password_reset", None, 10).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].actor.as_deref(), Some("Årsen, Ada"));
    }

    async fn a_password_reset_expires(store: TestStore) {
        founded(&store).await;
        store.open_password_reset(b"reset", worker(1), after(60), &mail(), &director()).await.unwrap();
        assert_eq!(store.use_password_reset(b"reset", after(60)).await.unwrap(), None);
    }

    async fn using_one_password_reset_ends_the_others_of_that_user_only(store: TestStore) {
        founded(&store).await;
        for (token, user) in [("one", worker(1)), ("two", worker(1)), ("three", worker(2))] {
            store.open_password_reset(token.as_bytes(), user, after(60), &mail(), &director()).await.unwrap();
        }
        assert_eq!(store.use_password_reset(b"two", NOW).await.unwrap(), Some(worker(1)));
        assert_eq!(store.use_password_reset(b"one", NOW).await.unwrap(), None);
        assert_eq!(store.use_password_reset(b"three", NOW).await.unwrap(), Some(worker(2)));
    }

    async fn a_password_reset_queues_its_mail(store: TestStore) {
        founded(&store).await;
        store.open_password_reset(b"reset", worker(1), after(60), &mail(), &director()).await.unwrap();
        let outbox = store.outbox(None, 10).await.unwrap();
        assert_eq!(outbox.len(), 1);
        assert_eq!((outbox[0].0.to.as_str(), outbox[0].0.body.as_str()), ("ada@school.example", "link"));
        assert_eq!(outbox[0].1.iter().map(|g| g.role.as_str()).collect::<Vec<_>>(), ["director"]);
        let unknown = store.open_password_reset(b"x", UserId(5), after(60), &mail(), &director()).await;
        assert!(matches!(unknown, Err(StoreError::Missing("user"))), "{unknown:?}");
        assert_eq!(store.outbox(None, 10).await.unwrap().len(), 1, "no mail without its reset");
    }

    async fn signing_in_tells_the_audit_log(store: TestStore) {
        founded(&store).await;
        let by = By { user: Some(learner(1)), acted_as: None, at: NOW };
        store.open_session(b"token", learner(1), &by, after(30)).await.unwrap();
        let row = store.audit(None, "sign_in", None, 1).await.unwrap().remove(0);
        assert_eq!((row.object.as_str(), row.actor.as_deref(), row.at), ("s0001", Some("Last0001, First0001"), NOW));
    }
}
