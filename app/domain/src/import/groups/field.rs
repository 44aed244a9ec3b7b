//! The columns of a file of groups.

use crate::import::columns;
use serde::{Deserialize, Serialize};

/// A field of a row, in the order of the sample file. The last two stand in exported files where
/// the others would not tell everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    GroupName,
    /// `Last, First; Last, First`
    Tutors,
    /// Numbers of the tutors, separated by `;`, in the order of their names.
    TutorsNumbers,
    /// `Last, First`: one learner per line.
    LearnerName,
    LearnerNumber,
    /// The set a group that is made goes to.
    GroupSet,
    /// Tutor, Teacher, Teacher's assistant or Auditor, separated by `;`, in the order of the tutors.
    TutorsTypes,
}

impl columns::Field for Field {
    const ALL: &'static [Self] = &[
        Self::GroupName,
        Self::Tutors,
        Self::TutorsNumbers,
        Self::LearnerName,
        Self::LearnerNumber,
        Self::GroupSet,
        Self::TutorsTypes,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::GroupName => "Group Name",
            Self::Tutors => "Tutors",
            Self::TutorsNumbers => "Tutors Numbers",
            Self::LearnerName => "Learner Name",
            Self::LearnerNumber => "Learner Number",
            Self::GroupSet => "Group Set",
            Self::TutorsTypes => "Tutors Types",
        }
    }

    fn aliases(self) -> &'static str {
        match self {
            Self::GroupName => "Group|Course Group|Course Group Name|Group Title|Team|Team Name",
            Self::Tutors => "Tutor|Tutor Name|Tutor Names|Tutors Name|Tutors Names",
            Self::TutorsNumbers => {
                "Tutor Number|Tutor Numbers|Tutors Number|Tutor No|Tutor Nos|Tutor ID|Tutor IDs|Tutors IDs"
            }
            Self::LearnerName => {
                "Learner|Learners|Learner Names|Learner Full Name|Student|Student Name|Student Full Name|Member|\
                 Member Name"
            }
            Self::LearnerNumber => {
                "Learner No|Learner ID|Learner Numbers|Student Number|Student No|Student ID|Member Number|Member ID|\
                 Matriculation Number|Matric No"
            }
            Self::GroupSet => "Set|Set Name|Group Set Name",
            Self::TutorsTypes => "Tutor Type|Tutor Types|Tutors Type|Tutor Kind",
        }
    }

    fn is_required(self) -> bool {
        self == Self::GroupName
    }
}
