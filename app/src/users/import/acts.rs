//! What a person does while reviewing. Everything goes to the worker, which answers with the new review.

use super::state::{Editing, Import};
use super::words;
use domain::import::columns::Field as _;
use domain::import::users::UserField;
use domain::import::users::desk::{Answer, Ask, CellView, Edit, Filter, OneRow, RowView};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Rows that are searched for a text: it is one that many of the first have.
const SEARCHED: usize = 500;

impl Import {
    /// Changes something.
    pub(super) fn edit(self, edit: Edit) {
        self.link.ask(&Ask::Edit(edit), move |answer| self.hear(answer));
    }

    /// Takes the last edit back.
    pub(super) fn undo(self) {
        if self.review.with_untracked(|review| review.as_ref().is_some_and(|review| review.undo.is_some())) {
            self.editing.set(None);
            self.link.ask(&Ask::Undo, move |answer| self.hear(answer));
        }
    }

    /// Does it again.
    pub(super) fn redo(self) {
        if self.review.with_untracked(|review| review.as_ref().is_some_and(|review| review.redo.is_some())) {
            self.editing.set(None);
            self.link.ask(&Ask::Redo, move |answer| self.hear(answer));
        }
    }

    /// The place of a field among a row's cells.
    pub(super) fn cell_at(self, field: UserField) -> Option<usize> {
        self.review.with_untracked(|review| review.as_ref()?.fields.iter().position(|there| *there == field))
    }

    /// Opens a cell for typing; `typed` is the key that opened it.
    pub(super) fn open_cell(self, place: usize, column: usize, field: UserField, typed: Option<String>) {
        let Some(row) = self.feed.row_now(place) else { return };
        let Some(cell) = self.cell_at(field).and_then(|at| row.cells.get(at)) else { return };
        // What is chosen from a list does not begin with a letter.
        let typed = typed.filter(|typed| typed.is_empty() || !is_listed(field));
        let (touched, meaning) = (typed.is_some(), cell.meaning.clone());
        let text = typed.unwrap_or_else(|| cell.text.clone());
        self.editing.set(Some(Editing { place, row: row.row, column, field, text, meaning, touched }));
    }

    /// Closes the open cell, and keeps what was typed or chosen where it is something else.
    pub(super) fn close_cell(self, typed: &str) {
        let open = self.editing.try_update(Option::take).flatten();
        let Some(Editing { row, field, place, .. }) = open.filter(|open| open.touched) else { return };
        let before = self.feed.row_now(place).filter(|there| there.row == row);
        let before = before.and_then(|row| row.cells.get(self.cell_at(field)?).map(|cell| cell.text.clone()));
        if before.as_deref() != Some(typed) {
            self.type_over(row, field, typed.to_owned());
        }
    }

    /// Types over a cell, and tells what is wrong with it now.
    pub(super) fn type_over(self, row: u32, field: UserField, text: String) {
        let edit = Edit::Cell { row, field, text, everywhere: false };
        self.link.ask(&Ask::Edit(edit), move |answer| {
            let is_done = matches!(answer, Answer::Review(_));
            self.hear(answer);
            if is_done {
                self.tell_of(row, field);
            }
        });
    }

    /// Says how a cell is after an edit: free, or what is wrong with it.
    fn tell_of(self, row: u32, field: UserField) {
        self.link.ask(&Ask::Find { filter: Filter::All, row }, move |answer| {
            let Answer::Place(Some(at)) = answer else { return };
            self.link.ask(&Ask::Row { filter: Filter::All, at }, move |answer| {
                let Answer::Row(Some(one)) = answer else { return };
                let Some(cell) = self.cell_at(field).and_then(|at| one.view.cells.get(at)) else { return };
                let left = self.review.with_untracked(|review| review.as_ref().map(words::left)).unwrap_or_default();
                self.said.set(words::cell_is(row, field, cell, &left));
            });
        });
    }

