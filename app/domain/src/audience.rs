//! Whom a page is for: asked by menus and tabs, which lead only where someone may go, and by the test that walks all
//! pages. The rules themselves are [`access`](crate::access)'s.

use crate::access::{Action, CourseObject, Viewer, may};
use crate::id::OrganisationId;
use serde::{Deserialize, Serialize};

/// Those a page opens for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Also people who are not signed in.
    Anyone,
    SignedIn,
    /// Who acts with their own account, not under a mask.
    OwnAccount,
    /// Who may lend permissions and be lent them.
    Lenders,
    /// Who works in a school.
    Workers,
    /// Of the course in the page's address: who sees that it exists.
    CourseViewers,
    /// Who sees its groups.
    GroupViewers,
    /// Who makes and changes its groups.
    GroupManagers,
    /// Who administers an organisation.
    Administrators,
    /// Who manages the users of an organisation.
    UserManagers,
    /// Who reads mail of an organisation.
    MailReaders,
}

impl Audience {
    /// What pages of a course are for.
    pub const OF_A_COURSE: [Self; 3] = [Self::CourseViewers, Self::GroupViewers, Self::GroupManagers];

    /// The rule about the course of its address; `None` where no page of this kind is about one.
    pub const fn of_course(self) -> Option<fn(CourseObject) -> Action> {
        match self {
            Self::CourseViewers => Some(Action::ViewCourse),
            Self::GroupViewers => Some(Action::ViewGroups),
            Self::GroupManagers => Some(Action::ManageGroups),
            _ => None,
        }
    }

    /// Whether someone who is signed in is one of them, in any of their organisations. Whoever a page of a course is
    /// for, is one only of some course: no.
    pub fn includes(self, viewer: &Viewer) -> bool {
        let anywhere = |action: fn(OrganisationId) -> Action| {
            viewer.grants.iter().any(|grant| may(viewer, action(grant.organisation)))
        };
        match self {
            Self::Anyone | Self::SignedIn => true,
            Self::OwnAccount => may(viewer, Action::ManageOwnAccount),
            Self::Lenders => anywhere(Action::LendPermissions),
            Self::Workers => may(viewer, Action::ViewMyLearners),
            Self::CourseViewers | Self::GroupViewers | Self::GroupManagers => false,
            Self::Administrators => anywhere(Action::EnterAdministration),
            Self::UserManagers => anywhere(Action::ManageUsers),
            Self::MailReaders => anywhere(|organisation| Action::ViewMail { organisation, to_medtech_admin: false }),
        }
    }
}
