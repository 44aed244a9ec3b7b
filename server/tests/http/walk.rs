//! Every page, server function and download, as every role and as nobody (SPEC P1, P2). The tables are
//! complete: a page or server function that is not named in them fails the test.

use crate::support::{Answer, Server};
use axum::http::{Method, StatusCode};
use domain::audience::Audience;
use domain::groups::history::Wish;
use domain::id::{GroupId, GroupSetId, PeriodId, UserId};
use domain::import::groups::{Decisions, Sheet};
use domain::user::{Filter, UserDraft};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const EVERYONE: &[&str] =
    &["medtech", "staffadmin", "facultyadmin", "director", "coordinator", "lecturer", "tutor", "student", "alumni"];
const LENDING: &[&str] =
    &["medtech", "staffadmin", "facultyadmin", "director", "coordinator", "lecturer", "tutor", "alumni"];
const WORKING: &[&str] = &["medtech", "staffadmin", "facultyadmin", "director", "coordinator", "lecturer", "tutor"];
const ADMINS: &[&str] = &["medtech", "staffadmin", "facultyadmin"];
/// Those who may look at the other school: `tutor` works there as well.
const NURSING: &[&str] = &["medtech", "tutor"];

/// The rule an address is under; spelled out as accounts in [`Rule::allowed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Anyone,
    SignedIn,
    /// Who may lend permissions and be lent them: everyone but students.
    Lend,
    Working,
    ViewCourse,
    ViewGroups,
    RunCourse,
    Administer,
    ReadMail,
    ManageUsers,
    /// What all organisations share.
    RunAll,
}

/// Courses as the accounts stand to them: `director` and `coordinator` are named on MED-201, not on MED-410;
/// NUR-110 is of another school, where `tutor` works too and only `medtech` may change anything.
const COURSES: [&str; 3] = ["MED-201", "MED-410", "NUR-110"];

impl Rule {
    fn allowed(self, course: &str) -> &'static [&'static str] {
        match (self, course) {
            (Self::Anyone | Self::SignedIn, _) | (Self::ViewCourse, "MED-201" | "MED-410") => EVERYONE,
            (Self::Lend, _) => LENDING,
            (Self::Working, _) | (Self::ViewGroups, "MED-201" | "MED-410") => WORKING,
            (Self::RunCourse, "MED-201") => &["medtech", "staffadmin", "facultyadmin", "director", "coordinator"],
            (Self::RunCourse, "MED-410") | (Self::Administer, _) => ADMINS,
            (Self::ReadMail | Self::ManageUsers, _) => &["medtech", "staffadmin"],
            (Self::ViewCourse | Self::ViewGroups, _) => NURSING,
            (Self::RunCourse | Self::RunAll, _) => &["medtech"],
        }
    }

    fn is_about_a_course(self) -> bool {
        matches!(self, Self::ViewCourse | Self::ViewGroups | Self::RunCourse)
    }
}

/// A course with a period and a group in it, to make calls with.
struct Place {
    code: &'static str,
    period: PeriodId,
    group: GroupId,
    set: GroupSetId,
    /// A learner of the school.
    user: UserId,
}

async fn place(server: &Server, code: &'static str) -> Place {
    let course = server.store.course(code).await.unwrap().unwrap();
    for period in server.store.periods(course.id).await.unwrap() {
        if let Some(group) = server.store.dashboard(course.id, period.id).await.unwrap().groups.first() {
            let user = server.store.account_by_username("student").await.unwrap().unwrap().user;
            return Place { code, period: period.id, group: group.id, set: group.set, user };
        }
    }
    panic!("{code} has no group");
}

/// Every page: its route, and the rule that follows from whom the table of pages says it is for.
fn pages() -> Vec<(String, Rule)> {
    let rule = |audience| match audience {
        Audience::Anyone => Rule::Anyone,
        Audience::SignedIn | Audience::OwnAccount => Rule::SignedIn,
        Audience::Lenders => Rule::Lend,
        Audience::Workers => Rule::Working,
        Audience::CourseViewers => Rule::ViewCourse,
        Audience::GroupViewers => Rule::ViewGroups,
        Audience::GroupManagers => Rule::RunCourse,
        Audience::Administrators => Rule::Administer,
        Audience::UserManagers => Rule::ManageUsers,
        Audience::MailReaders => Rule::ReadMail,
    };
    app::pages::table().iter().map(|row| (row.address.to_owned(), rule(row.audience))).collect()
}

