//! What the audit log keeps of a write, as data.

use crate::access::Grant;
use crate::course::ContactKind;
use crate::enrolment::EnrolmentChange;
use crate::id::UserImportId;
use crate::import::users::UserField;
use crate::mask::Term;
use crate::user::{Field, Permission, Profile, Switch, UserDraft, WordList};
use serde::{Deserialize, Serialize};

/// Someone, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// "Last, First".
    pub name: String,
    pub username: String,
}

/// A role of a group: "staff", "admin".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Held {
    pub group: String,
    pub role: String,
}

impl From<&Grant> for Held {
    fn from(grant: &Grant) -> Self {
        Self { group: grant.group.clone(), role: grant.role.clone() }
    }
}

impl Held {
    /// What permissions are, without where.
    pub fn of(permissions: &[Permission]) -> Vec<Self> {
        permissions.iter().map(|permission| Self::from(&permission.grant)).collect()
    }
}

/// A field that was changed, as it was written in the form before and after; blank where it was empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: Field,
    pub before: String,
    pub after: String,
}

/// What became of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserChange {
    pub fields: Vec<FieldChange>,
    /// Given, and taken away.
    pub given: Vec<Held>,
    pub taken: Vec<Held>,
    /// Whether the departments are others.
    pub departments: bool,
    /// From active to disabled, or back.
    pub disabled: Option<bool>,
    /// Whether they administer learners now, where that changed.
    pub student_admin: Option<bool>,
}

impl UserChange {
    /// The difference between an account as it was and as it is.
    pub fn between(before: &Profile, after: &Profile) -> Self {
        let (was, is) = (UserDraft::of(before), UserDraft::of(after));
        let changed = |field: Field| {
            let (before, after) = (was.text(field), is.text(field));
            (before != after).then(|| FieldChange { field, before: cut(before), after: cut(after) })
        };
        let without = |these: &[Permission], those: &[Permission]| {
            let left: Vec<Permission> = these.iter().filter(|held| !those.contains(held)).cloned().collect();
            Held::of(&left)
        };
        Self {
            fields: Field::texts().filter_map(changed).collect(),
            given: without(&after.permissions, &before.permissions),
            taken: without(&before.permissions, &after.permissions),
            departments: before.departments != after.departments,
            disabled: (was.disabled != is.disabled).then_some(is.disabled),
            student_admin: (was.student_admin != is.student_admin).then_some(is.student_admin),
        }
    }
}

/// As much of a field as the log keeps: office hours may be a page.
fn cut(text: &str) -> String {
    const MOST: usize = 200;
    let mut kept: String = text.chars().take(MOST).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// The import something was done by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByImport {
    pub import: UserImportId,
    pub file: String,
}

/// What was done: a closed list. It is worded when it is read ([`Event::action`], [`Event::object`], [`Event::words`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    SchoolFounded {
        organisations: Vec<String>,
        people: usize,
        courses: usize,
    },
    UserCreated {
        user: Called,
        permissions: Vec<Held>,
        by: Option<ByImport>,
    },
    UserChanged {
        user: Called,
        change: UserChange,
    },
    /// Changed by a row of a file.
    UserImported {
        user: Called,
        fields: Vec<UserField>,
        given: Option<Held>,
        taken: Vec<Held>,
        /// They joined a cohort.
        joined: bool,
        by: ByImport,
    },
    UsersDeleted {
        users: Vec<Called>,
    },
    /// Deleted, for the import that made them was taken back; else, for it changed them, as they were before.
    UserTakenBack {
        user: Called,
        deleted: bool,
        by: ByImport,
    },
    UserReactivated {
        user: Called,
        permissions: Vec<Held>,
    },
    PasswordSet {
        username: String,
        /// They must choose another when they sign in.
        must_change: bool,
    },
    /// The same password, kept by another hash.
    PasswordRehashed {
        username: String,
    },
    PasswordResetAsked {
        username: String,
    },
    PasswordResetUsed {
        username: String,
    },
    SignedIn {
        username: String,
    },
    SignedOut {
        username: String,
        /// From all sessions at once.
        everywhere: bool,
    },
    MaskLent {
        lender: Called,
        borrower: String,
        term: Term,
    },
    MaskRevoked {
        lender: Called,
        borrower: String,
    },
    MaskWorn {
        lender: Called,
    },
    MaskTakenOff {
        lender: Called,
    },
    UsersImported {
        by: ByImport,
        created: usize,
        updated: usize,
        unchanged: usize,
        skipped: usize,
    },
    ImportUndone {
        by: ByImport,
        deleted: u32,
        restored: u32,
        kept: usize,
    },
    CohortCreated {
        cohort: String,
        /// How many joined by their grad year, where they were to.
        joined: Option<u32>,
    },
    CohortRenamed {
        cohort: String,
        before: String,
    },
    CohortFilled {
        cohort: String,
        joined: u32,
    },
    CohortChanged {
        cohort: String,
        /// "Last, First" of each.
        joined: Vec<String>,
        left: Vec<String>,
    },
    CohortDeleted {
        cohort: String,
        learners: u32,
    },
    WordAdded {
        list: WordList,
        /// Of genders only.
        code: String,
        name: String,
    },
    WordRemoved {
        list: WordList,
        /// The code of a gender, the name of others.
        key: String,
    },
    SwitchSet {
        switch: Switch,
        on: bool,
    },
    ContactAdded {
        course: String,
        name: String,
        kind: ContactKind,
    },
    ContactRemoved {
        course: String,
        name: String,
        kind: ContactKind,
    },
    EnrolmentChanged {
        /// The course and period: "MED-201 Fall 2026".
        place: String,
        /// The first of them, each with the name of the cohort or learner.
        changes: Vec<(EnrolmentChange, String)>,
        /// How many more there were.
        more: usize,
    },
    /// A tutor looked at the learners of their groups.
    LearnersViewed {
        learners: usize,
        /// Course, period and group.
        groups: Vec<(String, String, String)>,
    },
    MailQueued {
        to: String,
        subject: String,
    },
    /// An act on groups; the history of its course and period has its changes.
    Groups {
        /// The dotted word of the act, such as `groups.create`.
        action: String,
        place: String,
        words: String,
    },
}
