//! Who may do what (SPEC 1). One pure function, [`may`], answers for every page, server function and
//! download. What no rule names is refused (P1).

use crate::course::ContactKind;
use crate::id::{CourseId, OrganisationId, UserId};
use serde::{Deserialize, Serialize};

/// A group:role a person holds in an organisation. Groups and roles are rows an installation may add
/// to (P6), hence text; one that no rule names reads nothing but the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    pub organisation: OrganisationId,
    pub group: String,
    pub role: String,
}

impl Grant {
    /// Whether it administers: `staff:admin`, `faculty:admin`, `medtech:admin`.
    pub fn is_admins(&self) -> bool {
        self.role == "admin"
    }

    /// Whether it is one of those whom the administration is closed to (P2).
    pub fn is_students(&self) -> bool {
        self.group == "student"
    }

    fn is(&self, group: &str, role: &str) -> bool {
        self.group == group && self.role == role
    }
}

/// The signed-in person, as far as rules look at them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub user: UserId,
    pub grants: Vec<Grant>,
    /// The courses that name them, and as what.
    pub contacts: Vec<(CourseId, ContactKind)>,
    /// Whether any live group has them as a tutor.
    pub tutors: bool,
    /// Who acts with all this under a permission mask (SPEC P4); `None` where people act as themselves.
    #[serde(default)]
    pub worn_by: Option<UserId>,
}

/// A course as the object of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseObject {
    pub id: CourseId,
    pub organisation: OrganisationId,
}

impl From<&crate::course::Course> for CourseObject {
    fn from(course: &crate::course::Course) -> Self {
        Self { id: course.id, organisation: course.organisation }
    }
}

/// An action together with the object it touches. Groups belong to a course and period; the rules
/// are the same in each period, so the course stands for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See that a course exists: its code, name and contacts.
    ViewCourse(CourseObject),
    /// See all groups of a course with members and tutors.
    ViewGroups(CourseObject),
    /// Make, change, delete, import and export groups of a course.
    ManageGroups(CourseObject),
    /// Copy groups from one course into another: both must be theirs to manage.
    CopyGroups { from: CourseObject, to: CourseObject },
    /// Change contacts and enrolment of a course.
    ManageSetup(CourseObject),
    /// Find the people of an organisation; `contact` is number and e-mail of its learners.
    SearchPeople { organisation: OrganisationId, contact: bool },
    /// See one's own groups and groupmates.
    ViewOwnGroups,
    /// Open "My Learners".
    ViewMyLearners,
    /// See a learner as a tutor; `linked` is whether a live group links the two now.
    ViewLearner { linked: bool },
    /// Enter the administration of an organisation: the frame of every `/admin/*` page.
    EnterAdministration(OrganisationId),
    /// Read the audit log of an organisation.
    ViewAudit(OrganisationId),
    /// See the users of an organisation, and make new ones in it.
    ManageUsers(OrganisationId),
    /// Change an account that holds a permission in the organisation; whether it is one that outranks an
    /// organisation's admins.
    ManageUser { organisation: OrganisationId, medtech_admin: bool },
    /// Give or take a permission in the organisation; whether its role is `admin`, and whether it is one of the group
    /// `medtech`.
    GivePermission { organisation: OrganisationId, admin: bool, medtech: bool },
    /// Change the switches of an organisation.
    ManageSettings(OrganisationId),
    /// Change the lists all organisations share: genders, titles, pronouns.
    ManageLists,
    /// Read a message in the outbox. It may hold a link that opens an account, so it asks about the
    /// addressee: the organisation, and whether they outrank an organisation's admins.
    ViewMail { organisation: OrganisationId, to_medtech_admin: bool },
    /// Read what belongs to no organisation: the system's own audit rows and mail.
    ViewSystem,
    /// Change one's own password and profile, sign out everywhere.
    ManageOwnAccount,
    /// Lend one's own permissions to people of the organisation, or wear theirs (SPEC P4).
    LendPermissions(OrganisationId),
}

impl Viewer {
    /// The same permissions, worn by someone else as a mask.
    #[must_use]
    pub fn worn_by(self, borrower: UserId) -> Self {
        Self { worn_by: Some(borrower), ..self }
    }

    /// Who it is that does what is done: under a mask its wearer, not the one whose permissions they are.
    pub fn doer(&self) -> UserId {
        self.worn_by.unwrap_or(self.user)
    }

    /// Whether the account is theirs: under a mask both the wearer's and the lender's.
    pub fn owns(&self, user: UserId) -> bool {
        self.user == user || self.worn_by == Some(user)
    }

