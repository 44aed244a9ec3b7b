//! The audit log (SPEC W5): what is kept of a write is an [`Event`], and what people read a row.

mod event;
mod words;

pub use event::{ByImport, Called, Event, FieldChange, Held, UserChange};

use crate::id::AuditId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What was done, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub id: AuditId,
    pub at: OffsetDateTime,
    /// "Last, First" of who did it, and under a mask for whom (see [`both_names`]); `None` for the command line and
    /// the system itself.
    pub actor: Option<String>,
    /// A dotted word, such as `groups.create`.
    pub action: String,
    /// What it was done to, in words a person reads, such as a course code and period.
    pub object: String,
    pub words: String,
}

/// Who did something, and whose permissions they used where they acted under a mask (SPEC P4): "Ray, Ben for
/// Okonkwo, Ada".
pub fn both_names(actor: Option<String>, acted_as: Option<String>) -> Option<String> {
    match (actor, acted_as) {
        (Some(actor), Some(lender)) => Some([&actor, " for ", &lender].concat()),
        (actor, _) => actor,
    }
}

/// Audit rows, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPart {
    pub rows: Vec<AuditRow>,
    pub older: Option<AuditId>,
}
