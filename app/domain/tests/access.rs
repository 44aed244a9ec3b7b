//! Every role × every action × own and foreign objects, as one table (SPEC 1).
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

use domain::access::{Action, CourseObject, Grant, Viewer, may, refused_as_student};
use domain::course::ContactKind;
use domain::id::{CourseId, OrganisationId, UserId};

const OWN: OrganisationId = OrganisationId(1);
const FOREIGN: OrganisationId = OrganisationId(2);

/// Courses of the viewer's own organisation and of a foreign one; the named ones list the viewer in
/// every kind of contact.
const COURSE: CourseObject = CourseObject { id: CourseId(1), organisation: OWN };
const NAMED: CourseObject = CourseObject { id: CourseId(2), organisation: OWN };
const FOREIGN_COURSE: CourseObject = CourseObject { id: CourseId(3), organisation: FOREIGN };
const FOREIGN_NAMED: CourseObject = CourseObject { id: CourseId(4), organisation: FOREIGN };

/// A course action stands for four objects: own, own and named on it, foreign, foreign and named on it.
/// Copying: own to own, named to named, named to own, named to foreign. An organisation action: own,
/// foreign. Lending: own, foreign. A user, and giving a permission: as mail. People: own, own with contact, the same of a foreign one. Mail: own, own but to a medtech:admin, foreign, foreign to a medtech:admin. A learner: linked, not linked.
/// `y` is yes, `-` is no.
const TABLE: &str = "
                    | course groups manage copy setup | own my    learner account | enter audit mail system | users user give settings lists people lend
                    | view   view                     |     learn                 |                         |
medtech:admin       | yyyy   yyyy   yyyy   yyyy yyyy  | y   y     y-      y       | yy    yy    yyyy y  | yy    yyyy yyyy yy       y     yyyy   y-
staff:admin         | yy--   yy--   yy--   yyy- yy--  | y   y     y-      y       | y-    y-    y--- -  | y-    y--- y--- y-       -     yy--   y-
faculty:admin       | yy--   yy--   yy--   yyy- yy--  | y   y     y-      y       | y-    y-    ---- -  | --    ---- ---- y-       -     yy--   y-
faculty:director    | yy--   yy--   -y--   -y-- -y--  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
staff:pcoordinator  | yy--   yy--   -y--   -y-- -y--  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
faculty:lecturer    | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
resident:lecturer   | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
faculty:faculty     | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
resident:resident   | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
staff:staff         | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
medtech:staff       | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
staff:translator    | yy--   yy--   ----   ---- ----  | y   y     y-      y       | --    --    ---- -  | --    ---- ---- --       -     yy--   y-
alumni:2019         | yy--   ----   ----   ---- ----  | y   -     y-      y       | --    --    ---- -  | --    ---- ---- --       -     y---   y-
student:student     | yy--   ----   ----   ---- ----  | y   -     y-      y       | --    --    ---- -  | --    ---- ---- --       -     y---   --
guild:warden        | ----   ----   ----   ---- ----  | y   -     y-      y       | --    --    ---- -  | --    ---- ---- --       -     ----   --
";

fn grant(organisation: OrganisationId, role: &str) -> Grant {
    let (group, role) = role.split_once(':').unwrap();
    Grant { organisation, group: group.to_owned(), role: role.to_owned() }
}

fn viewer(roles: &[&str]) -> Viewer {
    let contacts = [NAMED, FOREIGN_NAMED].iter().flat_map(|c| ContactKind::ALL.map(|kind| (c.id, kind))).collect();
    Viewer {
        user: UserId(1),
        grants: roles.iter().map(|role| grant(OWN, role)).collect(),
        contacts,
        tutors: false,
        worn_by: None,
    }
}

