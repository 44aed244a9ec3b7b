//! What the cells of a column look like.

use super::reason::{Clash, Finding};
use crate::import::file::Table;
use crate::import::list;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What stands in the cells of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Any text.
    #[default]
    Any,
    /// Names of people and places.
    Words,
    /// A text that everyone has their own of: a username, a number.
    Own,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A year.
    Year,
    /// A date, with or without a time, or seconds since 1970.
    Moment,
    /// Values of a list, all of which a file should know.
    Listed,
    /// Values of a list that files often write in their own way: people say what is meant.
    Translated,
    /// Several values of a list, separated by `;`.
    SeveralListed,
}

/// Cells of a file to judge its columns by.
pub struct Sample<'a> {
    rows: usize,
    cell: Box<dyn Fn(usize, usize) -> Cow<'a, str> + 'a>,
}

impl core::fmt::Debug for Sample<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Sample").field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// How many rows are looked at.
const ROWS: usize = 200;

impl<'a> Sample<'a> {
    /// A sample of a file of `rows` rows, evenly from top to bottom; `cell` gives the text of a row
    /// and column, blank where there is none.
    pub fn new(rows: usize, cell: impl Fn(usize, usize) -> Cow<'a, str> + 'a) -> Self {
        let taken = rows.min(ROWS);
        let place = move |at: usize| if taken == rows { at } else { at * rows / taken };
        Self { rows: taken, cell: Box::new(move |row, column| cell(place(row), column)) }
    }

    /// A sample of a table.
    pub fn of(table: &'a Table) -> Self {
        Self::new(table.rows.len(), |row, column| Cow::Borrowed(table.rows.get(row).map_or("", |row| row.cell(column))))
    }

    /// No cells: names alone decide.
    pub fn none() -> Self {
        Self::new(0, |_, _| Cow::Borrowed(""))
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The text of a cell; an empty cell and NULL are nothing (SPEC U5).
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<Cow<'a, str>> {
        let text = match (self.cell)(row, column) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        (!text.is_empty() && !text.eq_ignore_ascii_case("null")).then_some(text)
    }
}

/// What the sampled cells of a column look like: counts of cells.
#[derive(Debug, Default)]
pub(super) struct Cells<'a> {
    pub rows: usize,
    pub filled: usize,
    /// The different texts, and how often each.
    pub different: BTreeMap<Cow<'a, str>, usize>,
    emails: usize,
    numbers: usize,
    years: usize,
    dates: usize,
    moments: usize,
    phones: usize,
}

impl<'a> Cells<'a> {
    pub(super) fn of(sample: &Sample<'a>, column: usize) -> Self {
        let mut cells = Self { rows: sample.rows(), ..Self::default() };
        for text in (0..sample.rows()).filter_map(|row| sample.cell(row, column)) {
            cells.filled += 1;
            cells.emails += usize::from(is_email(&text));
            cells.numbers += usize::from(is_number(&text));
            cells.years += usize::from(is_year(&text));
            cells.dates += usize::from(is_date(&text));
            cells.moments += usize::from(is_date(&text) || is_unix_time(&text));
            cells.phones += usize::from(is_phone(&text));
            *cells.different.entry(text).or_default() += 1;
        }
        cells
    }

    /// So many of the filled cells in per cent, rounded down, so that 100 means all.
    pub(super) fn percent(&self, count: usize) -> u8 {
        u8::try_from(count * 100 / self.filled.max(1)).unwrap_or(100)
    }

    pub(super) fn emails(&self) -> u8 {
        self.percent(self.emails)
    }

    pub(super) fn all_different(&self) -> bool {
        self.different.len() == self.filled
    }

    /// How many of the different texts, and what share of the cells in per cent, is known.
    fn known(&self, is_known: &dyn Fn(&str) -> bool) -> (usize, u8) {
        let known = self.different.iter().filter(|(text, _)| is_known(text));
        let (texts, cells) = known.fold((0, 0), |(texts, cells), (_, times)| (texts + 1, cells + times));
        (texts, self.percent(cells))
    }
}

