//! `coterie groups form`: files in, a file out, and no database.

use crate::school::{Ended, run};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::TempDir;

/// Files of learners and of sets.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn form(&self, learners: &str, more: &[&str]) -> Ended {
        let (learners, out) = (self.write("learners.csv", learners), self.path("groups.csv"));
        let files = ["groups", "form", "--learners", &learners, "--out", out.to_str().unwrap(), "--steps", "100000"];
        // A database that cannot be there.
        run(&[&["--database-url", "sqlite:/nowhere/at/all.db"], &files[..], more].concat())
    }

    /// The group of each learner.
    fn groups(&self) -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(self.path("groups.csv")).unwrap();
        let lines = text.lines().skip(1).map(|line| line.rsplit_once(',').unwrap());
        lines.map(|(id, group)| (id.to_owned(), group.to_owned())).collect()
    }
}

/// Twelve learners: eight women, four of them of the second campus; marks rise.
fn class() -> String {
    let line = |n: u32| format!("L{n},{},{},{}\n", if n < 8 { "F" } else { "M" }, 1 + n / 4 % 2, 50 + n);
    "Number,Gender,Campus,Mark\n".to_owned() + &(0..12).map(line).collect::<String>()
}

#[test]
fn every_group_is_as_the_class_and_each_rule_is_told_of() {
    let files = Files::new();
    let together = files.write("together.csv", "a,b\nL0,L8\n");
    let apart = files.write("apart.csv", "L1,L2,L3\n");
    let more = ["--size", "4", "--balance", "gender", "--balance", "Mark", "--alike", "Campus"];
    let ended = files.form(&class(), &[&more[..], &["--together", &together, "--apart", &apart]].concat());
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{ended:?}");
    let groups = files.groups();
    assert_eq!(groups.len(), 12);
    let of = |n: u32| groups[&format!("L{n}")].as_str();
    for group in ["1", "2", "3"] {
        let members: Vec<u32> = (0..12).filter(|n| of(*n) == group).collect();
        assert_eq!(members.len(), 4, "{groups:?}");
        // Eight of twelve are women: two or three of four.
        assert!((2..=3).contains(&members.iter().filter(|n| **n < 8).count()), "{groups:?}");
    }
    assert_eq!(of(0), of(8), "together");
    assert!(of(1) != of(2) && of(1) != of(3) && of(2) != of(3), "apart: {groups:?}");
    let lines: Vec<&str> = ended.err.lines().collect();
    for (line, start) in lines.iter().zip([
        "together (must): value 0, bound 0 (nothing better is possible), ",
        "apart (must): value 0, bound 0 (nothing better is possible), ",
        "balance gender (must): value 0, bound 0 (nothing better is possible), ",
        "nearest gender (weight 1): value ",
        "balance Mark (weight 1): value ",
        "alike Campus (weight 1): value ",
    ]) {
        assert!(line.starts_with(start) && line.ends_with(" s"), "{line:?} {start:?}");
    }
    assert_eq!(lines.len(), 6, "{lines:?}");
    let text = std::fs::read_to_string(files.path("groups.csv")).unwrap();
    assert!(text.starts_with("Number,group\nL0,"), "{text}");
}

#[test]
fn the_same_seed_and_steps_give_the_same_groups() {
    let files = Files::new();
    let formed = |seed: &str| {
        assert_eq!(files.form(&class(), &["--number", "4", "--balance", "Mark", "--seed", seed]).code, 0);
        files.groups()
    };
    let first = formed("7");
    assert_eq!(formed("7"), first);
    assert_ne!(formed("8"), first);
}

#[test]
fn what_cannot_be_is_told_and_nothing_is_written() {
    let files = Files::new();
    let together = files.write("together.csv", "L0,L1,L2,L3,L4\n");
    let apart = files.write("apart.csv", "L0,L1\nL0,L99\n");
    for (more, said) in [
        (
            &["--size", "4", "--together", &together][..],
            "together: no group has room for all who must sit together: L0, L1, L2, L3, L4.",
        ),
        (
            &["--size", "4", "--balance", "Height"],
            "No column is “Height”. The columns are: Number, Gender, Campus, Mark.",
        ),
        (&["--size", "4", "--apart", &apart], "apart, row 2: no learner is “L99”."),
        (&["--number", "13"], "12 learners do not fill 13 groups."),
        (&["--size", "0"], "12 learners do not fill "),
    ] {
        let ended = files.form(&class(), more);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.err.contains(said) && ended.err.contains("nothing was written"), "{said}: {ended:?}");
        assert!(!files.path("groups.csv").exists(), "{said}");
    }
    for (learners, said) in [
        ("Number\nL1\nL1\n", "row 3, column “Number”: “L1” is there already."),
        ("Number,Sex\nL1,F\n,M\n", "row 3, column “Number”: something must name the learner."),
        ("Number\n", "The file has no rows to import."),
    ] {
        let ended = files.form(learners, &["--number", "1"]);
        assert!(ended.code == 2 && ended.err.contains(said), "{said}: {ended:?}");
    }
    let missing = run(&["groups", "form", "--learners", "/nowhere/at/all.csv", "--size", "4"]);
    assert!(missing.code == 2 && missing.err.contains("there is no such file"), "{missing:?}");
    assert_eq!(run(&["groups", "form", "--learners", "x.csv"]).code, 2, "how many groups?");
}