    /// Types `new` over every cell of that text, which is one of those under a problem.
    pub(super) fn fix_all(self, problem: Filter, field: UserField, text: String, new: String) {
        // The worker is told of one of the rows with that text; the first under the problem may have another.
        let ask = Ask::Rows { filter: problem, from: 0, count: SEARCHED };
        self.link.ask(&ask, move |answer| {
            let Answer::Rows(rows) = answer else { return };
            let Some(at) = self.cell_at(field) else { return };
            let has_it = |row: &&RowView| row.cells.get(at).is_some_and(|cell| cell.text == text);
            if let Some(row) = rows.rows.iter().find(has_it) {
                self.edit(Edit::Cell { row: row.row, field, text: new.clone(), everywhere: true });
            }
        });
    }

    /// Takes the whole of a row from the file, or nothing of it.
    pub(super) fn take_all(self, one: &OneRow, yes: bool) {
        let row = one.view.row;
        if one.role.is_some() {
            self.edit(Edit::Role { row, yes });
        } else {
            self.edit(Edit::Update { row, yes });
        }
        if yes {
            for compared in one.fields.iter().filter(|compared| compared.differs && !compared.taken) {
                self.edit(Edit::Take { row, field: compared.field, yes: true });
            }
        }
    }

    /// **"Download problem rows"**.
    pub(super) fn download_problem_rows(self) {
        let name = self.file.with_untracked(|file| {
            file.as_ref().and_then(|file| file.as_ref().ok()).map(|file| words::problem_rows_name(&file.name))
        });
        self.link.ask(&Ask::ProblemRows, move |answer| match answer {
            Answer::Text(text) => drop(give(&text, name.as_deref().unwrap_or_default())),
            other => self.hear(other),
        });
    }
}

/// Gives a text as a file.
fn give(text: &str, name: &str) -> Result<(), leptos::wasm_bindgen::JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?.dyn_into::<web_sys::HtmlAnchorElement>()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken it by then.
    set_timeout(move || drop(web_sys::Url::revoke_object_url(&address)), core::time::Duration::from_secs(10));
    Ok(())
}

/// The name a row shows: "Last, First", or what there is of it.
pub(super) fn name_of(cells: &[CellView], fields: &[UserField]) -> String {
    let text = |wanted: UserField| {
        let at = fields.iter().position(|field| *field == wanted)?;
        cells.get(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    };
    match (text(UserField::LastName), text(UserField::FirstName)) {
        (Some(last), Some(first)) => [last, ", ", first].concat(),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => text(UserField::Username).unwrap_or(words::NO_NAME).to_owned(),
    }
}

/// The text of a field in a row.
pub(super) fn text_of<'a>(cells: &'a [CellView], fields: &[UserField], wanted: UserField) -> &'a str {
    let at = fields.iter().position(|field| *field == wanted);
    at.and_then(|at| cells.get(at)).map_or("", |cell| cell.text.as_str())
}

/// Whether the text of a field has lines.
pub(super) fn has_lines(field: UserField) -> bool {
    matches!(field, UserField::Notes | UserField::Address)
}

/// Whether the values of a field are of a list that one value is chosen from.
pub(super) fn is_listed(field: UserField) -> bool {
    use UserField as F;
    matches!(field, F::Organisation | F::Gender | F::Group | F::Role | F::AccountStatus | F::Prefix)
}

/// What a field can mean, as codes and names; empty for one without a list.
pub(super) fn options_of(import: Import, field: UserField) -> Vec<(String, String)> {
    if !is_listed(field) {
        return Vec::new();
    }
    let at = UserField::ALL.iter().position(|there| *there == field);
    import.columns.with_untracked(|columns| {
        let fields = columns.as_ref().map(|columns| &columns.fields);
        fields.zip(at).and_then(|(fields, at)| fields.get(at)).map(|field| field.options.clone()).unwrap_or_default()
    })
}
