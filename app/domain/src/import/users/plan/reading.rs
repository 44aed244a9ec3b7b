//! A row as it is read: every cell checked, everything that is wrong said.

use super::cells;
use super::given::detail;
use super::problem::{Kind, Problem, Says, shown};
use super::sheet::{FIELDS, Sheet, SheetRow};
use super::{Directory, ImportedHash, password};
use crate::id::{DepartmentId, OrganisationId};
use crate::import::columns::Field as _;
use crate::import::users::UserField;
use crate::import::values::{Entry, Kind as ListKind, LONGEST_CELL};
use crate::person::AccountStatus;
use crate::user::parse_moment;
use std::borrow::Cow;
use std::sync::Arc;
use time::OffsetDateTime;

/// What a row gives. Texts are trimmed; blank is not given.
#[derive(Debug)]
pub(in crate::import::users) struct Reading<'s> {
    texts: [Cow<'s, str>; FIELDS],
    pub organisation: Option<OrganisationId>,
    pub gender: Option<&'s str>,
    pub group: Option<&'s str>,
    pub role: Option<&'s str>,
    pub prefix: Option<&'s str>,
    pub status: Option<AccountStatus>,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
    pub entry_year: Option<i32>,
    pub grad_year: Option<i32>,
    /// Sorted, all of the organisation.
    pub departments: Arc<[DepartmentId]>,
    pub password: Option<ImportedHash>,
}

impl Reading<'_> {
    /// The text of that field.
    pub(in crate::import::users) fn text(&self, field: UserField) -> &str {
        self.texts.get(field as usize).map_or("", AsRef::as_ref)
    }
}

/// Reads the rows of a sheet. What was read before is remembered where the same stands in many rows.
#[derive(Debug)]
pub(in crate::import::users) struct Reader<'s> {
    sheet: &'s Sheet<'s>,
    directory: &'s Directory,
    /// What the last different values of each field meant.
    meant: [Vec<(String, Option<usize>)>; FIELDS],
    /// The last start and finish.
    moments: [(String, Option<OffsetDateTime>); 2],
    /// The last departments in which nothing was wrong.
    departments: Option<(String, Option<OrganisationId>, Arc<[DepartmentId]>)>,
    nowhere: Arc<[DepartmentId]>,
}

/// How many different values of a field are remembered: more than most columns have.
const REMEMBERED: usize = 12;

impl<'s> Reader<'s> {
    pub(in crate::import::users) fn new(sheet: &'s Sheet<'s>, directory: &'s Directory) -> Self {
        Self {
            sheet,
            directory,
            meant: [const { Vec::new() }; FIELDS],
            moments: Default::default(),
            departments: None,
            nowhere: Arc::default(),
        }
    }

    /// Reads a row; adds its problems to `problems`.
    pub(in crate::import::users) fn read(&mut self, row: SheetRow<'s>, problems: &mut Vec<Problem>) -> Reading<'s> {
        let mut says = Says { row: row.number, problems };
        if row.has_surplus() {
            let words = "This row has more cells than the header has columns. A separator inside a text must stand in \
                         quotes.";
            says.problems.push(Problem {
                row: row.number,
                field: None,
                kind: Kind::SurplusCells,
                words: words.to_owned(),
            });
        }
        let texts = row.cells();
        for (field, text) in UserField::ALL.iter().zip(&texts) {
            cells::check(*field, text, &mut says);
        }
        let mut reading = Reading {
            organisation: None,
            gender: self.listed(row, UserField::Gender, &texts, &mut says),
            group: self.listed(row, UserField::Group, &texts, &mut says),
            role: self.listed(row, UserField::Role, &texts, &mut says),
            prefix: self.listed(row, UserField::Prefix, &texts, &mut says),
            status: None,
            access_start: None,
            access_finish: None,
            entry_year: cells::year(UserField::EntryYear, text_of(&texts, UserField::EntryYear), &mut says),
            grad_year: cells::year(UserField::GradYear, text_of(&texts, UserField::GradYear), &mut says),
            departments: Arc::clone(&self.nowhere),
            password: None,
            texts,
        };
        self.read_account(row, &mut reading, &mut says);
        self.check_role(&reading, &mut says);
        self.read_departments(row, &mut reading, &mut says);
        check_order(&reading, &mut says);
        reading
    }

    fn read_account(&mut self, row: SheetRow<'s>, reading: &mut Reading<'s>, says: &mut Says<'_>) {
        let organisation = self.listed(row, UserField::Organisation, &reading.texts, says);
        reading.organisation = organisation.and_then(|code| code.parse().ok());
        let status = self.listed(row, UserField::AccountStatus, &reading.texts, says);
        reading.status = status.map(|code| match code {
            "active" => AccountStatus::Active,
            _ => AccountStatus::Disabled,
        });
        reading.access_start = self.moment(0, UserField::AccessStart, reading, says);
        reading.access_finish = self.moment(1, UserField::AccessFinish, reading, says);
        match password::read(reading.text(UserField::Password), reading.text(UserField::Salt)) {
            Ok(hash) => reading.password = hash,
            Err(problem) => {
                let salt = matches!(problem, password::NotHash::NoSalt | password::NotHash::SaltAlone);
                let field = if salt { UserField::Salt } else { UserField::Password };
                says.say(field, Kind::BadPassword, problem.words());
            }
        }
    }

    /// The code of what a cell means.
    fn listed(
        &mut self,
        row: SheetRow<'s>,
        field: UserField,
        texts: &[Cow<'s, str>; FIELDS],
        says: &mut Says<'_>,
    ) -> Option<&'s str> {
        let text = text_of(texts, field);
        if text.is_empty() {
            return None;
        }
        let entry = self.meaning(row, field, text);
        if entry.is_none() {
            let names = self.directory.lists().of(field).map(|list| some_names(list.entries())).unwrap_or_default();
            let what = field.label().to_lowercase();
            says.say(field, Kind::Unknown, format!("{} is not known here as {what}.{names}", shown(text)));
        }
        entry.map(|entry| entry.code.as_str())
    }

    /// What a value of that field means.
    pub(in crate::import::users) fn meaning(
        &mut self,
        row: SheetRow<'s>,
        field: UserField,
        text: &str,
    ) -> Option<&'s Entry> {
        let list = self.directory.lists().of(field)?;
        let values = self.sheet.values(field);
        let in_column = |text: &str| values.and_then(|values| values.entry(text));
        let found = if row.edit(field).is_some() {
            // Someone who types over a cell knows the codes; letters are in doubt only where the file has them.
            list.find(text).0.or_else(|| in_column(text))
        } else {
            let meant = self.meant.get_mut(field as usize)?;
            if let Some(at) = meant.iter().position(|(of, _)| of == text) {
                // The most frequent ones come to the front.
                let before = at.saturating_sub(1);
                meant.swap(at, before);
                meant.get(before)?.1
            } else {
                meant.truncate(REMEMBERED - 1);
                meant.push((text.to_owned(), in_column(text)));
                meant.last()?.1
            }
        };
        list.entries().get(found?)
    }