    /// Whether an account stays as it is while they act under a mask: their own, which could keep what was lent; the
    /// lender's; and that of an admin, which a changed e-mail address would open to them for longer than the mask.
    pub fn spares<'g>(&self, user: UserId, mut holds: impl Iterator<Item = &'g Grant>) -> bool {
        self.worn_by.is_some() && (self.owns(user) || holds.any(Grant::is_admins))
    }

    /// Whether the organisation is one they can choose to look at: their own, for `medtech:admin` all.
    pub fn looks_at(&self, organisation: OrganisationId) -> bool {
        self.is_medtech_admin() || self.grants.iter().any(|g| g.organisation == organisation)
    }

    fn holds(&self, organisation: OrganisationId, group: &str, role: &str) -> bool {
        self.grants.iter().any(|g| g.organisation == organisation && g.is(group, role))
    }

    fn is_medtech_admin(&self) -> bool {
        self.grants.iter().any(|g| g.is("medtech", "admin"))
    }

    fn is_contact(&self, course: CourseId, kind: ContactKind) -> bool {
        self.contacts.contains(&(course, kind))
    }

    /// Member of the organisation in any known group.
    fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.grants.iter().any(|g| g.organisation == organisation && is_known_group(&g.group))
    }

    /// Works in the organisation: faculty, residents, staff, technical staff.
    fn works_in(&self, organisation: OrganisationId) -> bool {
        self.grants.iter().any(|g| g.organisation == organisation && is_working_group(&g.group))
    }

    /// Administers the organisation as `staff:admin` or `faculty:admin`, or everything.
    fn administers(&self, organisation: OrganisationId) -> bool {
        self.is_medtech_admin()
            || self.holds(organisation, "staff", "admin")
            || self.holds(organisation, "faculty", "admin")
    }

    /// Manages the users of the organisation: as administering it, but not `faculty:admin`.
    fn manages_users(&self, organisation: OrganisationId) -> bool {
        !refused_as_student(self) && (self.is_medtech_admin() || self.holds(organisation, "staff", "admin"))
    }

    /// Runs the course: an admin, its director, or its program coordinator.
    fn runs(&self, course: CourseObject) -> bool {
        self.administers(course.organisation)
            || (self.holds(course.organisation, "faculty", "director")
                && self.is_contact(course.id, ContactKind::Director))
            || (self.holds(course.organisation, "staff", "pcoordinator")
                && self.is_contact(course.id, ContactKind::ProgramCoordinator))
    }
}

fn is_working_group(group: &str) -> bool {
    matches!(group, "faculty" | "resident" | "staff" | "medtech")
}

fn is_known_group(group: &str) -> bool {
    is_working_group(group) || matches!(group, "student" | "alumni")
}

/// Whether `viewer` may do `action`. Default: no.
pub fn may(viewer: &Viewer, action: Action) -> bool {
    match action {
        Action::ViewCourse(course) => viewer.is_medtech_admin() || viewer.belongs_to(course.organisation),
        Action::ViewGroups(course) => viewer.is_medtech_admin() || viewer.works_in(course.organisation),
        Action::ManageGroups(course) | Action::ManageSetup(course) => viewer.runs(course),
        Action::CopyGroups { from, to } => viewer.runs(from) && viewer.runs(to),
        Action::SearchPeople { organisation, contact } => {
            viewer.is_medtech_admin()
                || (if contact { viewer.works_in(organisation) } else { viewer.belongs_to(organisation) })
        }
        Action::ViewOwnGroups => true,
        // One's own account is never lent.
        Action::ManageOwnAccount => viewer.worn_by.is_none(),
        Action::LendPermissions(organisation) => {
            !refused_as_student(viewer) && viewer.worn_by.is_none() && viewer.belongs_to(organisation)
        }
        Action::ViewMyLearners => viewer.tutors || viewer.grants.iter().any(|g| is_working_group(&g.group)),
        Action::ViewLearner { linked } => linked,
        Action::EnterAdministration(organisation) | Action::ViewAudit(organisation) => {
            !refused_as_student(viewer) && viewer.administers(organisation)
        }
        // Not under a mask: a link that opens an account, the lender's too, would outlast the mask.
        Action::ViewMail { organisation, to_medtech_admin } => {
            !refused_as_student(viewer)
                && viewer.worn_by.is_none()
                && (viewer.is_medtech_admin() || (!to_medtech_admin && viewer.holds(organisation, "staff", "admin")))
        }
        Action::ManageUsers(organisation) => viewer.manages_users(organisation),
        Action::ManageUser { organisation, medtech_admin } => {
            viewer.manages_users(organisation) && (viewer.is_medtech_admin() || !medtech_admin)
        }
        // Nobody is made an admin under a mask: that would outlast it.
        Action::GivePermission { organisation, admin, medtech } => {
            viewer.manages_users(organisation)
                && (viewer.is_medtech_admin() || !medtech)
                && (viewer.worn_by.is_none() || !admin)
        }
        Action::ManageSettings(organisation) => !refused_as_student(viewer) && viewer.administers(organisation),
        Action::ViewSystem | Action::ManageLists => !refused_as_student(viewer) && viewer.is_medtech_admin(),
    }
}

/// The check that stands alone (P2): whoever holds a student grant is refused on every `/admin/*`
/// path, whatever else they hold and whatever other rules say.
pub fn refused_as_student(viewer: &Viewer) -> bool {
    viewer.grants.iter().any(Grant::is_students)
}
