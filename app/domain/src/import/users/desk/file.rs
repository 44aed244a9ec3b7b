//! The file on the desk, as it is read.

use super::{Desk, UserField};
use crate::import::columns::{HeaderKey, Names};
use crate::import::file::{Choice, FileProblem, Index, Limits};
use crate::import::view::{FileView, Oddities};

/// How large a file of users may be.
pub const LIMITS: Limits = Limits { bytes: 64_000_000, rows: 200_000, columns: 5_000 };

/// How many rows a [`FileView`] has.
const FIRST_ROWS: usize = 20;
/// Characters of a cell that are shown beside others.
const SHOWN: usize = 200;
/// The column that [`Desk::problem_rows`] adds, and that is no column when such a file comes back.
pub(super) const PROBLEM: &str = "Problem";

/// The first rows of a large file, at once. None where the file must be read to say anything.
pub fn beginning(name: &str, bytes: &[u8], choice: Choice) -> Option<FileView> {
    let names = Names::of::<UserField>();
    let index = Index::beginning(bytes, choice, &LIMITS, &|text| names.has(text))?;
    let whole = index.bytes().len() == bytes.len();
    Some(FileView { bytes: size(bytes), whole, ..view(name, &index) })
}

impl Desk {
    /// Puts a file on the desk, in place of the one there was and all that was done with it.
    pub fn open(&mut self, name: &str, bytes: Vec<u8>, choice: Choice) -> Result<FileView, FileProblem> {
        name.clone_into(&mut self.name);
        self.clear();
        self.index = None;
        self.unread = Vec::new();
        match Index::new(bytes, choice, &LIMITS, &|text| self.names.has(text)) {
            Ok(index) => {
                let view = view(name, &index);
                self.index = Some(index);
                Ok(view)
            }
            Err((problem, bytes)) => {
                self.unread = bytes;
                Err(problem)
            }
        }
    }

    /// Reads the same file otherwise. What was chosen and corrected goes.
    pub fn reread(&mut self, choice: Choice) -> Result<FileView, FileProblem> {
        let bytes = match self.index.take() {
            Some(index) => index.into_bytes(),
            None => std::mem::take(&mut self.unread),
        };
        let name = std::mem::take(&mut self.name);
        self.open(&name, bytes, choice)
    }

    /// The file as it was chosen, to be sent.
    pub fn bytes(&self) -> &[u8] {
        self.index.as_ref().map_or(&self.unread, Index::bytes)
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn clear(&mut self) {
        self.facts = None;
        self.mapping = None;
        self.remembered = false;
        self.begin_anew();
    }

    /// Forgets what was corrected and decided.
    pub(super) fn begin_anew(&mut self) {
        self.corrections = super::Corrections::default();
        self.decisions = super::Decisions::default();
        self.steps.clear();
        self.look_up.clear();
        self.reviewed = None;
        self.before = None;
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn view(name: &str, index: &Index) -> FileView {
    let columns = index.columns();
    let cells = |at: usize| (0..columns.len()).map(|column| clipped(&index.cell(at, column), SHOWN)).collect();
    let short = |at: &usize| index.width(*at) < index.named();
    let mut shorts = (0..index.count()).filter(short);
    let first_short = shorts.next();
    FileView {
        name: name.to_owned(),
        bytes: size(index.bytes()),
        whole: true,
        dialect: index.dialect(),
        mark: index.mark(),
        rows: index.count(),
        columns: columns.iter().map(|name| clipped(name, SHOWN)).collect(),
        first: (0..index.count().min(FIRST_ROWS)).map(|at| (index.number(at), cells(at))).collect(),
        oddities: Oddities {
            unreadable: index.unreadable(),
            blank_rows: index.blank_rows(),
            short_rows: first_short.map_or(0, |_| 1 + shorts.count()),
            first_short: first_short.map_or(0, |at| index.number(at)),
        },
        sheets: Vec::new(),
        sheet: 0,
        key: HeaderKey::of(own_columns(index)),
    }
}

/// The columns of the file without the one that [`Desk::problem_rows`] added.
pub(super) fn own_columns(index: &Index) -> &[String] {
    match index.columns() {
        [own @ .., last] if last == PROBLEM && !own.is_empty() => own,
        all => all,
    }
}

/// A text, cut where it is longer than so many characters.
pub(super) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
