//! Imports that are killed: a process imports without end, another ends it somewhere and looks at what is left.

use super::imported::{Tally, new_learners, tally};
use super::{NOW, worker};
use crate::{Attendant, By, ImportEnd, NewImport, Store};
use domain::id::UserImportId;
use domain::seed::Seeded;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

/// What the process is told: the address of the database, the first file to import, and how many rows each has.
const URL: &str = "COTERIE_TEST_KILLED_IMPORT_URL";
const FILE: &str = "COTERIE_TEST_KILLED_IMPORT_FILE";
const ROWS: &str = "COTERIE_TEST_KILLED_IMPORT_ROWS";

/// Says on the output how far the import is.
struct Says;

impl Attendant for Says {
    fn progress(&mut self, _: u64) {
        say(b'p');
    }

    fn confirm(&mut self, _: UserImportId) -> Option<crate::NewMail> {
        say(b'c');
        None
    }
}

fn say(what: u8) {
    std::io::stdout().write_all(&[b'\n', what]).and_then(|()| std::io::stdout().flush()).expect("somebody listens");
}

/// Imports one file after the other until it is killed. Does nothing where nobody asked for it, as among tests.
///
/// # Panics
/// Where an import is not made.
pub async fn import_without_end() {
    let Ok(url) = std::env::var(URL) else { return };
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok()).expect(name);
    let (mut file, rows) = (told(FILE), told(ROWS));
    let store = Store::open(&url).await.expect("the database opens");
    loop {
        import(&store, file, rows).await;
        say(b'k');
        file += 1;
    }
}

/// Imports a whole file.
///
/// # Panics
/// Where that does not work.
pub async fn import(store: &Store, file: u32, rows: u32) {
    let by = By { user: Some(worker(1)), acted_as: None, at: NOW };
    let about = NewImport { file_name: format!("autumn {file}.csv"), ..NewImport::default() };
    let end = store.import_users(new_learners(i64::from(file), rows), &about, &mut Says, &by).await;
    assert!(matches!(end, Ok(ImportEnd::Done(_))), "{end:?}");
}

/// Starts `process`, which imports files of `rows` from number `file` on, kills it at a point that chance names, and
/// answers how many imports it said were made.
///
/// # Panics
/// Where the process ends by itself.
pub fn import_and_be_killed(mut process: Command, url: &str, file: u32, rows: u32, chance: &mut Seeded) -> usize {
    process.env(URL, url).env(FILE, file.to_string()).env(ROWS, rows.to_string());
    let mut child =
        process.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the process that is killed starts");
    let mut output = child.stdout.take().expect("its output");
    let (mut heard, mut byte) = (Vec::new(), [0]);
    // Anything it says: batches that are written, the importer's mail, the end.
    let mut words = chance.below(rows.div_ceil(2_000) as usize + 4);
    while words > 0 {
        assert_eq!(output.read(&mut byte).expect("its output"), 1, "{}", String::from_utf8_lossy(&heard));
        heard.push(byte[0]);
        words -= usize::from([b"\np", b"\nc", b"\nk"].iter().any(|word| heard.ends_with(*word)));
    }
    for _ in 0..chance.below(4_000_000) {
        std::hint::spin_loop();
    }
    child.kill().and_then(|()| child.wait()).expect("the process is killed");
    output.read_to_end(&mut heard).expect("its output");
    heard.windows(2).filter(|pair| pair == b"\nk").count()
}

/// How many whole imports of `rows` there are beside what was there `before`.
///
/// # Panics
/// Where there is a part of one.
pub async fn whole_imports(store: &Store, before: &Tally, rows: u32) -> i64 {
    let now = tally(store).await.expect("the database counts");
    let (imports, rows) = (now.imports - before.imports, i64::from(rows));
    let people = imports * rows;
    let expected = Tally {
        people: before.people + people,
        grants: before.grants + people,
        departments: before.departments + people,
        memberships: before.memberships + people,
        kept: before.kept + people,
        imports: before.imports + imports,
        log: before.log + people + imports,
        mails: before.mails,
        resets: before.resets,
    };
    assert_eq!(now, expected, "an import is there whole or not at all");
    imports
}
