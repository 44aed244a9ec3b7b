//! The outbox.

use crate::founded::{after, audited, founded};
use domain::id::MailId;
use domain::mail::MailState;
use store::testing::{NOW, TestStore, worker};
use store::{NewMail, Store, StoreError};

fn mail(subject: &str) -> NewMail {
    NewMail { to: "bo@school.example".into(), subject: subject.into(), body: "Body".into() }
}

async fn subjects_due(store: &Store, minutes: i64) -> Vec<String> {
    store.due_mail(after(minutes), 10).await.unwrap().into_iter().map(|mail| mail.subject).collect()
}

store::on_both_databases! {
    async fn queued_mail_stands_in_the_outbox_with_what_its_addressee_holds(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        store.queue_mail(&mail("One"), Some(worker(2)), NOW).await.unwrap();
        store.queue_mail(&mail("Two"), None, NOW).await.unwrap();
        let outbox = store.outbox(None, 10).await.unwrap();
        let said: Vec<_> =
            outbox.iter().map(|(m, held)| (m.subject.as_str(), m.state, m.attempts, held.len())).collect();
        assert_eq!(said, [("Two", MailState::Queued, 0, 0), ("One", MailState::Queued, 0, 1)]);
        assert_eq!((outbox[0].0.to.as_str(), outbox[0].0.created), ("bo@school.example", NOW));
        assert_eq!(outbox[1].1[0].role, "lecturer");
        assert_eq!(store.outbox(Some(outbox[0].0.id), 10).await.unwrap().len(), 1);
        assert_eq!(audited(&store).await, before + 2);
    }

    async fn due_mail_is_taken_once_oldest_first(store: TestStore) {
        founded(&store).await;
        for subject in ["One", "Two", "Three"] {
            store.queue_mail(&mail(subject), None, NOW).await.unwrap();
        }
        let taken: Vec<_> = store.due_mail(NOW, 2).await.unwrap().into_iter().map(|m| m.subject).collect();
        assert_eq!(taken, ["One", "Two"]);
        assert_eq!(subjects_due(&store, 0).await, ["Three"]);
        assert!(subjects_due(&store, 4).await.is_empty());
        assert_eq!(subjects_due(&store, 5).await, ["One", "Two", "Three"], "a server that died sends nothing");
    }

    async fn sent_mail_is_not_due_again(store: TestStore) {
        founded(&store).await;
        let id = store.queue_mail(&mail("One"), None, NOW).await.unwrap();
        store.mark_sent(id, after(1)).await.unwrap();
        assert!(subjects_due(&store, 60).await.is_empty());
        let (sent, _) = store.outbox(None, 1).await.unwrap().remove(0);
        assert_eq!((sent.state, sent.attempts), (MailState::Sent, 1));
    }

    async fn failed_mail_is_tried_again_until_it_is_given_up(store: TestStore) {
        founded(&store).await;
        let id = store.queue_mail(&mail("One"), None, NOW).await.unwrap();
        store.mark_failed(id, "connection refused", Some(after(15))).await.unwrap();
        assert!(subjects_due(&store, 14).await.is_empty());
        assert_eq!(subjects_due(&store, 15).await, ["One"]);
        store.mark_failed(id, "no such mailbox", None).await.unwrap();
        assert!(subjects_due(&store, 600).await.is_empty());
        let (failed, _) = store.outbox(None, 1).await.unwrap().remove(0);
        assert_eq!((failed.state, failed.attempts), (MailState::Failed, 2));
    }

    async fn a_message_that_is_not_there_is_said_to_be_missing(store: TestStore) {
        founded(&store).await;
        assert!(matches!(store.mark_sent(MailId(9), NOW).await, Err(StoreError::Missing("message"))));
        assert!(matches!(store.mark_failed(MailId(9), "", None).await, Err(StoreError::Missing("message"))));
    }

    async fn two_servers_do_not_take_the_same_mail(store: TestStore) {
        founded(&store).await;
        for n in 0..20 {
            store.queue_mail(&mail(&n.to_string()), None, NOW).await.unwrap();
        }
        let second = Store::open(&store.url).await.unwrap();
        let (mine, theirs) = tokio::join!(store.due_mail(NOW, 20), second.due_mail(NOW, 20));
        assert_eq!(mine.unwrap().len() + theirs.unwrap().len(), 20);
    }
}
