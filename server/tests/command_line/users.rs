//! `coterie users import`, as a nightly feed runs it.

use crate::school::{Ended, School};
use domain::user::Profile;

const HEADER: &str = "First Name,Last Name,Username,Email,Organisation,Gender,Group,Role,Institution Number,City";

fn import(school: &School, text: &str, more: &[&str]) -> Ended {
    let path = school.path("feed.csv");
    std::fs::write(&path, text).unwrap();
    school.run(&[&["users", "import", path.to_str().unwrap()], more].concat())
}

async fn profile(school: &School, username: &str) -> Option<Profile> {
    let store = school.open().await;
    let account = store.account_by_username(username).await.unwrap();
    let profile = match account {
        Some(account) => store.user(account.user).await.unwrap(),
        None => None,
    };
    store.close().await;
    profile
}

/// A row of the lecturer as they are, with another role and city.
async fn lecturer(school: &School, role: &str, city: &str) -> String {
    let profile = profile(school, "lecturer").await.unwrap();
    let number = profile.number.unwrap_or_default();
    let gender = profile.gender.as_str();
    format!("{},{},lecturer,{},1,{gender},faculty,{role},{number},{city}", profile.first, profile.last, profile.email)
}

#[tokio::test]
async fn a_feed_is_imported_once_and_then_changes_nothing() {
    let school = School::found().await;
    let text = format!(
        "{HEADER}\nAda,Newly,new.1,new.1@med.example,1,F,student,student,N-1,Bern\n{}\n",
        lecturer(&school, "lecturer", "Bern").await
    );
    let said = "1 created, 1 updated, 0 unchanged, 0 skipped.\n";
    let dry = import(&school, &text, &["--dry-run"]);
    assert_eq!((dry.code, dry.out.as_str()), (0, said), "{dry:?}");
    assert!(profile(&school, "new.1").await.is_none());
    let done = import(&school, &text, &[]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, said, ""), "{done:?}");
    assert_eq!(profile(&school, "new.1").await.unwrap().last, "Newly");
    let again = import(&school, &text, &[]);
    assert_eq!((again.code, again.out.as_str()), (0, "Nothing to change.\n"), "{again:?}");
}

#[tokio::test]
async fn a_new_role_is_refused_until_someone_says_what_becomes_of_it() {
    let school = School::found().await;
    let text = format!("{HEADER}\n{}\n", lecturer(&school, "faculty", "Bern").await);
    let before = profile(&school, "lecturer").await.unwrap();
    let asked = import(&school, &text, &[]);
    assert_eq!((asked.code, asked.out.as_str()), (2, ""), "{asked:?}");
    assert!(
        asked.err.starts_with("row 2, column “Role”: another role than now, which is lecturer. Say --on-conflict"),
        "{asked:?}"
    );
    assert!(asked.err.ends_with("1 row to be settled; nothing was written.\n"), "{asked:?}");
    let skipped = import(&school, &text, &["--on-conflict", "skip"]);
    assert_eq!((skipped.code, skipped.out.as_str()), (0, "Nothing to change; 1 skipped.\n"), "{skipped:?}");
    assert_eq!(profile(&school, "lecturer").await.unwrap(), before);
    let updated = import(&school, &text, &["--on-conflict", "update"]);
    assert_eq!((updated.code, updated.out.as_str()), (0, "0 created, 1 updated, 0 unchanged, 0 skipped.\n"));
    let held = profile(&school, "lecturer").await.unwrap().permissions;
    assert!(held.iter().any(|held| held.grant.role == "faculty"), "{held:?}");
    assert!(!held.iter().any(|held| held.grant.role == "lecturer"), "{held:?}");
}

#[tokio::test]
async fn every_problem_is_listed_by_row_and_column_and_nothing_is_written() {
    let school = School::found().await;
    let text = format!(
        "{HEADER}\nAda,Newly,new.1,new.1@med.example,1,F,student,student,,\nBen,,new 2,nowhere,1,F,student,king,,\n"
    );
    let report = school.path("report.csv");
    let ended = import(&school, &text, &["--report", report.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{ended:?}");
    for column in ["Last Name", "Username", "Email", "Role"] {
        assert!(ended.err.contains(&format!("row 3, column “{column}”: ")), "{column}: {ended:?}");
    }
    assert!(ended.err.ends_with("1 row to be settled; nothing was written.\n"), "{ended:?}");
    assert!(profile(&school, "new.1").await.is_none());
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("2,Newly,Ada,new.1,new.1@med.example,,Created,,"), "{report}");
    assert!(report.contains(",To be corrected,Email,"), "{report}");
}

#[tokio::test]
async fn what_is_no_file_of_users_is_bad_input() {
    let school = School::found().await;
    let missing = school.path("missing.csv");
    for (ended, expected) in [
        (school.run(&["users", "import", missing.to_str().unwrap()]), "there is no such file"),
        (import(&school, "", &[]), "The file is empty."),
        (import(&school, "First Name,Last Name\nAda,Newly\n", &[]), "no column is “Username”. The columns are: "),
    ] {
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains(expected), "{ended:?}");
    }
}

#[tokio::test]
async fn a_workbook_is_a_feed_too() {
    let school = School::found().await;
    let mut made = rust_xlsxwriter::Workbook::new();
    made.add_worksheet().set_name("Notes").unwrap();
    let sheet = made.add_worksheet();
    let row = "Ada,Newly,new.1,new.1@med.example,1,F,student,student,N-1,Bern";
    for (at, line) in (0..).zip([HEADER, row]) {
        for (column, text) in (0..).zip(line.split(',')) {
            sheet.write_string(at, column, text).unwrap();
        }
    }
    let path = school.path("feed.xlsx");
    made.save(&path).unwrap();
    let import = || school.run(&["users", "import", path.to_str().unwrap()]);
    let done = import();
    assert_eq!((done.code, done.out.as_str()), (0, "1 created, 0 updated, 0 unchanged, 0 skipped.\n"), "{done:?}");
    assert_eq!(profile(&school, "new.1").await.unwrap().last, "Newly");
    std::fs::write(&path, b"PK\x03\x04 and nothing of a workbook").unwrap();
    let refused = import();
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{refused:?}");
    assert!(refused.err.contains("This workbook is damaged."), "{refused:?}");
}
