//! `coterie groups form`: groups by rules for the learners of a plain file, without a database.

mod wish;
mod words;

use super::{Form, Outcome};
use crate::clock;
use anyhow::Context as _;
use domain::forming::rules::{Force, Group, Report, Search, clashes, fewest_unmet};
use domain::import::file::{self, Choice, Limits, Table};
use std::io::Write as _;
use std::path::Path;
use time::OffsetDateTime;
use wish::Asked;

/// How much a file of learners takes.
const LIMITS: Limits = Limits { bytes: 50_000_000, rows: 100_000, columns: 1_000 };

/// So many changes are considered before the clock is looked at again.
const STEPS: u64 = 4_096;

/// So many changes are considered for each must that is left out, to name the fewest that clash.
const TRIAL: u64 = 200_000;

pub(super) fn form(form: &Form) -> anyhow::Result<Outcome> {
    let Some(asked) = asked(form)? else { return Ok(Outcome::BadInput) };
    let impossible = clashes(&asked.wish)?;
    if !impossible.is_empty() {
        for clash in &impossible {
            eprintln!("{}", words::clash(clash, &asked));
        }
        eprintln!("This cannot be done; nothing was written.");
        return Ok(Outcome::BadInput);
    }
    let began = clock::now();
    let mut search = Search::new(asked.wish.clone())?;
    while !search.advance(STEPS).done && !is_over(form, search.progress().steps, began) {}
    let report = search.report()?;
    tell(&asked, &report, seconds_since(began))?;
    write(form.out.as_deref(), &asked, search.best())?;
    Ok(Outcome::Done)
}

/// Whether it searched for as long as it may: the same number of steps gives the same groups on every machine.
fn is_over(form: &Form, steps: u64, began: OffsetDateTime) -> bool {
    form.steps.map_or_else(|| seconds_since(began) >= form.seconds, |most| steps >= most)
}

fn seconds_since(began: OffsetDateTime) -> f64 {
    (clock::now() - began).as_seconds_f64()
}

/// What the files and parameters ask for; `None`, and words, where they cannot be read.
fn asked(form: &Form) -> anyhow::Result<Option<Asked>> {
    let Some(table) = table(&form.learners, true)? else { return Ok(None) };
    let sets = |path: &Option<std::path::PathBuf>| path.as_deref().map(table_of_sets).transpose();
    let (together, apart) = (sets(&form.together)?, sets(&form.apart)?);
    // A file of sets that cannot be read was told of.
    if [&together, &apart].into_iter().any(|read| matches!(read, Some(None))) {
        return Ok(None);
    }
    match Asked::read(form, &table, together.flatten().as_ref(), apart.flatten().as_ref()) {
        Ok(asked) => Ok(Some(asked)),
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            eprintln!("{} to be settled; nothing was written.", domain::groups::acts::count(problems.len(), "problem"));
            Ok(None)
        }
    }
}

fn table_of_sets(path: &Path) -> anyhow::Result<Option<Table>> {
    table(path, false)
}

/// The rows of a file; `None`, and words, where it cannot be read.
fn table(path: &Path, header: bool) -> anyhow::Result<Option<Table>> {
    let Some((bytes, choice)) = super::file::read(path)? else { return Ok(None) };
    match file::read(&bytes, Choice { header: Some(header), ..choice }, &LIMITS, &|_| false) {
        Ok(reading) => Ok(Some(reading.table)),
        Err(problem) => {
            eprintln!("{}: {problem}", path.display());
            Ok(None)
        }
    }
}

/// A line per rule: value, bound, seconds; then what is not kept that must be.
fn tell(asked: &Asked, report: &Report, seconds: f64) -> anyhow::Result<()> {
    for (named, finding) in asked.rules.iter().zip(&report.rules) {
        eprintln!("{}", words::finding(named, finding, seconds));
    }
    if report.cost.must > 0 {
        for (named, finding) in asked.rules.iter().zip(&report.rules) {
            if named.force == Force::Must {
                for line in words::breaches(named, finding, asked) {
                    eprintln!("{line}");
                }
            }
        }
        if let Some(clash) = fewest_unmet(&asked.wish, TRIAL)? {
            eprintln!("{}", words::clash(&clash, asked));
        }
    }
    Ok(())
}

/// A line per learner, in the order of the file: what names them, and the group, counted from 1.
fn write(out: Option<&Path>, asked: &Asked, grouping: &[Group]) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([asked.id_column.as_str(), "group"])?;
    for (id, group) in asked.ids.iter().zip(grouping) {
        writer.write_record([id.as_str(), (group + 1).to_string().as_str()])?;
    }
    let bytes = writer.into_inner()?;
    match out {
        Some(path) => std::fs::write(path, bytes).with_context(|| path.display().to_string())?,
        None => std::io::stdout().write_all(&bytes)?,
    }
    Ok(())
}
