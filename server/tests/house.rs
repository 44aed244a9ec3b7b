//! The house rules that a machine can hold: who may depend on whom, and what a file may be.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Asked while the test runs: two clones that share a target folder may share the compiled test.
fn root() -> PathBuf {
    let server = std::env::var_os("CARGO_MANIFEST_DIR").unwrap();
    Path::new(&server).parent().unwrap().to_path_buf()
}

/// The direct dependencies of every crate of the house, build and test dependencies left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap())
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let crates = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let needs = package["dependencies"].as_array().unwrap().iter();
        let needs = needs.filter(|d| d["kind"].is_null()).map(|d| d["name"].as_str().unwrap().to_owned());
        (package["name"].as_str().unwrap().to_owned(), needs.collect())
    });
    crates.collect()
}

/// Every file of the repository with that ending, without what is built or installed.
fn files(ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    walk(&path, ending, found);
                }
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), ending, &mut found);
    found
}

#[test]
fn domain_knows_only_what_is_pure() {
    let allowed: BTreeSet<String> = ["csv", "serde", "time"].map(str::to_owned).into();
    assert_eq!(dependencies()["domain"], allowed, "a new dependency of domain must be pure, and be named here");
}

#[test]
fn dependencies_point_down_only() {
    let house = [
        ["app", "domain", "frontend", "frontend-forming", "frontend-workbook", "frontend-worker"].as_slice(),
        &["server", "service", "store", "workbook"],
    ];
    let house: BTreeSet<String> = house.concat().into_iter().map(str::to_owned).collect();
    let needs = dependencies();
    assert_eq!(needs.keys().cloned().collect::<BTreeSet<_>>(), house);
    for (name, allowed) in [
        ("domain", &[][..]),
        ("store", &["domain"]),
        ("service", &["domain", "store"]),
        ("app", &["domain", "service"]),
        ("workbook", &[]),
        ("frontend", &["app"]),
        ("frontend-worker", &["domain"]),
        ("frontend-workbook", &["workbook"]),
        ("frontend-forming", &["domain"]),
        ("server", &["app", "domain", "service", "store", "workbook"]),
    ] {
        let found: Vec<&String> = needs[name].intersection(&house).collect();
        assert_eq!(found, allowed, "{name}");
    }
}

#[test]
fn sql_is_written_in_the_store_only() {
    for (name, needs) in dependencies() {
        assert!(name == "store" || !needs.contains("sqlx"), "{name} depends on sqlx");
    }
}

/// Use cases are asked for by pages, downloads, streams and the command line alike: they know none of them.
#[test]
fn use_cases_know_neither_pages_nor_http_nor_sql() {
    let beyond = ["leptos", "leptos_axum", "leptos_router", "axum", "server_fn", "tower", "tower-http", "sqlx", "clap"];
    let needs = &dependencies()["service"];
    let found: Vec<&str> = beyond.into_iter().filter(|name| needs.contains(*name)).collect();
    assert!(found.is_empty(), "service depends on {found:?}");
}

/// Who asks comes first: a use case that cannot be told who asks cannot ask the rules.
#[test]
fn every_use_case_takes_who_asks_first() {
    for path in files(".rs").into_iter().filter(|path| path.starts_with(root().join("server/service/src"))) {
        let text = std::fs::read_to_string(&path).unwrap();
        let free = text.lines().filter(|line| line.starts_with("pub async fn ") || line.starts_with("pub fn "));
        for line in free {
            let arguments = line.split_once('(').map_or("", |(_, arguments)| arguments);
            // Where the arguments do not fit into one line, the first stands alone on the next.
            let first = if arguments.is_empty() { text.split_once(line).unwrap().1.trim_start() } else { arguments };
            assert!(first.starts_with("asker: &Asker"), "{}: {line}", path.display());
        }
    }
}

/// What the store keeps is data, worded when it is read: no sentence is made there.
#[test]
fn the_store_writes_no_sentences() {
    let ends_one = |line: &str| line.match_indices(".\"").any(|(at, _)| line[..at].ends_with(char::is_alphabetic));
    let store = root().join("server/store/src");
    for path in
        files(".rs").into_iter().filter(|path| path.starts_with(&store) && !path.starts_with(store.join("testing")))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let sentence = code.lines().find(|line| !line.trim_start().starts_with("//") && ends_one(line));
        assert_eq!(sentence, None, "{}", path.display());
    }
}

/// Tests compile the server with what `store` brings for them, and it is that server the browser tests run: without them
/// it must compile too.
#[test]
fn only_tests_use_what_the_store_brings_for_them() {
    for path in files(".rs") {
        let within = path.strip_prefix(root()).unwrap().components();
        let is_of = |folder: &str| within.clone().any(|part| part.as_os_str() == folder);
        let is_code = is_of("src") && !is_of("testing");
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        assert!(!is_code || !code.contains(&["store::", "testing"].concat()), "{}", path.display());
    }
}

#[test]
fn a_file_is_read_in_one_sitting() {
    for path in files(".rs") {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines: it has more than one subject", path.display());
    }
}

#[test]
fn no_name_explains_nothing() {
    for path in files(".rs") {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let empty = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];
        assert!(!empty.contains(&stem.as_str()), "{}", path.display());
    }
}
