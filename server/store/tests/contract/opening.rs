//! Opening a store.

use crate::founded::founded;
use store::testing::TestStore;
use store::{Store, StoreError};

store::on_both_databases! {
    async fn a_new_database_is_empty_and_answers(store: TestStore) {
        store.health().await.unwrap();
        assert!(store.is_empty().await.unwrap());
        founded(&store).await;
        assert!(!store.is_empty().await.unwrap());
    }

    async fn a_second_server_opens_the_same_database(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        assert_eq!(second.organisations().await.unwrap(), store.organisations().await.unwrap());
        second.close().await;
    }

    async fn a_closed_store_does_not_answer(store: TestStore) {
        let second = Store::open(&store.url).await.unwrap();
        second.close().await;
        assert!(matches!(second.health().await, Err(StoreError::Fault(_))));
        store.health().await.unwrap();
    }
}

#[tokio::test]
async fn servers_that_start_at_once_on_a_new_file_both_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let (first, second) = tokio::join!(Store::open(&url), Store::open(&url));
    assert!(first.unwrap().is_empty().await.unwrap());
    assert!(second.unwrap().is_empty().await.unwrap());
}

#[tokio::test]
async fn a_store_in_memory_keeps_what_is_written() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    founded(&store).await;
    assert_eq!(store.organisations().await.unwrap().len(), 2);
}

#[tokio::test]
async fn another_kind_of_address_is_refused_without_its_password() {
    let error = Store::open("mysql://root:secret@localhost/x").await.unwrap_err();
    assert!(matches!(error, StoreError::Address(_)), "{error}");
    assert!(!error.to_string().contains("secret"));
}

#[test]
fn a_store_shown_in_a_log_has_no_address() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shown = runtime.block_on(async { format!("{:?}", Store::open("sqlite::memory:").await.unwrap()) });
    assert!(shown.starts_with("Store { pool: Sqlite, ") && !shown.contains("memory"), "{shown}");
}
