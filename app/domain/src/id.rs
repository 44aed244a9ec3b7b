//! Identifiers: one newtype per kind of row, so that a learner can never stand where a group should.

/// Mints id types: `i64` inside, written as a plain number in JSON and in addresses.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = core::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A school or programme; the number an import file names in its `Organisation` column.
    OrganisationId,
    /// A person with an account.
    UserId,
    /// A department of an organisation.
    DepartmentId,
    /// A cohort, such as "Class of 2029".
    CohortId,
    /// A course.
    CourseId,
    /// A curriculum period, such as "2026–2027 Term 1".
    PeriodId,
    /// A set of course groups made in one go.
    GroupSetId,
    /// A course group.
    GroupId,
    /// One kept act in the history of a course and period.
    EntryId,
    /// A message in the outbox.
    MailId,
    /// A row of the audit log.
    AuditId,
    /// A session of a signed-in person.
    SessionId,
    /// A permission mask.
    MaskId,
    /// A file that arrives in parts.
    UploadId,
    /// An import of users that was made.
    UserImportId,
}