/// Downloads: the route, its rule.
const DOWNLOADS: &[(&str, Rule)] = &[
    ("/courses/:code/groups/export.csv", Rule::RunCourse),
    ("/courses/:code/groups/sample.csv", Rule::RunCourse),
    ("/admin/users/import/sample.csv", Rule::ManageUsers),
];

/// What a script asks beside server functions, all for those who manage users: method, address, body.
const SCRIPTS: &[(&str, &str, &str)] = &[
    ("POST", "/admin/users/import/look-up", r#"{"numbers":[],"usernames":["nobody"],"emails":[]}"#),
    ("POST", "/admin/users/import/uploads", ""),
    ("PUT", "/admin/users/import/uploads/0/0", "a"),
    ("POST", "/admin/users/import/uploads/0/commit", "{}"),
];

/// Streams about a course, which answer as long as someone listens.
const STREAMS: &[(&str, Rule)] = &[("/api/groups/live?course={code}&period={period}", Rule::ViewGroups)];

/// How a server function is called: the address, its rule, and a body that the rule lets through without
/// changing anything (a stale version, nobody, nothing).
type Call = (&'static str, Rule, fn(&Place) -> Value);

const CALLS: &[Call] = &[
    ("session/me", Rule::Anyone, |_| json!({})),
    ("courses/list", Rule::SignedIn, |_| json!({})),
    ("courses/head", Rule::ViewCourse, |p| json!({"code": p.code, "period": p.period})),
    ("setup/view", Rule::ViewCourse, |p| json!({"code": p.code, "period": p.period})),
    ("setup/search-contacts", Rule::RunCourse, |p| json!({"code": p.code, "kind": "faculty", "query": "a"})),
    ("setup/search-learners", Rule::RunCourse, |p| json!({"code": p.code, "query": "a"})),
    ("setup/add-contact", Rule::RunCourse, |p| json!({"code": p.code, "kind": "faculty", "user": -1})),
    ("setup/remove-contact", Rule::RunCourse, |p| json!({"code": p.code, "kind": "faculty", "user": -1})),
    ("setup/change-enrolment", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "changes": []})),
    ("groups/dashboard", Rule::ViewGroups, |p| json!({"code": p.code, "period": p.period})),
    ("groups/group", Rule::ViewGroups, |p| json!({"code": p.code, "group": p.group})),
    (
        "groups/delete",
        Rule::RunCourse,
        |p| json!({"code": p.code, "period": p.period, "base": -1, "groups": [p.group]}),
    ),
    ("groups/undo", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "entry": -1})),
    (
        "groups/rename-set",
        Rule::RunCourse,
        |p| json!({"code": p.code, "period": p.period, "base": -1, "set": -1, "name": "New"}),
    ),
    ("groups/edit", Rule::RunCourse, |p| {
        let nothing: [i64; 0] = [];
        let edit = json!({"rename": null, "remove_members": nothing, "add_members": nothing,
            "remove_tutors": nothing, "set_tutors": nothing});
        json!({"code": p.code, "group": p.group, "base": -1, "edit": edit})
    }),
    ("groups/tutors", Rule::RunCourse, |p| json!({"code": p.code, "typed": "a"})),
    ("groups/learners", Rule::RunCourse, |p| json!({"code": p.code, "group": p.group, "typed": "a"})),
    ("groups/destinations", Rule::RunCourse, |p| json!({"code": p.code})),
    ("groups/copy-preview", Rule::RunCourse, |p| json!({"wish": wish(p, p)})),
    ("groups/copy", Rule::RunCourse, |p| json!({"wish": wish(p, p), "previewed": []})),
    ("groups/new", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "again": null})),
    ("groups/earlier", Rule::RunCourse, |p| json!({"code": p.code, "sets": [p.set]})),
    ("groups/set", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "set": p.set})),
    ("groups/add", Rule::RunCourse, |p| {
        let into = json!({"New": {"set": {"New": {"name": "New", "several": false}}, "groups": []}});
        let wanted = json!({"into": into, "everyone": false, "formed": null});
        json!({"code": p.code, "period": p.period, "base": -1, "wanted": wanted})
    }),
    ("groups/add-rounds", Rule::RunCourse, |p| {
        let rounds = json!([{"set": "New 1", "groups": []}]);
        json!({"code": p.code, "period": p.period, "base": -1, "rounds": rounds, "everyone": false})
    }),
    ("groups/import-open", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period})),
    (
        "groups/import-ground",
        Rule::RunCourse,
        |p| json!({"code": p.code, "period": p.period, "wanted": {"numbers": ["1"], "names": []}}),
    ),
    ("groups/import-recall", Rule::RunCourse, |p| json!({"code": p.code, "key": "0".repeat(32)})),
    (
        "groups/import-remember",
        Rule::RunCourse,
        |p| json!({"code": p.code, "key": "0".repeat(32), "mapping": {"width": 1, "fields": [["GroupName", 0]]}}),
    ),
    ("groups/import", Rule::RunCourse, |p| {
        json!({"code": p.code, "period": p.period, "sheet": Sheet::default(), "decisions": Decisions::default(),
            "digest": 0})
    }),
    (
        "history/view",
        Rule::RunCourse,
        |p| json!({"code": p.code, "period": p.period, "wish": Wish::default(), "at": null}),
    ),
    ("board/view", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "set": null})),
    ("board/move", Rule::RunCourse, |p| {
        let nobody: [i64; 0] = [];
        json!({"code": p.code, "period": p.period, "base": -1, "set": -1, "moves": nobody})
    }),
    ("board/move-tutors", Rule::RunCourse, |p| {
        let nobody: [i64; 0] = [];
        json!({"code": p.code, "period": p.period, "base": -1, "set": -1, "moves": nobody})
    }),
    (
        "board/lock-set",
        Rule::RunCourse,
        |p| json!({"code": p.code, "period": p.period, "base": -1, "set": p.set, "locked": true}),
    ),
    ("board/lock-places", Rule::RunCourse, |p| {
        let places = json!([[p.user, p.group]]);
        json!({"code": p.code, "period": p.period, "base": -1, "set": p.set, "places": places, "locked": true})
    }),
    ("history/restore", Rule::RunCourse, |p| json!({"code": p.code, "period": p.period, "base": -1, "to": 0})),
    ("my-groups/list", Rule::SignedIn, |_| json!({})),
    ("tutoring/list", Rule::Working, |_| json!({})),
    ("people/search", Rule::SignedIn, |_| json!({"query": "maja"})),
    ("profile/own", Rule::SignedIn, |_| json!({})),
    ("profile/save", Rule::SignedIn, |_| {
        let nothing: [i64; 0] = [];
        json!({"base": -1, "changes": nothing})
    }),
    ("masks/list", Rule::Lend, |_| json!({})),
    ("masks/search", Rule::Lend, |_| json!({"typed": "a"})),
    ("masks/lend", Rule::Lend, |_| json!({"draft": {"borrower": -1, "starts": "", "finishes": ""}})),
    ("admin/users/list", Rule::ManageUsers, |_| json!({"filter": Filter::default()})),
    ("admin/users/new", Rule::ManageUsers, |_| json!({})),
    ("admin/users/one", Rule::ManageUsers, |p| json!({"id": p.user})),
    ("admin/users/add", Rule::ManageUsers, |_| json!({"draft": UserDraft::default()})),
    ("admin/users/save", Rule::ManageUsers, |p| json!({"id": p.user, "base": -1, "draft": UserDraft::default()})),
    ("admin/users/delete", Rule::ManageUsers, |_| {
        let nobody: [i64; 0] = [];
        json!({"users": nobody})
    }),
    ("admin/users/reactivate", Rule::ManageUsers, |p| {
        let nothing: [i64; 0] = [];
        json!({"id": p.user, "permissions": nothing})
    }),
    ("admin/users/import-open", Rule::ManageUsers, |_| json!({"key": null})),
    ("admin/users/import-remember", Rule::ManageUsers, |_| {
        let nothing: [i64; 0] = [];
        json!({"key": "none", "kept": {"mapping": {"width": 0, "fields": nothing}, "choices": nothing}})
    }),
    ("admin/users/imports", Rule::ManageUsers, |_| json!({})),
    ("admin/users/imports-one", Rule::ManageUsers, |_| json!({"id": -1})),
    ("admin/users/imports-people", Rule::ManageUsers, |_| json!({"id": -1, "show": "All", "from": 0})),
    ("admin/users/imports-undo", Rule::ManageUsers, |_| json!({"id": -1})),
    ("admin/cohorts/list", Rule::ManageUsers, |_| json!({})),
    ("admin/cohorts/add", Rule::ManageUsers, |_| json!({"organisation": 1, "name": " ", "fill": false})),
    ("admin/cohorts/one", Rule::ManageUsers, |_| json!({"id": 1})),
    ("admin/cohorts/rename", Rule::ManageUsers, |_| json!({"id": 1, "name": " "})),
    ("admin/cohorts/fill", Rule::ManageUsers, |_| json!({"id": 1})),
    ("admin/cohorts/change", Rule::ManageUsers, |_| {
        let nobody: [i64; 0] = [];
        json!({"id": 1, "join": nobody, "leave": nobody})
    }),
    ("admin/cohorts/delete", Rule::ManageUsers, |_| json!({"id": 1})),
    ("admin/cohorts/search", Rule::ManageUsers, |_| json!({"id": 1, "typed": "a"})),
    ("admin/settings/read", Rule::Administer, |_| json!({})),
    (
        "admin/settings/switch",
        Rule::Administer,
        |_| json!({"organisation": 1, "switch": "profile_pronoun_enabled", "on": false}),
    ),
    ("admin/settings/add-word", Rule::RunAll, |_| json!({"list": "Titles", "code": "", "name": " "})),
    ("admin/settings/remove-word", Rule::RunAll, |_| json!({"list": "Genders", "key": "F"})),
    ("admin/outbox", Rule::ReadMail, |_| json!({"before": null})),
    ("admin/audit", Rule::Administer, |_| json!({"query": "", "before": null})),
];

