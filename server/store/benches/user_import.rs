//! How long an import of 2,000 and of 100,000 users takes with everything that belongs to it, on both databases, and
//! how much memory this process then had at most: `cargo bench -p store --bench user_import`; with `-- SQLite` or
//! `-- PostgreSQL` on one of them.
//!
//! Each figure is read on a database of its own that nobody was imported into before. The file's 25 columns come as
//! changes, made as they are asked for: reading and planning the file are measured in `domain`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark says what it reads and stops at a surprise")]

use domain::id::UserImportId;
use domain::import::users::desk::{LOOKED_UP_AT_ONCE, Wanted};
use domain::import::users::plan::Change;
use domain::import::users::{Show, UserField};
use domain::user::{Checked, Detail};
use std::pin::Pin;
use std::time::{Duration, Instant};
use store::testing::{NOW, TestStore, new_learners, postgres, small_school, sqlite, tally, worker};
use store::{By, ImportEnd, Invitation, NewImport, NewMail};
use tokio::runtime::Runtime;

const BY: By = By { user: Some(worker(1)), acted_as: None, at: NOW };

/// Invites everyone.
struct Post;

impl store::Attendant for Post {
    fn invite(&mut self, user: domain::id::UserId, account: &Checked, _: bool) -> Option<Invitation> {
        let body = format!("Dear {},\n\nsomeone made an account for you: https://…", account.first);
        let mail = NewMail { to: account.email.clone(), subject: "Your account".to_owned(), body };
        Some(Invitation { token_hash: user.0.to_le_bytes().repeat(4), expires: NOW + Duration::from_mins(10), mail })
    }
}

/// The most memory this process had since the last `forget`, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1_000
}

/// Lets the kernel count the peak anew.
fn forget() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Does the work and says how long it took.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads a clock")]
fn timed<'w, T: 'w>(
    database: &'w str,
    what: &'w str,
    work: impl Future<Output = T> + 'w,
) -> Pin<Box<dyn Future<Output = T> + 'w>> {
    Box::pin(async move {
        forget();
        let start = Instant::now();
        let done = work.await;
        println!("{database}: {what}: {:.2} s; peak memory {} MB", start.elapsed().as_secs_f64(), peak());
        done
    })
}

async fn import(store: &TestStore, changes: impl IntoIterator<Item = Change>) -> UserImportId {
    match store.import_users(changes, &NewImport::default(), &mut (), &BY).await.unwrap() {
        ImportEnd::Done(import) => import,
        end => panic!("{end:?}"),
    }
}

/// The file again with another city, as changes of the accounts that are there.
async fn updates(store: &TestStore, count: u32) -> Vec<Change> {
    let keys: Vec<String> = new_learners(1, count)
        .filter_map(|change| match change {
            Change::Create { account, .. } => account.number,
            Change::Update { .. } => None,
        })
        .collect();
    let mut updates = Vec::new();
    for some in keys.chunks(LOOKED_UP_AT_ONCE) {
        let wanted = Wanted { numbers: some.to_vec(), ..Wanted::default() };
        updates.extend(store.people_of_keys(&wanted).await.unwrap().into_iter().map(|(profile, _)| {
            let (user, version) = (profile.id, profile.version);
            let mut account = Checked::from(profile);
            account.details.insert(Detail::City, "Köln".to_owned());
            Change::Update {
                row: u32::try_from(user.0).unwrap(),
                user,
                version,
                organisation: domain::id::OrganisationId(1),
                account: Box::new(account),
                changed: vec![UserField::City],
                given: None,
                taken: Vec::new(),
                joins: None,
            }
        }));
    }
    updates
}

async fn measure(database: &str, make: impl AsyncFn() -> TestStore) {
    for count in [2_000, 100_000] {
        for round in 1..=3 {
            let store = make().await;
            let what = format!("{count} new users, round {round}");
            let import = timed(database, &what, import(&store, new_learners(1, count))).await;
            assert_eq!(tally(&store).await.unwrap().kept, i64::from(count));
            if round == 3 {
                rest(database, &store, import, count).await;
            }
        }
    }
}

/// What comes after an import.
async fn rest(database: &str, store: &TestStore, made: UserImportId, count: u32) {
    let page = store.imported_users(made, Show::All, count - 50, 50);
    timed(database, "the last page of who was made", page).await.unwrap();
    let changes = timed(database, &format!("{count} users looked up, 5,000 at once"), updates(store, count)).await;
    assert_eq!(changes.len(), count as usize);
    let update = timed(database, &format!("{count} users updated"), import(store, changes)).await;
    timed(database, &format!("{count} updates taken back"), store.undo_import(update, &|_, _| true, &BY))
        .await
        .unwrap();
    let about = NewImport::default();
    let more = async { store.import_users(new_learners(2, count), &about, &mut Post, &BY).await };
    timed(database, &format!("{count} more new users, all invited"), more).await.unwrap();
}

fn main() {
    let runtime = Runtime::new().unwrap();
    let founded = async |store: TestStore| {
        store.found_school(&small_school(), &By { user: None, acted_as: None, at: NOW }).await.unwrap();
        store
    };
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let is_wanted = |database: &str| only.as_deref().is_none_or(|only| only == database);
    if is_wanted("SQLite") {
        runtime.block_on(measure("SQLite", async || founded(sqlite().await).await));
    }
    if is_wanted("PostgreSQL") && runtime.block_on(postgres()).is_some() {
        runtime.block_on(measure("PostgreSQL", async || founded(postgres().await.unwrap()).await));
    }
}
