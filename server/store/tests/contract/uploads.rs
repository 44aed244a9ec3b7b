//! Files that arrive in parts, and what is kept of their headers.

use crate::founded::{after, founded};
use domain::id::UploadId;
use domain::import::columns::HeaderKey;
use store::testing::{NOW, TestStore, learner, worker};
use store::{HeaderKind, Store, StoreError};
use time::Duration;

fn key(name: &str) -> HeaderKey {
    HeaderKey::of(&[name.to_owned()]).unwrap()
}

async fn is_missing(store: &Store, upload: UploadId) -> bool {
    matches!(store.upload_bytes(upload, worker(1)).await, Err(StoreError::Missing("upload")))
}

store::on_both_databases! {
    async fn parts_come_in_any_order_at_any_server_and_twice(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let upload = store.open_upload(worker(1), NOW).await.unwrap();
        second.put_part(upload, worker(1), 1, b"\0\xFFtwo", NOW).await.unwrap();
        let early = store.upload_bytes(upload, worker(1)).await.unwrap_err();
        assert!(matches!(early, StoreError::Missing("part")), "{early:?}");
        store.put_part(upload, worker(1), 0, b"once", NOW).await.unwrap();
        store.put_part(upload, worker(1), 0, b"one", NOW).await.unwrap();
        assert_eq!(second.upload_bytes(upload, worker(1)).await.unwrap(), b"one\0\xFFtwo");
        store.drop_upload(upload, worker(1), NOW).await.unwrap();
        store.drop_upload(upload, worker(1), NOW).await.unwrap();
        assert!(is_missing(&second, upload).await);
    }

    async fn an_empty_upload_is_an_empty_file(store: TestStore) {
        founded(&store).await;
        let upload = store.open_upload(worker(1), NOW).await.unwrap();
        assert_eq!(store.upload_bytes(upload, worker(1)).await.unwrap(), b"");
    }

    async fn only_its_owner_reads_writes_and_drops_an_upload(store: TestStore) {
        founded(&store).await;
        let upload = store.open_upload(worker(1), NOW).await.unwrap();
        store.put_part(upload, worker(1), 0, b"mine", NOW).await.unwrap();
        let other = worker(2);
        let written = store.put_part(upload, other, 0, b"theirs", NOW).await.unwrap_err();
        assert!(matches!(written, StoreError::Missing("upload")));
        let read = store.upload_bytes(upload, other).await.unwrap_err();
        assert!(matches!(read, StoreError::Missing("upload")));
        store.drop_upload(upload, other, NOW).await.unwrap();
        assert_eq!(store.upload_bytes(upload, worker(1)).await.unwrap(), b"mine");
    }

    async fn an_upload_holds_64_megabytes_and_256_parts(store: TestStore) {
        founded(&store).await;
        let upload = store.open_upload(worker(1), NOW).await.unwrap();
        let half = vec![7; 32 << 20];
        store.put_part(upload, worker(1), 0, &half, NOW).await.unwrap();
        store.put_part(upload, worker(1), 1, &half, NOW).await.unwrap();
        let refused = store.put_part(upload, worker(1), 2, b"x", NOW).await.unwrap_err();
        assert!(matches!(refused, StoreError::TooLarge("upload")));
        // A part in place of another counts once.
        store.put_part(upload, worker(1), 1, &half, NOW).await.unwrap();
        store.put_part(upload, worker(1), 1, b"less", NOW).await.unwrap();
        store.put_part(upload, worker(1), 255, b"x", NOW).await.unwrap();
        let refused = store.put_part(upload, worker(1), 256, b"", NOW).await.unwrap_err();
        assert!(matches!(refused, StoreError::TooLarge("upload")));
    }

    async fn old_uploads_and_the_fifth_of_one_person_give_way(store: TestStore) {
        founded(&store).await;
        let others = store.open_upload(worker(2), NOW).await.unwrap();
        store.put_part(others, worker(2), 0, b"theirs", NOW).await.unwrap();
        let mut mine = Vec::new();
        for minute in 0..5 {
            mine.push(store.open_upload(worker(1), after(minute)).await.unwrap());
        }
        assert!(is_missing(&store, mine[0]).await);
        for upload in &mine[1..] {
            assert!(!is_missing(&store, *upload).await);
        }
        assert_eq!(store.upload_bytes(others, worker(2)).await.unwrap(), b"theirs");
        let day_after = NOW + Duration::days(1) + Duration::minutes(2);
        store.open_upload(learner(1), day_after).await.unwrap();
        let gone = store.upload_bytes(others, worker(2)).await.unwrap_err();
        assert!(matches!(gone, StoreError::Missing("upload")));
        assert!(is_missing(&store, mine[1]).await);
        assert!(!is_missing(&store, mine[4]).await);
    }

    async fn what_was_read_from_a_header_is_kept_for_each_person_and_kind(store: TestStore) {
        founded(&store).await;
        let (kept, by) = (r#"{"mapping":["<b>\u0000"]}"#, worker(1));
        store.keep_header(by, HeaderKind::Users, &key("Vorname"), "{}", NOW).await.unwrap();
        store.keep_header(by, HeaderKind::Users, &key("Vorname"), kept, after(1)).await.unwrap();
        let recall = async |user, kind, name: &str| store.recall_header(user, kind, &key(name)).await.unwrap();
        assert_eq!(recall(by, HeaderKind::Users, " VORNAME ").await.as_deref(), Some(kept));
        assert_eq!(recall(by, HeaderKind::Groups, "Vorname").await, None);
        assert_eq!(recall(by, HeaderKind::Users, "Nachname").await, None);
        assert_eq!(recall(worker(2), HeaderKind::Users, "Vorname").await, None);
        for n in 0..100 {
            let at = after(2 + n);
            store.keep_header(by, HeaderKind::Users, &key(&format!("Vorname {n}")), "1", at).await.unwrap();
        }
        assert_eq!(recall(by, HeaderKind::Users, "Vorname").await, None, "the oldest gave way");
        assert_eq!(recall(by, HeaderKind::Users, "Vorname 0").await.as_deref(), Some("1"));
        let long = " ".repeat((1 << 20) + 1);
        let refused = store.keep_header(by, HeaderKind::Users, &key("Nachname"), &long, NOW).await.unwrap_err();
        assert!(matches!(refused, StoreError::TooLarge("mapping")));
    }
}
