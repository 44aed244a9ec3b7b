//! Permission masks over HTTP (SPEC P4): lent, worn and ended, and what stays one's own.

use crate::support::{Answer, Server};
use axum::http::StatusCode;
use core::sync::atomic::{AtomicI64, Ordering};
use domain::access::Grant;
use domain::id::{MaskId, OrganisationId, UserId};
use domain::mask::Term;
use domain::user::{Checked, Permission, Profile, UserDraft};
use serde_json::{Value, json};
use server::clock;
use store::{By, NewMail};
use time::{Date, Duration, OffsetDateTime};

const SYSTEM: By = By { user: None, acted_as: None, at: OffsetDateTime::UNIX_EPOCH };

async fn id(server: &Server, username: &str) -> UserId {
    server.store.account_by_username(username).await.unwrap().unwrap().user
}

fn today() -> Date {
    clock::now().date()
}

/// A mask from that day on, without the form.
async fn lent_from(server: &Server, lender: &str, borrower: &str, starts: Date) -> MaskId {
    let (lender, borrower) = (id(server, lender).await, id(server, borrower).await);
    let mail = NewMail { to: "x@med.example".to_owned(), subject: "Lent".to_owned(), body: "Lent".to_owned() };
    let term = Term { starts, finishes: starts + Duration::days(3) };
    server.store.lend(lender, borrower, term, &mail, &SYSTEM).await.unwrap()
}

async fn wear(server: &Server, cookie: &str, mask: MaskId) -> Answer {
    server.post_form(Some(cookie), "/masks/wear", &format!("mask={mask}")).await
}

/// A session of `borrower` who wears the mask of `lender`, and the mask.
pub(crate) async fn worn(server: &Server, lender: &str, borrower: &str) -> (String, MaskId) {
    let mask = lent_from(server, lender, borrower, today()).await;
    let cookie = server.session_of(borrower).await;
    assert_eq!(wear(server, &cookie, mask).await.location(), "/courses");
    (cookie, mask)
}

