//! The audit log (SPEC W5).

use crate::{Store, StoreError};
use domain::audit::AuditRow;
use domain::id::{AuditId, OrganisationId};

impl Store {
    /// The audit log, newest first, before the row `before`; `organisations` limits it to theirs
    /// (`None`: all, also what belongs to no organisation), `query` to rows with all its words.
    pub async fn audit(
        &self,
        organisations: Option<&[OrganisationId]>,
        query: &str,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        todo!("{organisations:?}{query:?}{before:?}{limit:?}")
    }
}
