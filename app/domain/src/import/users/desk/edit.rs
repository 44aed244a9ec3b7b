//! What people change while they review, and how it is taken back.

use super::standing::Touched;
use super::{CellView, Desk, Edit, Filter, Review, UserField, words};
use crate::import::users::plan::{Decisions, Sheet, Undo, ValueChoice, choose};
use crate::import::values::Kind as ListKind;

/// What was done, to be taken back, and what was taken back, to be done again.
#[derive(Debug, Default)]
pub(super) struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    words: String,
    back: Back,
}

/// What takes a step back.
#[derive(Debug)]
enum Back {
    Cells { field: UserField, undo: Undo },
    LeaveOut { rows: Vec<u32>, out: bool },
    AsItIs { row: u32, on: bool },
    Choices(Vec<ValueChoice>),
    Decisions { before: Box<Decisions>, touched: Touched },
}

impl Steps {
    pub(super) fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    pub(super) fn undo_words(&self) -> Option<String> {
        self.done.last().map(|step| step.words.clone())
    }

    pub(super) fn redo_words(&self) -> Option<String> {
        self.undone.last().map(|step| step.words.clone())
    }
}

impl Desk {
    /// Makes an edit. Rows that are not there are passed over.
    pub fn edit(&mut self, edit: Edit) -> Review {
        if let Some((back, count)) = self.back_of(&edit) {
            let words = words::edit(&edit, count);
            let back = self.step(back);
            self.steps.done.push(Step { words, back });
            self.steps.undone.clear();
        }
        self.review()
    }

