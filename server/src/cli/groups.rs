//! `coterie groups import|export`.

use super::{Outcome, failed};
use anyhow::Context as _;
use domain::course::Course;
use domain::groups::Refusal;
use domain::import::columns::{Field as _, match_columns};
use domain::import::groups::{Decisions, Field, Plan, Problem, Sheet, read};
use domain::import::report;
use domain::period::Period;
use domain::text::fold;
use service::{Asker, Fault, courses, groups};
use std::io::Write as _;
use std::path::{Path, PathBuf};

pub(super) async fn export(asker: &Asker, course: &str, period: &str, out: Option<PathBuf>) -> anyhow::Result<Outcome> {
    let Some((course, period)) = find(asker, course, period).await? else { return Ok(Outcome::BadInput) };
    let (_, file) = groups::export(asker, &course.code, Some(period.id), None).await.map_err(failed)?;
    match out {
        Some(path) => std::fs::write(&path, file).with_context(|| path.display().to_string())?,
        None => std::io::stdout().write_all(&file)?,
    }
    Ok(Outcome::Done)
}

pub(super) async fn import(
    asker: &Asker,
    file: &Path,
    course: &str,
    period: &str,
    dry_run: bool,
    report: Option<PathBuf>,
) -> anyhow::Result<Outcome> {
    let Some(sheet) = sheet(file)? else { return Ok(Outcome::BadInput) };
    let Some((course, period)) = find(asker, course, period).await? else { return Ok(Outcome::BadInput) };
    let (state, directory) = groups::import::directory(asker, &course.code, period.id, &sheet).await.map_err(failed)?;
    let decisions = Decisions::default();
    let plan = Plan::new(&sheet, &directory, &state, &decisions);
    if let Some(path) = report {
        std::fs::write(&path, report::groups(&sheet, &plan)).with_context(|| path.display().to_string())?;
    }
    for note in &plan.notes {
        eprintln!("row {}, column “{}”: {}", note.row, sheet.column_name(note.field), note.words);
    }
    if plan.open() > 0 {
        for problem in &plan.problems {
            eprintln!("{}", line(&sheet, problem));
        }
        eprintln!("{} to be settled; nothing was written.", domain::groups::acts::count(plan.open(), "problem"));
        return Ok(Outcome::BadInput);
    }
    if dry_run || plan.is_nothing() {
        println!("{}", plan.summary());
        return Ok(Outcome::Done);
    }
    match groups::import::import(asker, &course.code, period.id, &sheet, &decisions, plan.digest(&state)).await {
        Ok(_) => println!("{}", plan.summary()),
        Err(Fault::Refused(refusal @ (Refusal::TooMany { .. } | Refusal::PreviewMoved))) => {
            eprintln!("{refusal} Nothing was written.");
            return Ok(Outcome::BadInput);
        }
        Err(fault) => return Err(failed(fault)),
    }
    Ok(Outcome::Done)
}

/// A problem by row and column.
fn line(sheet: &Sheet, problem: &Problem) -> String {
    format!("row {}, column “{}”: {}", problem.row, sheet.column_name(problem.field), problem.words)
}

/// What the file says; `None`, and words, where it cannot be read.
fn sheet(path: &Path) -> anyhow::Result<Option<Sheet>> {
    let Some((bytes, choice)) = super::file::read(path)? else { return Ok(None) };
    let reading = match read(&bytes, choice) {
        Ok(reading) => reading,
        Err(problem) => {
            eprintln!("{}: {problem}", path.display());
            return Ok(None);
        }
    };
    let columns = &reading.table.columns;
    let mapping = match_columns::<Field>(columns);
    let missing = mapping.missing();
    for field in &missing {
        let found = columns.join(", ");
        eprintln!("{}: no column is “{}”. The columns are: {found}.", path.display(), field.label());
    }
    let name = path.to_string_lossy();
    Ok(missing.is_empty().then(|| Sheet::new(&reading.table, &mapping, &name)))
}

/// The course of that code and its period of that title; `None`, and words, where there is none.
async fn find(asker: &Asker, code: &str, title: &str) -> anyhow::Result<Option<(Course, Period)>> {
    let (course, mut periods) = match courses::with_periods(asker, code).await {
        Ok(found) => found,
        Err(Fault::NotFound(_)) => {
            eprintln!("There is no course “{code}”.");
            return Ok(None);
        }
        Err(fault) => return Err(failed(fault)),
    };
    let wanted = fold(title.trim());
    if let Some(at) = periods.iter().position(|period| fold(period.title.trim()) == wanted) {
        return Ok(Some((course, periods.swap_remove(at))));
    }
    let titles: Vec<&str> = periods.iter().map(|period| period.title.as_str()).collect();
    eprintln!("{code} has no curriculum period “{title}”. It has: {}.", titles.join(", "));
    Ok(None)
}