/// Every action with every object, in the order of the table's cells.
fn actions() -> Vec<Vec<Action>> {
    let on = |action: fn(CourseObject) -> Action| [COURSE, NAMED, FOREIGN_COURSE, FOREIGN_NAMED].map(action).to_vec();
    let copy = |from, to| Action::CopyGroups { from, to };
    let mail = |organisation, to_medtech_admin| Action::ViewMail { organisation, to_medtech_admin };
    let user = |organisation, medtech_admin| Action::ManageUser { organisation, medtech_admin };
    let people = |organisation, contact| Action::SearchPeople { organisation, contact };
    let give = |organisation, medtech| Action::GivePermission { organisation, admin: false, medtech };
    vec![
        on(Action::ViewCourse),
        on(Action::ViewGroups),
        on(Action::ManageGroups),
        vec![copy(COURSE, COURSE), copy(NAMED, NAMED), copy(NAMED, COURSE), copy(NAMED, FOREIGN_NAMED)],
        on(Action::ManageSetup),
        vec![Action::ViewOwnGroups],
        vec![Action::ViewMyLearners],
        vec![Action::ViewLearner { linked: true }, Action::ViewLearner { linked: false }],
        vec![Action::ManageOwnAccount],
        vec![Action::EnterAdministration(OWN), Action::EnterAdministration(FOREIGN)],
        vec![Action::ViewAudit(OWN), Action::ViewAudit(FOREIGN)],
        vec![mail(OWN, false), mail(OWN, true), mail(FOREIGN, false), mail(FOREIGN, true)],
        vec![Action::ViewSystem],
        vec![Action::ManageUsers(OWN), Action::ManageUsers(FOREIGN)],
        vec![user(OWN, false), user(OWN, true), user(FOREIGN, false), user(FOREIGN, true)],
        vec![give(OWN, false), give(OWN, true), give(FOREIGN, false), give(FOREIGN, true)],
        vec![Action::ManageSettings(OWN), Action::ManageSettings(FOREIGN)],
        vec![Action::ManageLists],
        vec![people(OWN, false), people(OWN, true), people(FOREIGN, false), people(FOREIGN, true)],
        vec![Action::LendPermissions(OWN), Action::LendPermissions(FOREIGN)],
    ]
}

/// Fails to compile when an action is added: then it wants a column here.
const fn column(action: Action) -> usize {
    match action {
        Action::ViewCourse(_) => 0,
        Action::ViewGroups(_) => 1,
        Action::ManageGroups(_) => 2,
        Action::CopyGroups { .. } => 3,
        Action::ManageSetup(_) => 4,
        Action::ViewOwnGroups => 5,
        Action::ViewMyLearners => 6,
        Action::ViewLearner { .. } => 7,
        Action::ManageOwnAccount => 8,
        Action::EnterAdministration(_) => 9,
        Action::ViewAudit(_) => 10,
        Action::ViewMail { .. } => 11,
        Action::ViewSystem => 12,
        Action::ManageUsers(_) => 13,
        Action::ManageUser { .. } => 14,
        Action::GivePermission { .. } => 15,
        Action::ManageSettings(_) => 16,
        Action::ManageLists => 17,
        Action::SearchPeople { .. } => 18,
        Action::LendPermissions(_) => 19,
    }
}

fn answers(viewer: &Viewer) -> Vec<String> {
    let cell =
        |objects: &Vec<Action>| objects.iter().map(|action| if may(viewer, *action) { 'y' } else { '-' }).collect();
    actions().iter().map(cell).collect()
}

#[test]
fn every_role_may_what_the_table_says() {
    for (at, objects) in actions().iter().enumerate() {
        assert!(objects.iter().all(|action| column(*action) == at), "{objects:?}");
    }
    let rows: Vec<&str> = TABLE.lines().filter(|line| line.contains(':')).collect();
    assert_eq!(rows.len(), 15);
    for row in rows {
        let mut cells = row.split(['|', ' ']).filter(|cell| !cell.is_empty());
        let role = cells.next().unwrap();
        let expected: Vec<&str> = cells.collect();
        assert_eq!(answers(&viewer(&[role])), expected, "{role}");
    }
}

#[test]
fn nobody_may_do_anything_to_courses_without_a_grant() {
    let expected = [
        "----", "----", "----", "----", "----", "y", "-", "y-", "y", "--", "--", "----", "-", "--", "----", "----",
        "--", "-", "----", "--",
    ];
    assert_eq!(answers(&viewer(&[])), expected);
}

#[test]
fn being_named_counts_only_in_the_role_and_kind_that_belong_together() {
    let all_but = |kind| ContactKind::ALL.into_iter().filter(move |other| *other != kind).map(|k| (NAMED.id, k));
    for (role, kind) in
        [("faculty:director", ContactKind::Director), ("staff:pcoordinator", ContactKind::ProgramCoordinator)]
    {
        let named = Viewer { contacts: vec![(NAMED.id, kind)], ..viewer(&[role]) };
        assert!(may(&named, Action::ManageGroups(NAMED)), "{role}");
        let otherwise = Viewer { contacts: all_but(kind).collect(), ..viewer(&[role]) };
        assert!(!may(&otherwise, Action::ManageGroups(NAMED)), "{role}");
    }
    // The grant must be held where the course is.
    let elsewhere = Viewer { grants: vec![grant(FOREIGN, "faculty:director")], ..viewer(&[]) };
    assert!(!may(&elsewhere, Action::ManageGroups(NAMED)));
    assert!(may(&elsewhere, Action::ManageGroups(FOREIGN_NAMED)));
}