/// What the cells say about a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What is worth saying.
    pub finding: Option<Finding>,
    /// What speaks against it.
    pub clash: Option<Clash>,
    /// Whether the content makes a doubtful name sure.
    pub confirms: bool,
    /// 0 to 100: how many of the cells fit.
    pub fit: u8,
}

impl Verdict {
    const NOTHING: Self = Self { finding: None, clash: None, confirms: false, fit: 100 };

    fn against(clash: Clash) -> Self {
        Self { clash: Some(clash), fit: 0, ..Self::NOTHING }
    }

    fn share(percent: u8, finding: Finding, clash: Clash, confirms: bool) -> Self {
        if percent < 50 {
            return Self::against(clash);
        }
        Self { finding: Some(finding), confirms: confirms && percent >= CONFIRMS, clash: None, fit: percent }
    }
}

/// From this share of fitting cells on, in per cent, content makes a doubtful name sure.
const CONFIRMS: u8 = 90;
/// More different values than this are not a list of genders or salutations.
const LIST: usize = 12;
/// So many cells must be filled before it is odd that they are alike.
const ENOUGH: usize = 10;

/// Judges the cells of a column for a field of that content. `knows` says whether a text is a value
/// of the field; `None` when nobody knows its values.
pub(super) fn judge(content: Content, cells: &Cells, knows: Option<&dyn Fn(&str) -> bool>) -> Verdict {
    if cells.filled == 0 {
        return Verdict::NOTHING;
    }
    let gaps = cells.filled < cells.rows;
    let share = |count: usize| cells.percent(count);
    match content {
        Content::Any => Verdict::NOTHING,
        Content::Email => {
            let percent = cells.emails();
            // An address may be anybody's: that it is one makes no doubtful name sure.
            Verdict::share(percent, Finding::Emails(percent), Clash::FewEmails(percent), false)
        }
        Content::Phone => {
            let percent = share(cells.phones);
            Verdict::share(percent, Finding::Phones(percent), Clash::FewPhones(percent), true)
        }
        Content::Year => {
            let percent = share(cells.years);
            Verdict::share(percent, Finding::Years { percent, gaps }, Clash::FewYears(percent), true)
        }
        Content::Moment => {
            let percent = share(cells.moments);
            Verdict::share(percent, Finding::Dates { percent, gaps }, Clash::FewDates(percent), false)
        }
        Content::Words => judge_words(cells),
        Content::Own => judge_own(cells),
        Content::Listed | Content::Translated => {
            knows.map_or(Verdict::NOTHING, |knows| judge_list(content, cells, knows))
        }
        Content::SeveralListed => knows.map_or(Verdict::NOTHING, |knows| {
            judge_list(content, cells, &|text| list::split(text).iter().all(|part| part.is_empty() || knows(part)))
        }),
    }
}

fn judge_words(cells: &Cells) -> Verdict {
    let most = |count: usize| cells.percent(count) >= 50;
    let clash = if most(cells.emails) {
        Clash::Emails
    } else if most(cells.numbers) {
        Clash::Numbers
    } else if most(cells.dates) {
        Clash::Dates
    } else {
        return Verdict::NOTHING;
    };
    Verdict::against(clash)
}

fn judge_own(cells: &Cells) -> Verdict {
    if cells.percent(cells.dates) >= 50 {
        Verdict::against(Clash::Dates)
    } else if cells.filled >= ENOUGH && cells.different.len() * 2 < cells.filled {
        Verdict::against(Clash::FewDifferent(cells.different.len()))
    } else {
        Verdict::NOTHING
    }
}

