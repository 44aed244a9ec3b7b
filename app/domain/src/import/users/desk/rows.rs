//! Rows as they are shown: in the table, and one with all that is known of it.

use super::file::clipped;
use super::words::kind;
use super::{CellView, Compared, Desk, Filter, OneRow, OutcomeView, Person, RoleAsked, RowView, RowsView, UserField};
use crate::import::columns::Field as _;
use crate::import::users::plan::{
    Class, Directory, Given, KEPT, KEYS, Known, Outcome, Problem, Reach, Reader, Reading, RowPlan, Sheet, SheetRow,
};
use crate::import::values::Kind as ListKind;
use std::borrow::Cow;

/// How many rows are shown at once at most.
const MOST: usize = 1_000;
/// Characters of a cell that are shown: more than any field takes.
const SHOWN: usize = 4_000;

impl Desk {
    /// A part of the rows under a filter. Empty before the [`Desk::review`].
    pub fn rows(&self, filter: Filter, from: usize, count: usize) -> RowsView {
        let (Some(reviewed), Some(sheet)) = (&self.reviewed, self.sheet()) else {
            return RowsView { filter, total: 0, from, rows: Vec::new() };
        };
        let places = reviewed.under(filter);
        let shown = places.iter().skip(from).take(count.min(MOST));
        let rows = shown.filter_map(|at| self.row_view(&sheet, *at)).collect();
        RowsView { filter, total: places.len(), from, rows }
    }

    /// One row, by its place under a filter.
    pub fn row(&self, filter: Filter, at: usize) -> Option<OneRow> {
        let places = self.reviewed.as_ref()?.under(filter);
        self.one_row(*places.get(at)?, at, places.len())
    }

    /// The place of the row of that number under a filter.
    pub fn find(&self, filter: Filter, row: u32) -> Option<usize> {
        let place = self.sheet()?.place(row)?;
        self.reviewed.as_ref()?.under(filter).binary_search(&place).ok()
    }

    fn row_view(&self, sheet: &Sheet<'_>, at: usize) -> Option<RowView> {
        let standing = &self.reviewed.as_ref()?.standing;
        let (planned, problems) = (standing.row(at)?, standing.problems(at));
        let row = sheet.row(at);
        let fields = UserField::ALL.iter().copied().filter(|field| self.has_column(*field));
        let loose = problems.iter().filter(|problem| problem.field.is_none_or(|field| !self.has_column(field)));
        Some(RowView {
            row: planned.row,
            cells: fields.map(|field| self.cell_view(sheet, row, field, problems)).collect(),
            outcome: OutcomeView { kind: kind(Class::of(&planned.outcome)), words: planned.words() },
            problems: loose.map(named).collect(),
        })
    }

    /// A cell of the row of that number. None before the [`Desk::review`].
    pub(super) fn cell_of(&self, row: u32, field: UserField) -> Option<CellView> {
        let sheet = self.sheet()?;
        let at = sheet.place(row)?;
        let problems = self.reviewed.as_ref()?.standing.problems(at);
        Some(self.cell_view(&sheet, sheet.row(at), field, problems))
    }

    fn has_column(&self, field: UserField) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.column(field).is_some())
    }

    fn cell_view(&self, sheet: &Sheet<'_>, row: SheetRow<'_>, field: UserField, problems: &[Problem]) -> CellView {
        let text = row.cell(field);
        let problems = problems.iter().filter(|problem| problem.field == Some(field));
        CellView {
            meaning: self.meaning(sheet, row, field, &text).filter(|meaning| *meaning != *text),
            edited: row.edit(field).is_some(),
            problems: problems.map(|problem| problem.words.clone()).collect(),
            text: clipped(&text, SHOWN),
        }
    }

    /// What a cell means, where it is of a list.
    fn meaning(&self, sheet: &Sheet<'_>, row: SheetRow<'_>, field: UserField, text: &str) -> Option<String> {
        let directory = self.directory.as_ref()?;
        let list = directory.lists().of(field).filter(|_| !text.is_empty())?;
        let parts = if list.kind() == ListKind::Department {
            list.kind().parts(text).into_iter().map(Cow::Owned).collect()
        } else {
            vec![Cow::Borrowed(text)]
        };
        let mut reader = Reader::new(sheet, directory);
        let names = parts.iter().map(|part| reader.meaning(row, field, part).map(|entry| entry.name.as_str()));
        Some(names.collect::<Option<Vec<_>>>()?.join("; ")).filter(|meaning| !meaning.is_empty())
    }

    fn one_row(&self, place: usize, at: usize, total: usize) -> Option<OneRow> {
        let (sheet, directory) = (self.sheet()?, self.directory.as_ref()?);
        let planned = self.reviewed.as_ref()?.standing.row(place)?;
        let row = sheet.row(place);
        let reading = Reader::new(&sheet, directory).read(row, &mut Vec::new());
        let known =
            planned.user.and_then(|user| directory.person(user)).filter(|known| known.reach != Reach::Elsewhere);
        Some(OneRow {
            view: self.row_view(&sheet, place)?,
            at,
            total,
            left_out: row.is_left_out(),
            surplus: row.has_surplus(),
            person: known.map(|known| person(&reading, known)),
            fields: compared(&reading, planned, known, directory),
            role: role(&reading, planned),
            declined: planned.outcome == Outcome::Declined,
        })
    }
}