async fn call(server: &Server, cookie: &str, what: &str, body: &Value) -> (StatusCode, Value) {
    let answer = server.call(Some(cookie), &format!("/api/{what}"), body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

/// Whether that session may add groups to a course.
async fn runs(server: &Server, cookie: &str, code: &str) -> bool {
    let course = server.store.course(code).await.unwrap().unwrap();
    let period = server.store.periods(course.id).await.unwrap().remove(0).id;
    call(server, cookie, "groups/new", &json!({"code": code, "period": period, "again": null})).await.0.is_success()
}

#[tokio::test]
async fn who_is_lent_permissions_acts_with_them_until_they_stop() {
    let server = Server::start().await;
    let director = server.session_of("director").await;
    let draft = json!({"borrower": id(&server, "lecturer").await, "starts": today().to_string(),
        "finishes": today().to_string()});
    assert_eq!(call(&server, &director, "masks/lend", &json!({"draft": draft})).await.1, json!("Done"));
    let (mail, _) = server.store.outbox(None, 1).await.unwrap().remove(0);
    assert_eq!(mail.subject, "Élodie Moreau lends you their permissions in Coterie");
    let lecturer = server.session_of("lecturer").await;
    let (_, listed) = call(&server, &lecturer, "masks/list", &json!({})).await;
    let mask: MaskId = serde_json::from_value(listed["to_me"][0]["mask"]["id"].clone()).unwrap();
    assert!(!runs(&server, &lecturer, "MED-201").await);
    assert_eq!(wear(&server, &lecturer, mask).await.location(), "/courses");
    let page = server.get(Some(&lecturer), "/courses").await.body;
    assert!(page.contains("You act for Élodie Moreau until "), "{page}");
    assert!(runs(&server, &lecturer, "MED-201").await);
    assert!(!runs(&server, &lecturer, "MED-410").await, "no more than the lender may");
    let (_, me) = call(&server, &lecturer, "session/me", &json!({})).await;
    assert_eq!((&me["person"]["last"], &me["viewer"]["worn_by"]), (&json!("Whitfield"), &me["person"]["id"]));
    assert_eq!(server.post_form(Some(&lecturer), "/masks/stop", "").await.location(), "/masks?done=stopped");
    assert!(!runs(&server, &lecturer, "MED-201").await);
    assert!(!server.get(Some(&lecturer), "/courses").await.body.contains("You act for"));
}

#[tokio::test]
async fn what_is_done_under_a_mask_stands_in_the_audit_log_under_both_names() {
    let server = Server::start().await;
    let (lecturer, _) = worn(&server, "director", "lecturer").await;
    let course = server.store.course("MED-201").await.unwrap().unwrap();
    let mut place = None;
    for period in server.store.periods(course.id).await.unwrap() {
        let dashboard = server.store.dashboard(course.id, period.id).await.unwrap();
        place = place.or(dashboard.groups.first().map(|group| (period.id, dashboard.version, group.id)));
    }
    let (period, base, group) = place.unwrap();
    let body = json!({"code": "MED-201", "period": period, "base": base, "groups": [group]});
    let (status, answer) = call(&server, &lecturer, "groups/delete", &body).await;
    assert!(status.is_success(), "{answer}");
    let both = "Whitfield, Hannah for Moreau, Élodie";
    assert_eq!(server.store.history(course.id, period, 1).await.unwrap()[0].actor.as_deref(), Some(both));
    let admin = server.session_of("staffadmin").await;
    for query in ["whitfield groups.delete", "moreau groups.delete"] {
        let (_, log) = call(&server, &admin, "admin/audit", &json!({"query": query, "before": null})).await;
        assert_eq!(log["rows"][0]["actor"], both, "{query}: {log}");
    }
    let (_, log) = call(&server, &admin, "admin/audit", &json!({"query": "masks.wear", "before": null})).await;
    assert_eq!(log["rows"][0]["actor"], "Whitfield, Hannah", "{log}");
}

#[tokio::test]
async fn ones_own_account_is_never_touched_under_a_mask() {
    let server = Server::start().await;
    let (lecturer, mask) = worn(&server, "director", "lecturer").await;
    let other = lent_from(&server, "coordinator", "lecturer", today()).await;
    assert_eq!(server.get(Some(&lecturer), "/password").await.location(), "/masks");
    for (path, form) in [
        ("/password", "current=coterie-demo&new=new-password-22&again=new-password-22".to_owned()),
        ("/sign-out-everywhere", String::new()),
        ("/masks/wear", format!("mask={other}")),
        ("/masks/revoke", format!("mask={mask}")),
    ] {
        assert_eq!(server.post_form(Some(&lecturer), path, &form).await.location(), "/masks", "{path}");
    }
    let draft = json!({"borrower": id(&server, "tutor").await, "starts": today().to_string(),
        "finishes": today().to_string()});
    for (what, body) in [
        ("profile/own", json!({})),
        ("profile/save", json!({"base": 0, "changes": [[{"Detail": "office_hours"}, "Never"]]})),
        ("masks/list", json!({})),
        ("masks/search", json!({"typed": "a"})),
        ("masks/lend", json!({"draft": draft})),
    ] {
        let (status, answer) = call(&server, &lecturer, what, &body).await;
        assert_eq!((status, answer), (StatusCode::FORBIDDEN, json!("Masked")), "{what}");
    }
    assert_eq!(server.get(Some(&lecturer), "/masks").await.status, StatusCode::FORBIDDEN);
    assert_eq!(server.get(Some(&lecturer), "/profile").await.status, StatusCode::FORBIDDEN);
    assert!(runs(&server, &lecturer, "MED-201").await, "the first mask is still worn");
    assert_eq!(server.post_form(Some(&lecturer), "/sign-out", "").await.location(), "/sign-in?done=out");
    let log = server.store.audit(None, "sign_out", None, 1).await.unwrap().remove(0);
    assert_eq!((log.object.as_str(), log.actor.as_deref()), ("lecturer", Some("Whitfield, Hannah")));
}

#[tokio::test]
async fn a_mask_opens_no_mail_and_changes_neither_of_the_two_accounts() {
    let server = Server::start().await;
    let (coordinator, _) = worn(&server, "staffadmin", "coordinator").await;
    assert_eq!(server.get(Some(&coordinator), "/admin/users").await.status, StatusCode::OK);
    assert_eq!(server.get(Some(&coordinator), "/admin/outbox").await.status, StatusCode::FORBIDDEN);
    for who in ["coordinator", "staffadmin"] {
        let user = id(&server, who).await;
        let profile = server.store.user(user).await.unwrap().unwrap();
        let mut draft = UserDraft::of(&profile);
        draft.email = "mine@school.example".to_owned();
        let body = json!({"id": user, "base": profile.version, "draft": draft});
        assert_eq!(call(&server, &coordinator, "admin/users/save", &body).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, _) = call(&server, &coordinator, "admin/users/delete", &json!({"users": [user]})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(server.store.user(user).await.unwrap().unwrap(), profile);
    }
}

#[tokio::test]
async fn under_a_mask_no_administrator_is_made_or_changed() {
    let server = Server::start().await;
    let (coordinator, _) = worn(&server, "medtech", "coordinator").await;
    let tutor = server.store.user(id(&server, "tutor").await).await.unwrap().unwrap();
    let mut draft = UserDraft::of(&tutor);
    (draft.username, draft.email, draft.number) = ("new".into(), "new@med.example".into(), String::new());
    let (status, answer) = call(&server, &coordinator, "admin/users/add", &json!({"draft": draft})).await;
    assert!(status.is_success() && answer["Done"].is_object(), "others are made: {answer}");
    let admins = Grant { organisation: OrganisationId(1), group: "staff".to_owned(), role: "admin".to_owned() };
    let admins = Permission { grant: admins, track: None };
    (draft.username, draft.email) = ("root2".into(), "root2@med.example".into());
    draft.permissions.push(admins.clone());
    let (status, _) = call(&server, &coordinator, "admin/users/add", &json!({"draft": draft})).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let risen = UserDraft { permissions: vec![admins], ..UserDraft::of(&tutor) };
    let body = json!({"id": tutor.id, "base": tutor.version, "draft": risen});
    assert_eq!(call(&server, &coordinator, "admin/users/save", &body).await.0, StatusCode::FORBIDDEN);
    let admin = server.store.user(id(&server, "staffadmin").await).await.unwrap().unwrap();
    let stolen = UserDraft { email: "mine@med.example".to_owned(), ..UserDraft::of(&admin) };
    let body = json!({"id": admin.id, "base": admin.version, "draft": stolen});
    assert_eq!(call(&server, &coordinator, "admin/users/save", &body).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = call(&server, &coordinator, "admin/users/delete", &json!({"users": [admin.id]})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.store.user(admin.id).await.unwrap().unwrap(), admin);
}

/// Expects that a session no longer acts for anyone: server functions refuse, a form is not done, and the next page
/// tells.
async fn has_ended(server: &Server, cookie: &str) {
    let (status, answer) = call(server, cookie, "courses/list", &json!({})).await;
    assert_eq!((status, answer), (StatusCode::FORBIDDEN, json!("MaskEnded")));
    assert_eq!(server.get(Some(cookie), "/courses").await.location(), "/masks?done=ended");
    let page = server.get(Some(cookie), "/masks?done=ended").await;
    assert!(page.body.contains("The permission mask you wore has ended."), "{}", page.status);
    assert!(!runs(server, cookie, "MED-201").await);
}

#[tokio::test]
async fn a_mask_that_is_taken_back_ends_in_the_open_session() {
    let server = Server::start().await;
    let (lecturer, mask) = worn(&server, "director", "lecturer").await;
    let tutor = server.session_of("tutor").await;
    let refused = server.post_form(Some(&tutor), "/masks/revoke", &format!("mask={mask}")).await;
    assert_eq!(refused.location(), "/masks?problem=gone");
    assert!(runs(&server, &lecturer, "MED-201").await);
    let director = server.session_of("director").await;
    let done = server.post_form(Some(&director), "/masks/revoke", &format!("mask={mask}")).await;
    assert_eq!(done.location(), "/masks?done=revoked");
    has_ended(&server, &lecturer).await;
    assert_eq!(wear(&server, &lecturer, mask).await.location(), "/masks?problem=gone");
}

#[tokio::test]
async fn a_mask_ends_with_its_last_day_in_the_open_session() {
    static LATER: AtomicI64 = AtomicI64::new(0);
    let server = Server::start_at(|| clock::now() + Duration::days(LATER.load(Ordering::Relaxed))).await;
    let mask = lent_from(&server, "director", "lecturer", today() + Duration::days(1)).await;
    let lecturer = server.session_for("lecturer", Duration::days(30)).await;
    assert_eq!(wear(&server, &lecturer, mask).await.location(), "/masks?problem=gone", "not yet");
    LATER.store(1, Ordering::Relaxed);
    assert_eq!(wear(&server, &lecturer, mask).await.location(), "/courses");
    LATER.store(4, Ordering::Relaxed);
    assert!(runs(&server, &lecturer, "MED-201").await, "the last day is included");
    LATER.store(5, Ordering::Relaxed);
    has_ended(&server, &lecturer).await;
}

#[tokio::test]
async fn a_mask_ends_when_its_lender_leaves() {
    let server = Server::start().await;
    let (lecturer, _) = worn(&server, "director", "lecturer").await;
    server.store.begin(&SYSTEM).await.unwrap().delete_users(&[id(&server, "director").await]).await.unwrap();
    has_ended(&server, &lecturer).await;
}

/// What a profile is, with another permission.
fn also(profile: &Profile, group: &str, role: &str) -> Checked {
    let mut permissions = profile.permissions.clone();
    let grant = Grant { organisation: OrganisationId(1), group: group.to_owned(), role: role.to_owned() };
    permissions.push(Permission { grant, track: None });
    Checked {
        username: profile.username.clone(),
        email: profile.email.clone(),
        number: profile.number.clone(),
        first: profile.first.clone(),
        middle: profile.middle.clone(),
        last: profile.last.clone(),
        gender: profile.gender.clone(),
        status: profile.status,
        access_start: profile.access_start,
        access_finish: profile.access_finish,
        entry_year: profile.entry_year,
        grad_year: profile.grad_year,
        student_admin: profile.student_admin,
        details: profile.details.clone(),
        departments: profile.departments.clone(),
        permissions,
    }
}

#[tokio::test]
async fn a_student_wears_no_mask_and_is_refused_on_administration_pages_even_where_they_did() {
    let server = Server::start().await;
    let student = server.session_of("student").await;
    assert_eq!(server.get(Some(&student), "/masks").await.status, StatusCode::FORBIDDEN);
    let given = lent_from(&server, "staffadmin", "student", today()).await;
    assert_eq!(wear(&server, &student, given).await.location(), "/masks?problem=gone");
    assert_eq!(server.get(Some(&student), "/admin/users").await.status, StatusCode::FORBIDDEN);
    let admin = server.session_of("staffadmin").await;
    let draft = json!({"borrower": id(&server, "student").await, "starts": today().to_string(),
        "finishes": today().to_string()});
    let (_, answer) = call(&server, &admin, "masks/lend", &json!({"draft": draft})).await;
    assert_eq!(answer["Problems"][0]["field"], "Borrower", "{answer}");
    let (_, found) = call(&server, &admin, "masks/search", &json!({"typed": "nguyễn, thu"})).await;
    assert_eq!(found, json!([]), "{found}");

    let (coordinator, _) = worn(&server, "staffadmin", "coordinator").await;
    assert_eq!(server.get(Some(&coordinator), "/admin/users").await.status, StatusCode::OK);
    let wearer = server.store.user(id(&server, "coordinator").await).await.unwrap().unwrap();
    let studies = also(&wearer, "student", "student");
    server.store.begin(&SYSTEM).await.unwrap().save_user(wearer.id, wearer.version, &studies, None).await.unwrap();
    for path in ["/admin/users", "/admin/anything"] {
        let answer = server.get(Some(&coordinator), path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.body.contains("Learners cannot enter the administration."), "{path}");
    }
    let (status, _) = call(&server, &coordinator, "admin/users/new", &json!({})).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_mask_is_worn_by_whom_it_was_lent_to_and_nobody_else() {
    let server = Server::start().await;
    let mask = lent_from(&server, "director", "lecturer", today()).await;
    for who in ["tutor", "coordinator", "director"] {
        let cookie = server.session_of(who).await;
        assert_eq!(wear(&server, &cookie, mask).await.location(), "/masks?problem=gone", "{who}");
    }
    assert!(wear(&server, "__Host-coterie=none", mask).await.location().starts_with("/sign-in"));
    let alumni = server.session_of("alumni").await;
    let nobody = json!({"borrower": id(&server, "alumni").await, "starts": today().to_string(),
        "finishes": today().to_string()});
    let (_, answer) = call(&server, &alumni, "masks/lend", &json!({"draft": nobody})).await;
    assert_eq!(answer["Problems"][0]["field"], "Borrower", "not to oneself: {answer}");
}
