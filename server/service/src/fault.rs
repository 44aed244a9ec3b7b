//! Why something was not done, as kind and detail: whoever tells it to people finds the words.

use domain::course::ContactKind;
use domain::forming::rotation::RotationProblem;
use domain::groups::{NameProblem, Refusal};
use domain::user::UserRefusal;
use store::StoreError;

/// Why a use case did not do what was asked. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NotSignedIn,
    /// They must choose a new password first.
    PasswordChangeDue,
    /// The mask they wore holds no longer.
    MaskEnded,
    /// Not while they act under a mask.
    Masked,
    Forbidden,
    /// What was asked for is not there, or not theirs to know of: "course", "group".
    NotFound(&'static str),
    /// The groups refuse the act.
    Refused(Refusal),
    /// What must be unique is another's: "username", "cohort name".
    Taken(&'static str),
    /// What should go is still needed: "gender".
    InUse(&'static str),
    /// More than is taken: "upload".
    TooLarge(&'static str),
    /// Input that cannot be accepted.
    Invalid(Invalid),
    /// A failure of ours; its cause is in the log.
    Failed,
}

/// What is wrong with what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// What is not done to an account.
    User(UserRefusal),
    /// A cohort cannot be called so.
    CohortName(NameProblem),
    /// An entry of a list, in words.
    Word(&'static str),
    /// Who cannot be named as a contact of that kind.
    Contact(ContactKind),
    /// Nobody who studies in the school of the course.
    NotALearner,
    /// No cohort of the school of the course.
    NotACohort,
    Rotation(RotationProblem),
    /// Rounds do not all seat the same learners, each once.
    RoundsDiffer,
    /// How a file was mapped, kept under no key of one.
    Mapping,
    /// More rows at once than are looked up.
    LookUp {
        most: usize,
    },
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<UserRefusal> for Fault {
    fn from(refusal: UserRefusal) -> Self {
        Self::Invalid(Invalid::User(refusal))
    }
}

impl From<Invalid> for Fault {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(refusal) => Self::Refused(refusal),
            StoreError::Taken(what) => Self::Taken(what),
            StoreError::InUse(what) => Self::InUse(what),
            StoreError::TooLarge(what) => Self::TooLarge(what),
            StoreError::Missing(what) => Self::NotFound(what),
            fault => {
                tracing::error!(?fault, "the store failed");
                Self::Failed
            }
        }
    }
}
