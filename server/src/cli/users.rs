//! `coterie users import`: the nightly feed of a student information system, by the code of the screen.

use super::{Conflict, Outcome, failed};
use anyhow::Context as _;
use domain::import::report;
use domain::import::users::UserField;
use domain::import::users::desk::{Desk, Options, Sent, Told};
use domain::import::users::plan::{Answers, Counts, Outcome as Fate, Plan, RowPlan, Sheet};
use domain::import::view::FieldView;
use service::Asker;
use service::users::import::{Means, SentFile, ground, write};
use std::path::{Path, PathBuf};

pub(super) async fn import(
    asker: &Asker,
    file: &Path,
    dry_run: bool,
    report: Option<PathBuf>,
    on_conflict: Option<Conflict>,
) -> anyhow::Result<Outcome> {
    let Some(sent) = sent(asker, file, on_conflict).await? else { return Ok(Outcome::BadInput) };
    let opened = SentFile::look(asker, sent, &|_| {}).await.map_err(failed)?;
    let sheet = opened.sheet();
    let plan = opened.plan(&sheet);
    if let Some(path) = report {
        std::fs::write(&path, report::users(&sheet, &plan)).with_context(|| path.display().to_string())?;
    }
    if plan.open() > 0 {
        tell_problems(&sheet, &plan);
        return Ok(Outcome::BadInput);
    }
    if dry_run || !plan.rows.iter().any(RowPlan::is_done) {
        println!("{}", summary(&plan.counts));
        return Ok(Outcome::Done);
    }
    let means = Means { public_url: "", draw: &|| None, tell: &|_| {} };
    let words = match write(asker, &opened, (&sheet, &plan), &means).await.map_err(failed)? {
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

/// The file, its columns matched; `None`, and words, where it cannot be read or a required column is missing.
async fn sent(asker: &Asker, file: &Path, on_conflict: Option<Conflict>) -> anyhow::Result<Option<Sent>> {
    let Some((bytes, choice)) = super::file::read(file)? else { return Ok(None) };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut desk = Desk::new();
    if let Err(problem) = desk.open(&name, bytes, choice) {
        eprintln!("{}: {problem}", file.display());
        return Ok(None);
    }
    let columns = desk.match_columns(ground(asker).await.map_err(failed)?, None);
    let missing: Vec<&FieldView> = columns.missing().filter_map(|at| columns.fields.get(at)).collect();
    if !missing.is_empty() {
        let found: Vec<&str> = columns.columns.iter().map(|column| column.name.as_str()).collect();
        for field in missing {
            eprintln!("{}: no column is “{}”. The columns are: {}.", file.display(), field.label, found.join(", "));
        }
        return Ok(None);
    }
    // What a desk sends is what was reviewed; who is known is looked up afterwards.
    desk.review();
    let Some(mut commit) = desk.commit(Options::default()) else { return Ok(None) };
    commit.decisions.roles =
        on_conflict.map_or_else(Answers::default, |conflict| Answers::all(conflict == Conflict::Update));
    Ok(Some(Sent::open(desk.bytes().to_vec(), commit)?))
}