fn wish(from: &Place, to: &Place) -> Value {
    json!({"from": from.code, "from_period": from.period, "groups": [from.group],
        "to": to.code, "to_period": to.period, "clash": "NewName"})
}

/// Signed out, forbidden, or a course that is kept from them. Anything else that is not there is an answer.
fn is_refusal(answer: &Answer) -> bool {
    let is_answer = ["contact", "import"].iter().any(|what| answer.body == format!(r#"{{"NotFound":"{what}"}}"#));
    let is_answer = is_answer || answer.body.contains("This import is not there.");
    let is_kept = answer.status == StatusCode::NOT_FOUND && !is_answer;
    let is_refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status);
    is_refused || is_kept || answer.location().starts_with("/sign-in")
}

#[tokio::test]
async fn every_page_is_in_the_table() {
    let found: BTreeSet<String> = server::router::pages().iter().map(|route| route.path().to_owned()).collect();
    let route = |address: &str| {
        let piece =
            |piece: &str| piece.strip_prefix(':').map_or_else(|| piece.to_owned(), |name| format!("{{{name}}}"));
        address.split('/').map(piece).collect::<Vec<_>>().join("/")
    };
    let known: BTreeSet<String> = pages().iter().map(|(address, _)| route(address)).collect();
    assert_eq!(found, known);
}

#[tokio::test]
async fn every_server_function_is_in_the_table() {
    let _server = Server::start().await;
    let found: BTreeSet<String> =
        server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/").to_owned()).collect();
    let known: BTreeSet<String> = CALLS.iter().map(|(path, ..)| (*path).to_owned()).collect();
    assert_eq!(found, known);
}

#[tokio::test]
async fn pages_and_downloads_open_for_those_the_rules_allow_and_nobody_else() {
    let server = Server::start().await;
    for code in COURSES {
        let place = place(&server, code).await;
        let downloads = DOWNLOADS.iter().map(|(address, rule)| ((*address).to_owned(), *rule));
        for (template, rule) in pages().into_iter().chain(downloads) {
            if code != COURSES[0] && !rule.is_about_a_course() {
                continue;
            }
            let (group, set, user) = (place.group.to_string(), place.set.to_string(), place.user.to_string());
            let named = [
                (":code", code),
                (":group", &group),
                (":set", &set),
                (":user", &user),
                (":import", "0"),
                (":cohort", "1"),
            ];
            let piece = |piece| named.iter().find(|(name, _)| *name == piece).map_or(piece, |(_, value)| *value);
            let path = template.split('/').map(piece).collect::<Vec<_>>().join("/");
            let path = if rule.is_about_a_course() { format!("{path}?period={}", place.period) } else { path };
            let nobody = server.get(None, &path).await;
            assert_eq!(is_refusal(&nobody), rule != Rule::Anyone, "nobody at {path}: {}", nobody.status);
            for name in EVERYONE {
                let cookie = server.session_of(name).await;
                let answer = server.get(Some(&cookie), &path).await;
                let allowed = rule.allowed(code).contains(name);
                assert_eq!(!is_refusal(&answer), allowed, "{name} at {path}: {}", answer.status);
                assert!(!answer.status.is_server_error(), "{name} at {path}: {}", answer.status);
            }
        }
    }
}

/// Menus lead where someone may go, and nowhere else.
#[tokio::test]
async fn menus_show_the_pages_that_open() {
    use app::pages::{Menu, table};
    let server = Server::start().await;
    let rows: Vec<_> = pages()
        .into_iter()
        .zip(table())
        .filter(|(_, row)| matches!(row.menu, Some(Menu::Administration(_) | Menu::Account(_))))
        .collect();
    assert!(rows.len() > 6);
    for name in EVERYONE {
        let page = server.get(Some(&server.session_of(name).await), "/courses").await.body;
        for ((address, rule), _) in &rows {
            let is_shown = page.contains(&format!("href=\"{address}\""));
            assert_eq!(is_shown, rule.allowed(COURSES[0]).contains(name), "{address} for {name}");
        }
    }
}

#[tokio::test]
async fn server_functions_answer_those_the_rules_allow_and_nobody_else() {
    let server = Server::start().await;
    for code in COURSES {
        let place = place(&server, code).await;
        for (path, rule, body) in CALLS {
            if code != COURSES[0] && !rule.is_about_a_course() {
                continue;
            }
            let body = body(&place);
            let nobody = server.call(None, &format!("/api/{path}"), &body).await;
            assert_eq!(is_refusal(&nobody), *rule != Rule::Anyone, "nobody at {path}: {}", nobody.status);
            for name in EVERYONE {
                let cookie = server.session_of(name).await;
                let answer = server.call(Some(&cookie), &format!("/api/{path}"), &body).await;
                let allowed = rule.allowed(code).contains(name);
                assert_eq!(
                    !is_refusal(&answer),
                    allowed,
                    "{name} at {path} of {code}: {} {}",
                    answer.status,
                    answer.body
                );
                assert!(!answer.status.is_server_error(), "{name} at {path}: {} {}", answer.status, answer.body);
            }
        }
    }
}

#[tokio::test]
async fn streams_open_for_those_the_rules_allow_and_nobody_else() {
    let server = Server::start().await;
    for code in COURSES {
        let place = place(&server, code).await;
        for (template, rule) in STREAMS {
            let path = template.replace("{code}", code).replace("{period}", &place.period.to_string());
            let status = async |cookie: Option<&str>| {
                server.open(Server::request(Method::GET, cookie, &path, None, "")).await.status()
            };
            assert_eq!(status(None).await, StatusCode::UNAUTHORIZED, "nobody at {path}");
            for name in EVERYONE {
                let cookie = server.session_of(name).await;
                let status = status(Some(&cookie)).await;
                let allowed = rule.allowed(code).contains(name);
                assert_eq!(status == StatusCode::OK, allowed, "{name} at {path}: {status}");
                assert!(
                    allowed || [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status),
                    "{name}: {status}"
                );
            }
        }
    }
}

#[tokio::test]
async fn copying_asks_for_both_source_and_destination() {
    let server = Server::start().await;
    let (own, foreign) = (place(&server, "MED-201").await, place(&server, "MED-410").await);
    for (who, from, to, allowed) in [
        ("coordinator", &own, &own, true),
        ("coordinator", &own, &foreign, false),
        ("coordinator", &foreign, &own, false),
        ("staffadmin", &own, &foreign, true),
    ] {
        let cookie = server.session_of(who).await;
        let answer = server.call(Some(&cookie), "/api/groups/copy-preview", &json!({"wish": wish(from, to)})).await;
        assert_eq!(!is_refusal(&answer), allowed, "{who} from {} to {}", from.code, to.code);
    }
}

#[tokio::test]
async fn ones_own_course_is_no_way_to_the_groups_of_another() {
    let server = Server::start().await;
    let (own, foreign) = (place(&server, "MED-201").await, place(&server, "MED-410").await);
    let cookie = server.session_of("coordinator").await;
    let seen =
        server.call(Some(&cookie), "/api/groups/group", &json!({"code": own.code, "group": foreign.group})).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    let version = |code| {
        let store = server.store.clone();
        async move {
            let course = store.course(code).await.unwrap().unwrap();
            let period = place_period(&store, course.id).await;
            store.dashboard(course.id, period).await.unwrap().version
        }
    };
    let before = (version("MED-201").await, version("MED-410").await);
    let body = json!({"code": own.code, "period": own.period, "base": before.0, "groups": [foreign.group]});
    let deleted = server.call(Some(&cookie), "/api/groups/delete", &body).await;
    assert_eq!(deleted.status, StatusCode::CONFLICT, "{}", deleted.body);
    let body = json!({"code": own.code, "period": foreign.period, "base": 0, "groups": [foreign.group]});
    let deleted = server.call(Some(&cookie), "/api/groups/delete", &body).await;
    assert!(!deleted.status.is_success(), "{}", deleted.body);
    assert_eq!((version("MED-201").await, version("MED-410").await), before);
}

async fn place_period(store: &store::Store, course: domain::id::CourseId) -> PeriodId {
    for period in store.periods(course).await.unwrap() {
        if !store.dashboard(course, period.id).await.unwrap().groups.is_empty() {
            return period.id;
        }
    }
    panic!("no groups");
}

#[tokio::test]
async fn a_student_is_refused_on_every_administration_path_whatever_else_they_hold() {
    let server = Server::start().await;
    let cookie = server.session_of("student").await;
    for path in ["/admin", "/admin/", "/admin/outbox", "/admin/audit", "/admin/no-such-page"] {
        assert_eq!(server.get(Some(&cookie), path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let answer = server.call(Some(&cookie), "/api/admin/audit", &json!({"query": "", "before": null})).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_scripts_ask_is_answered_to_those_who_manage_users_and_nobody_else() {
    let server = Server::start().await;
    for (method, path, body) in SCRIPTS {
        let method: Method = method.parse().unwrap();
        let nobody = server.ask_as_script(method.clone(), None, path, *body).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "nobody at {path}");
        for name in EVERYONE {
            let cookie = server.session_of(name).await;
            let answer = server.ask_as_script(method.clone(), Some(&cookie), path, *body).await;
            let allowed = Rule::ManageUsers.allowed(COURSES[0]).contains(name);
            assert_eq!(answer.status != StatusCode::FORBIDDEN, allowed, "{name} at {path}: {}", answer.status);
            assert!(!answer.status.is_server_error() && !answer.status.is_redirection(), "{name} at {path}");
        }
    }
}
