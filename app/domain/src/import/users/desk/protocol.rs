//! What the page and the desk say to each other. Everything crosses as JSON; bytes of files go beside it.

use super::super::UserField;
use crate::id::UserId;
use crate::import::columns::Remembered;
use crate::import::file::Choice;
use crate::import::users::plan::{Corrections, Counts, Decisions, Ground, Kind, Known, ValueChoice};
use crate::import::view::{ColumnsView, FileView};
use serde::{Deserialize, Serialize};

/// What the page asks the worker for. Each is answered by one [`Answer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Take the file that comes beside this, in place of the one there was. Large files are answered twice: with a
    /// [`FileView`] of the beginning first.
    Open {
        name: String,
        choice: Choice,
        sheet: usize,
    },
    /// Read the same file otherwise. What was chosen and corrected goes.
    Reread {
        choice: Choice,
        sheet: usize,
    },
    /// What the installation knows beside people (`people` is empty), and how a file with this header was mapped.
    Match {
        ground: Box<Ground>,
        remembered: Option<Kept>,
    },
    /// Read a field from a column, or from none.
    Choose {
        field: UserField,
        column: Option<usize>,
    },
    /// Say what a value means.
    ChooseValue(ValueChoice),
    /// What to keep for the next file with this header.
    Keep,
    /// Look everyone up whom the file names, and plan. Progress is told meanwhile.
    Review,
    /// A part of the rows.
    Rows {
        filter: Filter,
        from: usize,
        count: usize,
    },
    /// One row with all that is known of it, by its place under a filter.
    Row {
        filter: Filter,
        at: usize,
    },
    /// The place of the row of that number under a filter.
    Find {
        filter: Filter,
        row: u32,
    },
    /// How a cell would be with that text, which is not kept.
    Try {
        row: u32,
        field: UserField,
        text: String,
    },
    Edit(Edit),
    /// Take the last edit back, or do it again.
    Undo,
    Redo,
    /// The rows with problems as a CSV file: the file's columns, and one that says what is wrong.
    ProblemRows,
    /// Send the file and import it. Progress is told meanwhile.
    Commit {
        options: Options,
    },
    /// Stop what takes long.
    Stop,
}

/// What a person changes while reviewing. All of it can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Type over a cell; `everywhere`: over the same text in this column of all rows.
    Cell {
        row: u32,
        field: UserField,
        text: String,
        everywhere: bool,
    },
    /// Leave rows out, or take them in again.
    LeaveOut {
        rows: Vec<u32>,
        out: bool,
    },
    /// Leave out, or take in again, every row under a filter.
    LeaveOutAll {
        filter: Filter,
        out: bool,
    },
    /// Take a row with more cells than columns without those.
    AsItIs {
        row: u32,
    },
    /// Whether to update this person.
    Update {
        row: u32,
        yes: bool,
    },
    UpdateAll {
        yes: bool,
    },
    /// Whether this person takes the new role.
    Role {
        row: u32,
        yes: bool,
    },
    /// Answers those that were not answered one by one, too.
    RoleAll {
        yes: bool,
    },
    /// For one person, whether a field is taken from the file.
    Take {
        row: u32,
        field: UserField,
        yes: bool,
    },
    /// Whether a column only fills what is empty; else the file wins.
    OnlyFill {
        field: UserField,
        on: bool,
    },
}

/// Which rows are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    #[default]
    All,
    Created,
    Updated,
    Unchanged,
    /// Left out, or decided against.
    Skipped,
    /// New roles, answered or not.
    Asked,
    /// New roles that wait for an answer.
    Undecided,
    /// With a problem, or refused.
    Problems,
    /// With that problem; of a field, or of the row as a whole.
    Problem {
        kind: Kind,
        field: Option<UserField>,
    },
    Refused,
    /// Those of which the outcome is another than before people were looked up again.
    Moved,
}

/// What the page wants of the import beside the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Invite the new users by e-mail (SPEC U9).
    pub notify: bool,
    /// Send the importer a list of everyone created, updated and skipped.
    pub send_list: bool,
}

/// What is kept for the next file with the same header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub mapping: Remembered<UserField>,
    pub choices: Vec<ValueChoice>,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    File(Box<FileView>),
    /// The file cannot be read, in words.
    Unreadable(String),
    Columns(Box<ColumnsView>),
    Kept(Kept),
    Review(Box<Review>),
    Rows(RowsView),
    Row(Option<Box<OneRow>>),
    Place(Option<usize>),
    Text(String),
    /// How the cell would be that was tried; none where that cannot be said.
    Tried(Option<Box<CellView>>),
    /// The import is made.
    Imported(Imported),
    /// The server was asked to import, and what it answered did not arrive: it is made or not.
    Unsure,
    /// Nothing was written: the state moved since it was looked at. People were looked up again, and this is the new
    /// review; [`Filter::Moved`] shows the rows that changed.
    Moved(Box<Review>),
    /// Nothing was written, for this reason.
    Refused(String),
    Stopped,
    /// How far something is that takes long; another answer follows.
    Progress(Progress),
}

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub stage: Stage,
    /// In rows, or for the sending in bytes.
    pub done: u64,
    pub total: u64,
}

