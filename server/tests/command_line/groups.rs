//! `coterie groups import|export`.

use crate::school::{Ended, School, run};
use domain::import::file::Choice;
use domain::import::groups::read;
use server::clock;
use std::path::PathBuf;

const COURSE: &str = "MED-201";

/// A school, and a course of it with its period of today.
struct Groups {
    school: School,
    period: String,
}

impl Groups {
    async fn found() -> Self {
        let school = School::found().await;
        let store = school.open().await;
        let course = store.course(COURSE).await.unwrap().unwrap();
        let periods = store.periods(course.id).await.unwrap();
        let period = domain::period::opening(&periods, clock::now().date()).unwrap().title.clone();
        store.close().await;
        Self { school, period }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.school.path(name)
    }

    fn groups(&self, parameters: &[&str]) -> Ended {
        self.school.run(&[&["groups"], parameters, &["--course", COURSE, "--period", &self.period]].concat())
    }

    /// What the export writes, without the mark at the start.
    fn exported(&self) -> String {
        let ended = self.groups(&["export"]);
        assert_eq!(ended.code, 0, "{ended:?}");
        ended.out.trim_start_matches('\u{feff}').to_owned()
    }

    fn import(&self, text: &str, more: &[&str]) -> Ended {
        let path = self.path("groups.csv");
        std::fs::write(&path, text).unwrap();
        self.groups(&[&["import", path.to_str().unwrap()], more].concat())
    }
}

/// Names and numbers of learners in an exported file: all are enrolled.
fn learners(exported: &str) -> Vec<(String, String)> {
    let rows = read(exported.as_bytes(), Choice::default()).unwrap().table.rows;
    let learners = rows.iter().filter(|row| !row.cell(4).is_empty());
    learners.map(|row| (row.cell(3).to_owned(), row.cell(4).to_owned())).collect()
}

#[tokio::test]
async fn what_is_exported_is_imported_without_a_change() {
    let school = Groups::found().await;
    let exported = school.exported();
    assert!(exported.starts_with("Group Name,Tutors,Tutors Numbers,Learner Name,Learner Number"), "{exported}");
    let ended = school.import(&exported, &[]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "Nothing to change.\n"), "{ended:?}");
    let kept = school.path("kept.csv");
    assert_eq!(school.groups(&["export", "--out", kept.to_str().unwrap()]).code, 0);
    assert_eq!(std::fs::read_to_string(kept).unwrap().trim_start_matches('\u{feff}'), exported);
}

#[tokio::test]
async fn an_import_says_what_it_did_and_a_dry_run_what_it_would_do() {
    let school = Groups::found().await;
    let before = school.exported();
    let people = learners(&before);
    let text = format!("Group Name,Learner Number\nWard 1,{}\nWard 1,{}\nWard 2,\n", people[0].1, people[1].1);
    let said = "2 groups created, 2 learners placed.\n";
    let dry = school.import(&text, &["--dry-run"]);
    assert_eq!((dry.code, dry.out.as_str()), (0, said), "{dry:?}");
    assert_eq!(school.exported(), before);
    let done = school.import(&text, &[]);
    assert_eq!((done.code, done.out.as_str()), (0, said), "{done:?}");
    assert_eq!(learners(&school.exported()).len(), people.len() + 2);
    let again = school.import(&text, &[]);
    assert_eq!((again.code, again.out.as_str()), (0, "Nothing to change.\n"), "{again:?}");
}

#[tokio::test]
async fn names_that_a_spreadsheet_would_run_are_held_and_come_back() {
    let school = Groups::found().await;
    let text = "Group Name\n\"=HYPERLINK(\"\"http://x\"\")\"\n+1\n'quoted\n";
    assert_eq!(school.import(text, &[]).out, "3 groups created.\n");
    let exported = school.exported();
    for cell in ["\"'=HYPERLINK(\"\"http://x\"\")\",", "'+1,", "'quoted,"] {
        assert!(exported.lines().any(|line| line.starts_with(cell)), "{cell} in {exported}");
    }
    assert_eq!(school.import(&exported, &[]).out, "Nothing to change.\n");
}

#[tokio::test]
async fn every_problem_is_listed_by_row_and_column_and_nothing_is_written() {
    let school = Groups::found().await;
    let before = school.exported();
    let people = learners(&before);
    let ((first, number), (_, other)) = (&people[0], &people[1]);
    let text = format!(
        "Team,Student Name,Student ID\nWard 1,\"{first}\",{number}\nWard 1,\"{first}\",{other}\n,,{other}\nWard 1,,none\n"
    );
    let report = school.path("report.csv");
    let ended = school.import(&text, &["--report", report.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{ended:?}");
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 4, "{ended:?}");
    assert!(lines[0].starts_with(&format!("row 3, column “Student ID”: The number “{other}” is ")), "{ended:?}");
    assert_eq!(lines[1], "row 4, column “Team”: The group name is blank.");
    assert!(
        lines[2].starts_with("row 5, column “Student ID”: Nobody in this school has the number “none”."),
        "{ended:?}"
    );
    assert_eq!(lines[3], "3 problems to be settled; nothing was written.");
    assert_eq!(school.exported(), before);
    let report = std::fs::read_to_string(report).unwrap();
    assert_eq!(report.lines().count(), 5, "{report}");
}

#[tokio::test]
async fn what_is_not_there_or_no_table_is_bad_input() {
    let school = Groups::found().await;
    let missing = school.path("missing.csv");
    for (ended, expected) in [
        (school.groups(&["import", missing.to_str().unwrap()]), "there is no such file"),
        (school.import("PK\u{3}\u{4}", &[]), "This workbook is damaged."),
        (school.import("Name,Number\na,1\n", &[]), "no column is “Group Name”. The columns are: Name, Number."),
        (school.school.run(&["groups", "export", "--course", "NONE", "--period", "x"]), "There is no course “NONE”."),
        (
            school.school.run(&["groups", "export", "--course", COURSE, "--period", "x"]),
            "MED-201 has no curriculum period “x”. It has: ",
        ),
    ] {
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains(expected), "{ended:?}");
    }
}

#[test]
fn a_fault_of_the_system_is_told_from_bad_input() {
    let ended =
        run(&["--database-url", "sqlite:/nowhere/at/all.db", "groups", "export", "--course", "A", "--period", "B"]);
    assert_eq!(ended.code, 1, "{ended:?}");
}