#[test]
fn grants_in_two_organisations_open_both_and_nothing_across() {
    let both = Viewer { grants: vec![grant(OWN, "staff:admin"), grant(FOREIGN, "faculty:faculty")], ..viewer(&[]) };
    assert!(may(&both, Action::ManageGroups(COURSE)));
    assert!(may(&both, Action::ViewGroups(FOREIGN_COURSE)));
    assert!(!may(&both, Action::ManageGroups(FOREIGN_COURSE)));
    assert!(!may(&both, Action::CopyGroups { from: FOREIGN_COURSE, to: COURSE }));
    assert!(!may(&both, Action::EnterAdministration(FOREIGN)));
    let admin_of_both =
        Viewer { grants: vec![grant(OWN, "staff:admin"), grant(FOREIGN, "faculty:admin")], ..viewer(&[]) };
    assert!(may(&admin_of_both, Action::CopyGroups { from: COURSE, to: FOREIGN_COURSE }));
}

#[test]
fn a_tutor_opens_my_learners_whatever_their_role() {
    let alumni = Viewer { tutors: true, ..viewer(&["alumni:2019"]) };
    assert!(may(&alumni, Action::ViewMyLearners));
    assert!(!may(&alumni, Action::ViewLearner { linked: false }));
}

#[test]
fn a_student_is_refused_on_every_administration_page_whatever_else_they_hold() {
    for role in ["medtech:admin", "staff:admin", "faculty:admin"] {
        let student = viewer(&[role, "student:student"]);
        assert!(refused_as_student(&student));
        for action in actions().concat() {
            let administers = column(Action::EnterAdministration(OWN))..=column(Action::ManageLists);
            if administers.contains(&column(action)) {
                assert!(!may(&student, action), "{role} {action:?}");
            }
        }
        let elsewhere = Viewer { grants: vec![grant(OWN, role), grant(FOREIGN, "student:student")], ..viewer(&[]) };
        assert!(refused_as_student(&elsewhere), "also as a student of another organisation");
    }
    assert!(!refused_as_student(&viewer(&["medtech:admin"])));
    assert!(!refused_as_student(&viewer(&["alumni:2019"])));
}

#[test]
fn under_a_mask_all_is_as_the_lender_may_but_accounts_mail_and_lending_on() {
    for role in ["medtech:admin", "staff:admin", "faculty:director", "alumni:2019"] {
        let lender = viewer(&[role]);
        let worn = lender.clone().worn_by(UserId(2));
        let to_admin = Action::GivePermission { organisation: OWN, admin: true, medtech: false };
        for action in [actions().concat(), vec![to_admin]].concat() {
            let kept = matches!(
                action,
                Action::ManageOwnAccount
                    | Action::ViewMail { .. }
                    | Action::LendPermissions(_)
                    | Action::GivePermission { admin: true, .. }
            );
            assert_eq!(may(&worn, action), may(&lender, action) && !kept, "{role} {action:?}");
        }
        assert_eq!((worn.user, worn.doer(), lender.doer()), (UserId(1), UserId(2), UserId(1)));
        assert_eq!([1, 2, 3].map(|user| worn.owns(UserId(user))), [true, true, false]);
        let spared = |viewer: &Viewer, user, role| viewer.spares(UserId(user), [grant(OWN, role)].iter());
        let some = [(1, "staff:staff"), (2, "staff:staff"), (3, "faculty:admin"), (3, "faculty:faculty")];
        assert_eq!(some.map(|(user, role)| spared(&worn, user, role)), [true, true, true, false]);
        assert_eq!(some.map(|(user, role)| spared(&lender, user, role)), [false; 4]);
    }
}

#[test]
fn people_look_at_their_own_organisations_and_administrators_of_everything_at_all() {
    let looks = |roles: &[&str]| [OWN, FOREIGN].map(|organisation| viewer(roles).looks_at(organisation));
    assert_eq!(looks(&["medtech:admin"]), [true, true]);
    assert_eq!(looks(&["student:student"]), [true, false]);
    assert_eq!(looks(&[]), [false, false]);
}