    /// How a cell would be with that text. Nothing of it is kept.
    pub fn tried(&mut self, row: u32, field: UserField, text: &str) -> Option<CellView> {
        let edit = Edit::Cell { row, field, text: text.to_owned(), everywhere: false };
        let Some((back, _)) = self.back_of(&edit) else { return self.cell_of(row, field) };
        let back = self.step(back);
        let cell = self.cell_of(row, field);
        self.step(back);
        cell
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) -> Review {
        if let Some(Step { words, back }) = self.steps.done.pop() {
            let back = self.step(back);
            self.steps.undone.push(Step { words, back });
        }
        self.review()
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> Review {
        if let Some(Step { words, back }) = self.steps.undone.pop() {
            let back = self.step(back);
            self.steps.done.push(Step { words, back });
        }
        self.review()
    }

    /// Takes what a value means, as an edit where rows are planned.
    pub(super) fn choose_as_step(&mut self, choice: ValueChoice) {
        let words = format!("what “{}” means", super::file::clipped(&choice.text, 40));
        let back = self.step(self.choosing(choice));
        if self.reviewed.is_some() {
            self.steps.done.push(Step { words, back });
            self.steps.undone.clear();
        }
    }

    /// An edit as what would take its inverse back, and how many rows it is about. None where it changes nothing.
    fn back_of(&self, edit: &Edit) -> Option<(Back, usize)> {
        let sheet = self.sheet()?;
        let is_row = |row: &u32| sheet.place(*row).is_some();
        match edit {
            Edit::Cell { row, field, text, everywhere } => self.typing(&sheet, *row, *field, text, *everywhere),
            Edit::LeaveOut { rows, out } => self.leaving_out(rows.iter().copied().filter(is_row), *out),
            Edit::LeaveOutAll { filter, out } => self.leaving_out(self.numbers_under(*filter).into_iter(), *out),
            Edit::AsItIs { row } => {
                let is_new = is_row(row) && !self.corrections.as_it_is.contains(row);
                is_new.then_some((Back::AsItIs { row: *row, on: true }, 1))
            }
            decision => {
                let mut decisions = self.decisions.clone();
                let touched = match decide(&mut decisions, decision) {
                    Some(row) => Some(Touched::Rows(vec![row])).filter(|_| is_row(&row))?,
                    None => Touched::All,
                };
                let is_other = decisions != self.decisions;
                is_other.then(|| (Back::Decisions { before: Box::new(decisions), touched }, 1))
            }
        }
    }

    /// Typing over a cell. Everywhere, a text that is not known where there is a list is given a meaning, as in the
    /// step before: so it holds for cells of several values, and is kept for the next file. Any other text is typed
    /// over in each row that has it.
    fn typing(
        &self,
        sheet: &Sheet<'_>,
        row: u32,
        field: UserField,
        text: &str,
        everywhere: bool,
    ) -> Option<(Back, usize)> {
        let at = sheet.place(row)?;
        let before = sheet.row(at).cell(field).into_owned();
        if !everywhere {
            let is_new = before != text.trim() || sheet.row(at).edit(field).is_some_and(|edit| edit != text);
            return is_new.then(|| (Back::Cells { field, undo: Undo::to_type(field, &[row], text) }, 1));
        }
        if before == text.trim() {
            return None;
        }
        let rows = sheet.rows_with(field, &before);
        if let Some(code) = self.code_of(sheet, field, &before, text) {
            return Some((self.choosing(ValueChoice { field, text: before, code: Some(code) }), rows.len()));
        }
        let count = rows.len();
        Some((Back::Cells { field, undo: Undo::to_type(field, &rows, text) }, count))
    }

    /// The code that `text` stands for, where `before` is a single value of a list that means nothing.
    fn code_of(&self, sheet: &Sheet<'_>, field: UserField, before: &str, text: &str) -> Option<String> {
        let list = self.directory.as_ref()?.lists().of(field)?;
        let values = sheet.values(field)?;
        let is_single = list.kind() != ListKind::Department || list.kind().parts(before).len() == 1;
        let is_open = is_single && values.has(before) && values.entry(before).is_none();
        let entry = list.find(text.trim()).0.filter(|_| is_open)?;
        list.entries().get(entry).map(|entry| entry.code.clone())
    }

    fn choosing(&self, choice: ValueChoice) -> Back {
        let mut choices = self.corrections.choices.clone();
        choose(&mut choices, choice);
        Back::Choices(choices)
    }

    fn leaving_out(&self, rows: impl Iterator<Item = u32>, out: bool) -> Option<(Back, usize)> {
        let rows: Vec<u32> = rows.filter(|row| self.corrections.left_out.contains(row) != out).collect();
        let count = rows.len();
        (count > 0).then_some((Back::LeaveOut { rows, out }, count))
    }

    fn numbers_under(&self, filter: Filter) -> Vec<u32> {
        let Some(reviewed) = &self.reviewed else { return Vec::new() };
        let number = |at: &usize| reviewed.standing.row(*at).map(|planned| planned.row);
        reviewed.under(filter).iter().filter_map(number).collect()
    }

    /// Takes a step, plans what it touches, and says what takes it back.
    fn step(&mut self, back: Back) -> Back {
        let (back, touched) = match back {
            Back::Cells { field, undo } => {
                let rows: Vec<u32> = undo.rows().collect();
                let undo = self.corrections.undo(undo);
                self.note_keys(&rows, field);
                (Back::Cells { field, undo }, Touched::Rows(rows))
            }
            Back::LeaveOut { rows, out } => {
                for row in &rows {
                    let _ = if out {
                        self.corrections.left_out.insert(*row)
                    } else {
                        self.corrections.left_out.remove(row)
                    };
                }
                (Back::LeaveOut { rows: rows.clone(), out: !out }, Touched::Rows(rows))
            }
            Back::AsItIs { row, on } => {
                let as_it_is = &mut self.corrections.as_it_is;
                let _ = if on { as_it_is.insert(row) } else { as_it_is.remove(&row) };
                (Back::AsItIs { row, on: !on }, Touched::Rows(vec![row]))
            }
            Back::Choices(choices) => {
                let before = std::mem::replace(&mut self.corrections.choices, choices);
                self.choose_meanings();
                (Back::Choices(before), Touched::All)
            }
            Back::Decisions { before, touched } => {
                let now = Box::new(std::mem::replace(&mut self.decisions, *before));
                (Back::Decisions { before: now, touched: touched.clone() }, touched)
            }
        };
        self.replan(&touched);
        back
    }
}

/// Takes a decision, and says which row it is about, if about one.
fn decide(decisions: &mut Decisions, edit: &Edit) -> Option<u32> {
    match edit {
        Edit::Update { row, yes } => decisions.updates.answer(*row, *yes),
        Edit::UpdateAll { yes } => decisions.updates.answer_all(*yes),
        Edit::Role { row, yes } => decisions.roles.answer(*row, *yes),
        Edit::RoleAll { yes } => decisions.roles.answer_all(*yes),
        Edit::Take { row, field, yes } => decisions.take(*row, *field, *yes),
        Edit::OnlyFill { field, on } => {
            let _ = if *on { decisions.only_fill.insert(*field) } else { decisions.only_fill.remove(field) };
        }
        Edit::Cell { .. } | Edit::LeaveOut { .. } | Edit::LeaveOutAll { .. } | Edit::AsItIs { .. } => {}
    }
    match edit {
        Edit::Update { row, .. } | Edit::Role { row, .. } | Edit::Take { row, .. } => Some(*row),
        _ => None,
    }
}
