//! `coterie users import`: the nightly feed of a student information system, by the code of the screen.

use super::{Conflict, Outcome};
use crate::clock;
use anyhow::Context as _;
use app::users::import::deed::{self, Means, Opened, system};
use domain::import::columns::{Field as _, Mapping, Sample, match_columns_in};
use domain::import::file::{Choice, Reading};
use domain::import::report;
use domain::import::users::plan::{Answers, Corrections, Counts, Decisions, Directory, Outcome as Fate, Plan, Sheet};
use domain::import::users::desk::{Commit, Options, Told};
use domain::import::users::UserField;
use std::path::{Path, PathBuf};
use store::{By, Store};

pub(super) async fn import(
    store: &Store,
    file: &Path,
    dry_run: bool,
    report: Option<PathBuf>,
    on_conflict: Option<Conflict>,
) -> anyhow::Result<Outcome> {
    let Some(bytes) = bytes(file)? else { return Ok(Outcome::BadInput) };
    let reading = match deed::read(&bytes, Choice::default()) {
        Ok(reading) => reading,
        Err(problem) => {
            eprintln!("{}: {problem}", file.display());
            return Ok(Outcome::BadInput);
        }
    };
    let Some(mapping) = mapping(store, file, &reading).await? else { return Ok(Outcome::BadInput) };
    let roles = on_conflict.map_or_else(Answers::default, |conflict| Answers::all(conflict == Conflict::Update));
    let decisions = Decisions { roles, ..Decisions::default() };
    let dialect = reading.dialect;
    let choice = Choice {
        encoding: Some(dialect.encoding),
        delimiter: Some(dialect.delimiter),
        line_end: Some(dialect.line_end),
        header: Some(dialect.header),
    };
    let kept = mapping.remember(reading.table.columns.len());
    let settled = (Corrections::default(), decisions.clone());
    let opened = Opened::look((store, &system()), reading, mapping, settled, &|_| {}).await?;
    let sheet = opened.sheet();
    let plan = opened.plan(&sheet);
    if let Some(path) = report {
        std::fs::write(&path, report::users(&sheet, &plan)).with_context(|| path.display().to_string())?;
    }
    if plan.open() > 0 {
        tell_problems(&sheet, &plan);
        return Ok(Outcome::BadInput);
    }
    if dry_run || !plan.rows.iter().any(domain::import::users::plan::RowPlan::is_done) {
        println!("{}", summary(&plan.counts));
        return Ok(Outcome::Done);
    }
    let commit = Commit {
        file_name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        choice,
        mapping: kept,
        corrections: Corrections::default(),
        decisions,
        digest: plan.digest(),
        options: Options::default(),
    };
    finish(store, &bytes, &commit).await
}

/// Has it written by what writes the imports of the screen.
async fn finish(store: &Store, bytes: &[u8], commit: &Commit) -> anyhow::Result<Outcome> {
    let by = By { user: None, acted_as: None, at: clock::now() };
    let means = Means { public_url: "", draw: &|| None, tell: &|_| {} };
    let words = match deed::import((store, &system()), bytes, commit, &means, &by).await? {
        Told::Imported(imported) => {
            println!("{}", summary(&imported.counts));
            return Ok(Outcome::Done);
        }
        Told::Refused(words) => words,
        Told::Moved | Told::Progress(_) => "Users were changed while this was read. Run it again.".to_owned(),
    };
    eprintln!("{words} Nothing was written.");
    Ok(Outcome::BadInput)
}

/// Every problem by row and column, every row that is refused, and those that ask.
fn tell_problems(sheet: &Sheet<'_>, plan: &Plan) {
    let mut problems = plan.problems.iter().peekable();
    for row in &plan.rows {
        while let Some(problem) = problems.next_if(|problem| problem.row <= row.row) {
            let column = problem.field.map(|field| format!(", column “{}”", sheet.column_name(field)));
            eprintln!("row {}{}: {}", problem.row, column.unwrap_or_default(), problem.words);
        }
        match &row.outcome {
            Fate::Refused { words, .. } => eprintln!("row {}: {words}", row.row),
            Fate::Ask { held, answer: None } => {
                let column = sheet.column_name(UserField::Role);
                let held = held.join(", ");
                eprintln!(
                    "row {}, column “{column}”: another role than now, which is {held}. Say --on-conflict update to \
                     take it, or --on-conflict skip to leave such users as they are.",
                    row.row
                );
            }
            _ => {}
        }
    }
    eprintln!("{} to be settled; nothing was written.", domain::groups::acts::count(plan.open(), "row"));
}

fn summary(counts: &Counts) -> String {
    let Counts { created, updated, unchanged, skipped, .. } = counts;
    if created + updated == 0 {
        return match skipped {
            0 => "Nothing to change.".to_owned(),
            _ => format!("Nothing to change; {skipped} skipped."),
        };
    }
    format!("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped.")
}

/// The bytes of the file; `None`, and words, where there is none.
fn bytes(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("{}: there is no such file.", path.display());
            Ok(None)
        }
        Err(fault) => Err(fault).with_context(|| path.display().to_string()),
    }
}

/// Which column is which; `None`, and words, where a required one is missing.
async fn mapping(store: &Store, file: &Path, reading: &Reading) -> anyhow::Result<Option<Mapping<UserField>>> {
    let directory = Directory::new(deed::ground(store, &system()).await?);
    let (table, lists) = (&reading.table, directory.lists());
    let mapping = match_columns_in(&table.columns, &Sample::of(table), &|field, text| lists.knows(field, text));
    let missing = mapping.missing();
    for field in &missing {
        let found = table.columns.join(", ");
        eprintln!("{}: no column is “{}”. The columns are: {found}.", file.display(), field.label());
    }
    Ok(Some(mapping).filter(|_| missing.is_empty()))
}