    fn moment(
        &mut self,
        which: usize,
        field: UserField,
        reading: &Reading<'_>,
        says: &mut Says<'_>,
    ) -> Option<OffsetDateTime> {
        let text = reading.text(field);
        let (last, found) = self.moments.get_mut(which)?;
        if last != text {
            *found = parse_moment(text);
            text.clone_into(last);
        }
        if found.is_none() && !text.is_empty() {
            let words = format!("{} is no time: type it as 2026-11-30 18:00 (UTC), or as Unix seconds.", shown(text));
            says.say(field, Kind::BadTime, words);
        }
        *found
    }

    fn check_role(&self, reading: &Reading<'_>, says: &mut Says<'_>) {
        if let (Some(group), Some(role)) = (reading.group, reading.role)
            && !self.directory.has_role(group, role)
        {
            says.say(UserField::Role, Kind::Unknown, format!("The group {group} has no role {role}."));
        }
    }

    /// Departments are of the row's organisation: a name that several have is meant there.
    fn read_departments(&mut self, row: SheetRow<'s>, reading: &mut Reading<'s>, says: &mut Says<'_>) {
        let field = UserField::Department;
        let text = reading.text(field);
        if text.is_empty() {
            return;
        }
        if let Some((known, organisation, departments)) = &self.departments
            && known == text
            && *organisation == reading.organisation
            && row.edit(field).is_none()
        {
            reading.departments = Arc::clone(departments);
            return;
        }
        let before = says.problems.len();
        let mut departments = self.departments_in(row, reading, says);
        departments.sort_unstable();
        departments.dedup();
        reading.departments = departments.into();
        if says.problems.len() == before && row.edit(field).is_none() {
            self.departments =
                Some((reading.text(field).to_owned(), reading.organisation, Arc::clone(&reading.departments)));
        }
    }

    fn departments_in(&mut self, row: SheetRow<'s>, reading: &Reading<'s>, says: &mut Says<'_>) -> Vec<DepartmentId> {
        let mut departments = Vec::new();
        if reading.text(UserField::Department).len() > LONGEST_CELL {
            let words = format!("This is too long for a list of departments: {LONGEST_CELL} bytes at most.");
            says.say(UserField::Department, Kind::TooLong, words);
            return departments;
        }
        for part in ListKind::Department.parts(reading.text(UserField::Department)) {
            let meant = self.meaning(row, UserField::Department, &part).and_then(|entry| entry.code.parse().ok());
            let named = || self.directory.department_named(reading.organisation?, &part);
            let Some(department) = meant.or_else(named) else {
                let words = format!("{} is not known here as a department.", shown(&part));
                says.say(UserField::Department, Kind::Unknown, words);
                continue;
            };
            if let Some(organisation) = reading.organisation
                && self.directory.home(department) != Some(organisation)
            {
                let name = self.directory.organisation_name(organisation);
                let words = format!("{} is no department of {name}.", shown(&part));
                says.say(UserField::Department, Kind::Unknown, words);
            }
            departments.push(department);
        }
        departments
    }
}

fn text_of<'t>(texts: &'t [Cow<'_, str>; FIELDS], field: UserField) -> &'t str {
    texts.get(field as usize).map_or("", AsRef::as_ref)
}

fn check_order(reading: &Reading<'_>, says: &mut Says<'_>) {
    if let (Some(start), Some(finish)) = (reading.access_start, reading.access_finish)
        && finish <= start
    {
        says.say(UserField::AccessFinish, Kind::WrongOrder, cells::FINISH_FIRST);
    }
    if let (Some(entry), Some(grad)) = (reading.entry_year, reading.grad_year)
        && grad < entry
    {
        says.say(UserField::GradYear, Kind::WrongOrder, cells::GRAD_FIRST);
    }
}

/// What may stand there, where it is not much.
fn some_names(entries: &[Entry]) -> String {
    const MOST: usize = 8;
    if entries.is_empty() || entries.len() > MOST {
        return String::new();
    }
    let name = |entry: &Entry| {
        if entry.code == entry.name { entry.name.clone() } else { format!("{} ({})", entry.name, entry.code) }
    };
    let names: Vec<String> = entries.iter().map(name).collect();
    format!(" It may be {}.", names.join(", "))
}

/// Characters of a cell at most.
pub(super) fn longest(field: UserField) -> usize {
    detail(field).map_or(crate::user::LONGEST, crate::user::Detail::longest)
}
