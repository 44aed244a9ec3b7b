//! Columns of a file as traits that rules can look at.

use super::state::Wizard;
use super::words;
use crate::ui::{Glyph, Icon};
use domain::forming::recipe::{Column, Joined, join};
use domain::id::UserId;
use domain::import::file::{Choice, FileProblem, Limits, read};
use leptos::prelude::*;
use leptos::{html, web_sys};
use std::collections::HashMap;
use std::sync::Arc;

/// The largest file that is taken: a class has some hundred learners.
const LIMITS: Limits = Limits { bytes: 4 << 20, rows: 20_000, columns: 100 };

/// The button that takes a file, and what came of it.
#[component]
pub(super) fn FromFile(wizard: Wizard) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let said = RwSignal::new(None::<Result<(String, Joined), String>>);
    let taken = move |bytes: Result<(String, Vec<u8>), String>| {
        let joined = bytes.and_then(|(name, bytes)| Ok((name, joined(wizard, &bytes)?)));
        if let Ok((_, joined)) = &joined {
            wizard.asked.columns.update(|columns| add(Arc::make_mut(columns), joined.columns.clone()));
        }
        said.set(Some(joined));
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                open(file, taken);
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let answer = move || {
        said.get().map(|said| match said {
            Ok((name, joined)) => view! { <Answer name joined /> }.into_any(),
            Err(words) => view! {
                <p class="field__problem">
                    <Icon glyph=Glyph::Warning />
                    <span>{words}</span>
                </p>
            }
            .into_any(),
        })
    };
    view! {
        <button type="button" class="button button--quiet" on:click=choose>
            <Icon glyph=Glyph::File />
            {words::FROM_FILE}
        </button>
        <input
            node_ref=input
            id="rule-file"
            type="file"
            class="unseen"
            tabindex="-1"
            aria-label=words::FROM_FILE
            accept=".csv,.tsv,.txt,.xlsx"
            on:change=chosen
        />
        <div class="rules__file" role="status">
            {answer}
        </div>
    }
}

/// What a file told.
#[component]
fn Answer(name: String, joined: Joined) -> impl IntoView {
    let columns: Vec<&str> = joined.columns.iter().map(|column| column.name.as_str()).collect();
    let said = words::joined(&name, joined.found, &joined.by, &columns);
    let rows = |label: &'static str, rows: &[(u32, String)]| {
        let words = words::rows(label, rows);
        (!rows.is_empty()).then(|| view! { <p class="small">{words}</p> })
    };
    view! {
        <p>{said}</p>
        {rows(words::UNKNOWN_ROWS, &joined.unknown)}
        {rows(words::DOUBLED_ROWS, &joined.doubled)}
    }
}

/// Columns of one name are replaced.
fn add(columns: &mut Vec<Column>, new: Vec<Column>) {
    for column in new {
        match columns.iter_mut().find(|known| known.name == column.name) {
            Some(known) => *known = column,
            None => columns.push(column),
        }
    }
}

fn joined(wizard: Wizard, bytes: &[u8]) -> Result<Joined, String> {
    let table = read(bytes, Choice { header: Some(true), ..Choice::default() }, &LIMITS, &|_| false)
        .map_err(|problem: FileProblem| problem.to_string())?
        .table;
    let keys: HashMap<String, UserId> = wizard.roster.with_value(|roster| {
        let of = |learner: &super::api::Candidate| {
            let person = &learner.person;
            let number = person.number.as_deref().map(domain::text::fold);
            number
                .into_iter()
                .chain([domain::text::fold(&person.email)])
                .map(|key| (key, person.id))
                .collect::<Vec<_>>()
        };
        roster.start.learners.iter().flat_map(of).collect()
    });
    join(&table, |cell| keys.get(&domain::text::fold(cell)).copied()).ok_or_else(|| words::NOBODY_IN_FILE.to_owned())
}

/// Reads a file that was chosen; of a workbook the first sheet that holds anything.
#[cfg(feature = "hydrate")]
fn open(file: web_sys::File, taken: impl Fn(Result<(String, Vec<u8>), String>) + 'static) {
    let blob = gloo_file::File::from(file.clone());
    if blob.size() > LIMITS.bytes as u64 {
        return taken(Err(FileProblem::TooLarge { most: LIMITS.bytes }.to_string()));
    }
    leptos::task::spawn_local(async move {
        match gloo_file::futures::read_as_bytes(&blob).await {
            Ok(bytes) if FileProblem::of_beginning(&bytes) == Some(FileProblem::Spreadsheet) => {
                let name = file.name();
                crate::import::read_workbook(&file, None, move |sheet| taken(sheet.map(|sheet| (name, sheet.csv))));
            }
            Ok(bytes) => taken(Ok((blob.name(), bytes))),
            Err(_) => taken(Err(words::CANNOT_OPEN.to_owned())),
        }
    });
}

/// A server is given no files by a page.
#[cfg(not(feature = "hydrate"))]
fn open(_: web_sys::File, _: impl Fn(Result<(String, Vec<u8>), String>) + 'static) {}