fn judge_list(content: Content, cells: &Cells, is_known: &dyn Fn(&str) -> bool) -> Verdict {
    let (known, percent) = cells.known(is_known);
    let of = cells.different.len();
    if known == 0 {
        let refuses = content == Content::Listed || (content == Content::Translated && of > LIST);
        return if refuses { Verdict::against(Clash::NoneKnown) } else { Verdict::NOTHING };
    }
    Verdict { finding: Some(Finding::Known { known, of }), clash: None, confirms: percent >= CONFIRMS, fit: 100 }
}

/// Whether a text has the form of an e-mail address; the import itself checks more closely.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_local = |c: char| !c.is_whitespace() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
    !local.is_empty()
        && local.chars().all(is_local)
        && domain.contains('.')
        && domain.split('.').all(is_label)
        && domain.rsplit('.').next().is_some_and(|last| last.chars().count() >= 2)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_number(text) && ("1900".."2200").contains(&text)
}

/// Seconds since 1970, from 2001 to 2100.
fn is_unix_time(text: &str) -> bool {
    text.len() == 10 && is_number(text) && ("1000000000".."4102444800").contains(&text)
}

/// `2026-09-01`, `01.09.2026`, `9/1/2026`, with or without a time after it.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_once([' ', 'T']).map_or((text, ""), |(day, time)| (day, time));
    let Some(sign) = day.chars().find(|c| matches!(c, '-' | '.' | '/')) else { return false };
    let parts: Vec<&str> = day.split(sign).collect();
    let number = |part: &str, most: u32| {
        (1..=2).contains(&part.len())
            && is_number(part)
            && part.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
    };
    let is_day = match parts[..] {
        [year, month, day] if year.len() == 4 => is_year(year) && number(month, 12) && number(day, 31),
        [one, two, year] => {
            (is_year(year) || (year.len() == 2 && is_number(year)))
                && ((number(one, 12) && number(two, 31)) || (number(one, 31) && number(two, 12)))
        }
        _ => false,
    };
    is_day
        && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' ' | 'A' | 'P' | 'M'))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=17).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.' | '/' | 'x' | '\u{a0}'))
        && !is_date(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_known_by_their_form() {
        let forms = |text: &str| {
            [is_email(text), is_year(text), is_unix_time(text), is_date(text), is_phone(text)].map(u8::from)
        };
        for (text, expected) in [
            ("ada@school.test", [1, 0, 0, 0, 0]),
            ("jürgen.groß@hochschule-köln.de", [1, 0, 0, 0, 0]),
            ("ada@localhost", [0; 5]),
            ("ada lovelace@school.test", [0; 5]),
            ("a@b@c.de", [0; 5]),
            ("Ada <ada@school.test>", [0; 5]),
            ("2029", [0, 1, 0, 0, 0]),
            ("1512086400", [0, 0, 1, 0, 1]),
            ("4410273", [0, 0, 0, 0, 1]),
            ("2017-12-01 12:35", [0, 0, 0, 1, 0]),
            ("01.09.2026", [0, 0, 0, 1, 0]),
            ("9/25/2026", [0, 0, 0, 1, 0]),
            ("2026-09-01T08:00:00Z", [0, 0, 0, 1, 0]),
            ("13/13/2026", [0, 0, 0, 0, 1]),
            ("+49 (0)221 470-1234", [0, 0, 0, 0, 1]),
            ("A-301", [0; 5]),
            ("", [0; 5]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sample_goes_evenly_from_top_to_bottom() {
        let sample = Sample::new(100_000, |row, _| Cow::Owned(row.to_string()));
        let rows: Vec<_> = (0..sample.rows()).filter_map(|row| sample.cell(row, 0)).collect();
        assert_eq!((rows.len(), rows[1].as_ref(), rows[199].as_ref()), (200, "500", "99500"));
        let small = Sample::new(3, |row, _| Cow::Borrowed([" a ", "", "NULL"][row]));
        let cells = Cells::of(&small, 0);
        assert_eq!((cells.rows, cells.filled), (3, 1));
    }
}