/// What takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    LookingUp,
    Sending,
    Checking,
    Writing,
}

/// The state of the whole review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub counts: Counts,
    /// How many rows must be corrected, answered or left out before the import can be made.
    pub open: usize,
    /// How many rows the import does something for.
    pub done: usize,
    /// Rows under [`Filter::Asked`] and [`Filter::Moved`].
    pub asked: usize,
    pub moved: usize,
    /// What is wrong, the most frequent first.
    pub problems: Vec<ProblemView>,
    /// The fields the file has a column for, in the order of the table.
    pub fields: Vec<UserField>,
    /// The fields whose column only fills what is empty.
    pub only_fill: Vec<UserField>,
    /// What undo would take back and redo do again, in words.
    pub undo: Option<String>,
    pub redo: Option<String>,
}

/// One kind of problem, with the rows that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemView {
    pub kind: Kind,
    pub field: Option<UserField>,
    /// "Gender “Divers” is not known", or the heading of the kind and the field's name.
    pub words: String,
    pub rows: usize,
    /// The number of the first row.
    pub first: u32,
    /// A text that stands in several of the cells, to be fixed everywhere at once.
    pub text: Option<String>,
}

/// Rows of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsView {
    pub filter: Filter,
    /// Rows under the filter.
    pub total: usize,
    pub from: usize,
    pub rows: Vec<RowView>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// As a spreadsheet counts.
    pub row: u32,
    /// In the order of [`Review::fields`].
    pub cells: Vec<CellView>,
    pub outcome: OutcomeView,
    /// What is wrong with the row as a whole.
    pub problems: Vec<String>,
}

/// A cell of the table. Thousands cross at once, most of them nothing but text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellView {
    pub text: String,
    /// What the value means where that is another word: "Female" for "Woman".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub edited: bool,
    /// Everything that is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeView {
    pub kind: OutcomeKind,
    pub words: String,
}

/// What becomes of a row, without the particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeKind {
    Created,
    Updated,
    Unchanged,
    Undecided,
    Skipped,
    Refused,
    Problem,
}

/// One row with all that is known of it: the card beside the table, and both records side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneRow {
    pub view: RowView,
    /// Its place under the filter it was asked for by, and how many there are.
    pub at: usize,
    pub total: usize,
    pub left_out: bool,
    /// Whether it has more cells than columns, which [`Edit::AsItIs`] settles.
    pub surplus: bool,
    /// The account it is about, with what is shown of it: not of someone elsewhere.
    pub person: Option<Person>,
    /// Every field that the row or the account gives, those that differ first.
    pub fields: Vec<Compared>,
    /// Where the row brings a new role: what was answered.
    pub role: Option<RoleAsked>,
    /// Whether an update of this account was decided against.
    pub declined: bool,
}

/// An account that a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub user: UserId,
    /// "Last, First (number)".
    pub name: String,
    /// By what it was found: "same institution number and username".
    pub found_by: String,
}

/// A field in both records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub field: UserField,
    /// In Coterie; blank where there is nothing.
    pub old: String,
    /// In the file; blank where it gives nothing.
    pub new: String,
    pub differs: bool,
    /// Of those that differ, whether the update takes it.
    pub taken: bool,
}

/// A new role in a group that someone has another role of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAsked {
    /// "faculty:faculty".
    pub held: Vec<String>,
    pub new: String,
    pub answer: Option<bool>,
}

/// An import that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The number of the import, by which it is shown and undone.
    pub import: i64,
    pub counts: Counts,
}

// ── What the worker and the server say to each other ─────────────────────────────────────────────

/// Who a part of the file may be about: `POST /admin/users/import/look-up`, answered by a list of [`Known`].
/// At most [`LOOKED_UP_AT_ONCE`] rows' worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub numbers: Vec<String>,
    pub usernames: Vec<String>,
    pub emails: Vec<String>,
}

/// How many rows are looked up by one request.
pub const LOOKED_UP_AT_ONCE: usize = 5_000;

/// The answer to a [`Wanted`].
pub type Found = Vec<Known>;

/// How much of a file is sent by one request: `PUT /admin/users/import/uploads/{upload}/{n}`, counted from 0.
/// `POST /admin/users/import/uploads` opens an upload and answers its number.
pub const SENT_AT_ONCE: usize = 1 << 20;

/// Everything that makes the plan that was seen out of the file that was sent:
/// `POST /admin/users/import/uploads/{upload}/commit`, answered by lines of [`Told`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commit {
    pub file_name: String,
    /// How the file was read: everything is given, nothing detected again.
    pub choice: Choice,
    pub mapping: Remembered<UserField>,
    pub corrections: Corrections,
    pub decisions: Decisions,
    /// Of the plan that was seen.
    pub digest: u64,
    pub options: Options,
}

/// What the server tells while it imports, a line of JSON each. After anything but progress nothing follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    Progress(Progress),
    Imported(Imported),
    /// The plan is not the one that was seen any more; nothing was written.
    Moved,
    /// In words; nothing was written.
    Refused(String),
}