/// A problem that no shown cell has.
fn named(problem: &Problem) -> String {
    match problem.field {
        Some(field) => format!("{}: {}", field.label(), problem.words),
        None => problem.words.clone(),
    }
}

fn person(reading: &Reading<'_>, known: &Known) -> Person {
    let profile = &known.profile;
    let held = [profile.number.as_deref().unwrap_or_default(), &profile.username, &profile.email];
    let same = KEYS.iter().zip(held).filter(|((field, key, _), held)| {
        let key = |text| key.of(Cow::Borrowed(text));
        !held.is_empty() && key(held.trim()) == key(reading.text(*field))
    });
    let names: Vec<&str> = same.map(|((.., name), _)| *name).collect();
    let found_by = match names[..] {
        [] => String::new(),
        [name] => format!("same {name}"),
        [.., last] => format!("same {} and {last}", names.get(..names.len() - 1).unwrap_or_default().join(", ")),
    };
    Person { user: profile.id, name: known.describe(), found_by }
}

/// Every field that the row or the account gives, those that differ first.
fn compared(reading: &Reading<'_>, planned: &RowPlan, known: Option<&Known>, directory: &Directory) -> Vec<Compared> {
    let organisation = reading.organisation.unwrap_or_default();
    let field = |field: &UserField| {
        let old = known.and_then(|known| Given::of_account(&known.profile, *field, organisation, directory));
        let new = Given::of_row(reading, *field);
        let difference = planned.differences.iter().find(|difference| difference.field == *field);
        let words = |given: Option<Given<'_>>| given.map(|given| given.words(directory)).unwrap_or_default();
        let differs = difference.is_some() || (old.is_some() && new.is_some() && old != new);
        let (old, new) = (words(old), words(new));
        let is_given = !old.is_empty() || !new.is_empty();
        let taken = difference.is_some_and(|difference| difference.taken);
        is_given.then_some(Compared { field: *field, old, new, differs, taken })
    };
    let mut fields: Vec<Compared> = KEPT.iter().filter_map(field).collect();
    fields.extend(granted(reading, planned, known, directory));
    fields.sort_by_key(|compared| (!compared.differs, compared.field));
    for compared in &mut fields {
        compared.old = clipped(&compared.old, SHOWN);
        compared.new = clipped(&compared.new, SHOWN);
    }
    fields
}

/// Organisation, group and role. A role that is asked about is no field: see [`OneRow::role`].
fn granted(reading: &Reading<'_>, planned: &RowPlan, known: Option<&Known>, directory: &Directory) -> Vec<Compared> {
    let (Some(organisation), Some(group), Some(role)) = (reading.organisation, reading.group, reading.role) else {
        return Vec::new();
    };
    let held = known.map(|known| known.profile.permissions.as_slice()).unwrap_or_default();
    let here = held.iter().map(|held| &held.grant).filter(|grant| grant.organisation == organisation);
    let is_there = here.clone().next().is_some();
    let has_group = here.clone().any(|grant| grant.group == group);
    let has_role = here.clone().any(|grant| grant.group == group && grant.role == role);
    let same = |field, new: &str, is_there: bool| {
        let old = if is_there { new.to_owned() } else { String::new() };
        Compared {
            field,
            differs: known.is_some() && !is_there,
            taken: planned.is_done() && !is_there,
            old,
            new: new.to_owned(),
        }
    };
    let mut fields = vec![
        same(UserField::Organisation, directory.organisation_name(organisation), is_there),
        same(UserField::Group, group, has_group),
    ];
    if !matches!(planned.outcome, Outcome::Ask { .. }) {
        fields.push(same(UserField::Role, role, has_role));
    }
    fields
}

fn role(reading: &Reading<'_>, planned: &RowPlan) -> Option<RoleAsked> {
    let Outcome::Ask { held, answer } = &planned.outcome else { return None };
    let group = reading.group?;
    let named = |role: &str| format!("{group}:{role}");
    Some(RoleAsked { held: held.iter().map(|role| named(role)).collect(), new: named(reading.role?), answer: *answer })
}
