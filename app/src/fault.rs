//! What `service` refuses, in words: for pages, downloads, streams and the command line alike.

use crate::error::AppError;
use crate::refused::Refused;
use domain::mask::SPARED;
use domain::user::UserRefusal;
use service::{Fault, Invalid};

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NotSignedIn => Self::NotSignedIn,
            Fault::PasswordChangeDue => Self::PasswordChangeDue,
            Fault::MaskEnded => Self::MaskEnded,
            Fault::Masked => Self::Masked,
            Fault::Forbidden => Self::Forbidden,
            Fault::NotFound(what) => Self::NotFound(what.to_owned()),
            Fault::Refused(refusal) => Refused::told(&refusal).map_or_else(
                |fault| {
                    tracing::error!(?fault, "a refusal cannot be told");
                    Self::Fault
                },
                Self::Refused,
            ),
            Fault::Taken(what) => Self::Invalid(format!("This {what} is taken.")),
            Fault::InUse(what) => Self::Invalid(format!("This {what} is in use, so it stays.")),
            Fault::TooLarge(what) => Self::Invalid(format!("This {what} is too large.")),
            Fault::Invalid(invalid) => Self::Invalid(words(invalid)),
            Fault::Failed => Self::Fault,
        }
    }
}

fn words(invalid: Invalid) -> String {
    match invalid {
        Invalid::User(refusal) => of_user(refusal),
        Invalid::CohortName(problem) => problem.to_string(),
        Invalid::Word(words) => words.to_owned(),
        Invalid::Contact(kind) => format!("{}.", kind.needed()),
        Invalid::NotALearner => "Only learners of this school can be enrolled.".to_owned(),
        Invalid::NotACohort => "This cohort is not one of this school.".to_owned(),
        Invalid::Rotation(problem) => problem.to_string(),
        Invalid::RoundsDiffer => "Every round seats the same learners, each of them once.".to_owned(),
        Invalid::Mapping => "This is no mapping of a file.".to_owned(),
        Invalid::LookUp { most } => format!("At most {most} rows are looked up at once."),
    }
}

fn of_user(refusal: UserRefusal) -> String {
    match refusal {
        UserRefusal::Own => "You cannot delete your own account.".to_owned(),
        UserRefusal::Spared => SPARED.to_owned(),
        UserRefusal::Shared { last, first } => format!(
            "{last}, {first} also belongs to another organisation: username, e-mail address, status, access dates and \
             deleting are for an administrator of all of them. You can take their permissions here away."
        ),
        UserRefusal::LocksOut => {
            "This would lock you out. Another administrator can change your account so.".to_owned()
        }
        UserRefusal::NoSuchRole { group, role } => format!("There is no {group}:{role} to give."),
        UserRefusal::NoPermission => "Choose a group and a role, and press “Add Permission”.".to_owned(),
    }
}
