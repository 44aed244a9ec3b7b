//! Users over HTTP: nobody gives more than they hold, or reaches an account above their own (SPEC 1, U4).

use crate::support::Server;
use axum::http::StatusCode;
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::user::{Checked, Filter, Permission, UserDraft};
use serde_json::{Value, json};
use store::NewAccount;

const MEDICINE: OrganisationId = OrganisationId(1);
const NURSING: OrganisationId = OrganisationId(2);

fn held(organisation: OrganisationId, group: &str, role: &str) -> Permission {
    let grant = Grant { organisation, group: group.to_owned(), role: role.to_owned() };
    Permission { grant, track: None }
}

fn draft(username: &str, permissions: Vec<Permission>) -> UserDraft {
    UserDraft {
        username: username.to_owned(),
        email: format!("{username}@school.example"),
        first: "Nova".to_owned(),
        last: "Newman".to_owned(),
        permissions,
        ..UserDraft::default()
    }
}

async fn id(server: &Server, username: &str) -> UserId {
    server.store.account_by_username(username).await.unwrap().unwrap().user
}

/// Calls a function of the users' pages as `who`.
async fn ask(server: &Server, who: &str, what: &str, body: &Value) -> (StatusCode, Value) {
    let cookie = server.session_of(who).await;
    let answer = server.call(Some(&cookie), &format!("/api/admin/users/{what}"), body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_new_user_signs_in_with_the_password_that_was_told_once_and_must_change_it() {
    let server = Server::start().await;
    let new = draft("nova", vec![held(MEDICINE, "student", "student")]);
    let (status, answer) = ask(&server, "staffadmin", "add", &json!({"draft": new})).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let password = answer["Done"]["password"].as_str().unwrap();
    let signed_in = server.post_form(None, "/sign-in", &format!("username=nova&password={password}")).await;
    assert_eq!(signed_in.location(), "/password?problem=due");
    let (_, again) = ask(&server, "staffadmin", "add", &json!({"draft": new})).await;
    assert_eq!(again["Problems"][0]["field"], "Username", "{again}");
}

#[tokio::test]
async fn nobody_gives_what_is_not_theirs_to_give() {
    let server = Server::start().await;
    for (who, permission, allowed) in [
        ("staffadmin", held(MEDICINE, "staff", "admin"), true),
        ("staffadmin", held(MEDICINE, "medtech", "admin"), false),
        ("staffadmin", held(NURSING, "student", "student"), false),
        ("medtech", held(NURSING, "medtech", "admin"), true),
        ("medtech", held(NURSING, "staff", "king"), false),
        ("facultyadmin", held(MEDICINE, "student", "student"), false),
    ] {
        let new =
            draft(&format!("by-{who}-{}-{}", permission.grant.group, permission.grant.role), vec![permission.clone()]);
        let (status, answer) = ask(&server, who, "add", &json!({"draft": new})).await;
        assert_eq!(status.is_success() && answer.get("Done").is_some(), allowed, "{who} {permission:?}: {answer}");
        assert_eq!(server.store.account_by_username(&new.username).await.unwrap().is_some(), allowed);
    }
}

#[tokio::test]
async fn an_account_of_higher_rank_or_of_another_school_is_not_there() {
    let server = Server::start().await;
    let root = id(&server, "medtech").await;
    let (status, _) = ask(&server, "staffadmin", "one", &json!({"id": root})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    for (what, body) in [
        ("save", json!({"id": root, "base": 0, "draft": draft("medtech", vec![held(MEDICINE, "student", "student")])})),
        ("delete", json!({"users": [id(&server, "lecturer").await, root]})),
    ] {
        let (status, answer) = ask(&server, "staffadmin", what, &body).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{what}: {answer}");
    }
    for kept in ["medtech", "lecturer"] {
        assert!(!server.store.account_by_username(kept).await.unwrap().unwrap().deleted, "{kept}");
    }
    let filter = Filter { organisation: Some(NURSING), ..Filter::default() };
    let (_, listed) = ask(&server, "staffadmin", "list", &json!({"filter": filter})).await;
    assert_eq!(listed["page"]["total"], 0);
}

#[tokio::test]
async fn what_someone_holds_elsewhere_survives_a_save_and_nobody_locks_themselves_out() {
    let server = Server::start().await;
    let tutor = id(&server, "tutor").await;
    let before = server.store.user(tutor).await.unwrap().unwrap();
    assert!(before.permissions.iter().any(|permission| permission.grant.organisation == NURSING));
    let mut draft = UserDraft::of(&before);
    draft.last = "Lind".to_owned();
    draft.permissions.retain(|permission| permission.grant.organisation == MEDICINE);
    let body = json!({"id": tutor, "base": before.version, "draft": draft});
    let (status, answer) = ask(&server, "staffadmin", "save", &body).await;
    assert_eq!((status, &answer["Saved"]["version"]), (StatusCode::OK, &json!(before.version + 1)), "{answer}");
    let after = server.store.user(tutor).await.unwrap().unwrap();
    assert_eq!((after.last.as_str(), after.permissions), ("Lind", before.permissions));
    assert_eq!(ask(&server, "staffadmin", "save", &body).await.1, json!("Stale"));
    // An account that reaches further than the admin is not theirs to open, lock or delete.
    let reaching = server.store.user(tutor).await.unwrap().unwrap();
    for change in [
        (|draft| draft.email = "mine@school.example".to_owned()) as fn(&mut UserDraft),
        |draft| draft.username = "mine".to_owned(),
        |draft| draft.disabled = true,
        |draft| draft.access_finish = "2020-01-01".to_owned(),
    ] {
        let mut draft = UserDraft::of(&reaching);
        change(&mut draft);
        let body = json!({"id": tutor, "base": reaching.version, "draft": draft});
        let (status, answer) = ask(&server, "staffadmin", "save", &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        assert_eq!(server.store.user(tutor).await.unwrap().unwrap(), reaching);
    }
    let (status, _) = ask(&server, "staffadmin", "delete", &json!({"users": [tutor]})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&server, "medtech", "delete", &json!({"users": [tutor]})).await.1, json!(1));
    let back = json!({"id": tutor, "permissions": [held(MEDICINE, "staff", "staff")]});
    assert_eq!(ask(&server, "staffadmin", "reactivate", &back).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let own = id(&server, "staffadmin").await;
    let (status, _) = ask(&server, "staffadmin", "delete", &json!({"users": [own]})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let profile = server.store.user(own).await.unwrap().unwrap();
    for change in [
        (|draft| draft.disabled = true) as fn(&mut UserDraft),
        |draft| draft.access_start = "2100-01-01".to_owned(),
        |draft| draft.access_finish = "2100-01-01".to_owned(),
        |draft| draft.permissions = vec![held(MEDICINE, "staff", "staff")],
        |draft| draft.permissions.push(held(MEDICINE, "student", "student")),
    ] {
        let mut draft = UserDraft::of(&profile);
        change(&mut draft);
        let body = json!({"id": own, "base": profile.version, "draft": draft});
        assert_eq!(ask(&server, "staffadmin", "save", &body).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_deleted_user_is_out_at_once_and_comes_back_with_new_permissions_only() {
    let server = Server::start().await;
    let lecturer = id(&server, "lecturer").await;
    let open = server.session_of("lecturer").await;
    assert_eq!(ask(&server, "staffadmin", "delete", &json!({"users": [lecturer]})).await.1, json!(1));
    assert!(server.get(Some(&open), "/courses").await.location().starts_with("/sign-in"));
    let body = json!({"id": lecturer, "permissions": [held(MEDICINE, "medtech", "admin")]});
    assert_eq!(ask(&server, "staffadmin", "reactivate", &body).await.0, StatusCode::FORBIDDEN);
    let body = json!({"id": lecturer, "permissions": [held(MEDICINE, "staff", "staff")]});
    assert_eq!(ask(&server, "staffadmin", "reactivate", &body).await.0, StatusCode::OK);
    let back = server.store.user(lecturer).await.unwrap().unwrap();
    assert_eq!((back.deleted, back.permissions), (false, vec![held(MEDICINE, "staff", "staff")]));
}

#[tokio::test]
async fn of_ones_own_profile_only_what_the_switches_allow_can_be_changed() {
    let server = Server::start().await;
    let cookie = server.session_of("lecturer").await;
    let base = server.store.user(id(&server, "lecturer").await).await.unwrap().unwrap().version;
    let save = async |changes: Value| {
        server.call(Some(&cookie), "/api/profile/save", &json!({"base": base, "changes": changes})).await
    };
    let refused = [json!("Username"), json!("Email"), json!({"Detail": "pronoun"}), json!({"Detail": "comments"})];
    for field in refused {
        let answer = save(json!([[field, "x@school.example"]])).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{field}: {}", answer.body);
    }
    let by = store::By { user: None, acted_as: None, at: server::clock::now() };
    server.store.set_switch(MEDICINE, domain::user::Switch::EmailUpdate, true, &by).await.unwrap();
    let taken = save(json!([["Email", "tutor@nowhere"]])).await;
    assert!(taken.body.contains("Problems"), "{}", taken.body);
    let done = save(json!([["Email", "new@school.example"], [{"Detail": "office_hours"}, "Mondays"]])).await;
    assert!(done.body.contains("Saved"), "{}", done.body);
    let now = server.store.user(id(&server, "lecturer").await).await.unwrap().unwrap();
    assert_eq!(now.email, "new@school.example");
    assert_eq!(now.details[&domain::user::Detail::OfficeHours], "Mondays");
    assert!(!now.permissions.is_empty());
}

#[tokio::test]
async fn the_demo_tells_a_whole_school_from_one_whose_founding_was_broken_off() {
    use server::demo::{ACCOUNTS, Standing, standing};
    let server = Server::start().await;
    assert_eq!(standing(&server.store).await.unwrap(), Standing::Founded);
    let folder = tempfile::tempdir().unwrap();
    let store = store::Store::open(&format!("sqlite:{}", folder.path().join("half.db").display())).await.unwrap();
    assert_eq!(standing(&store).await.unwrap(), Standing::Empty);
    let by = store::By { user: None, acted_as: None, at: server::clock::now() };
    let lists = store.user_lists(None).await.unwrap();
    for (at, account) in ACCOUNTS.iter().enumerate() {
        let expected = if at == 0 { Standing::Empty } else { Standing::Other };
        assert_eq!(standing(&store).await.unwrap(), expected);
        let checked = draft(account.username, Vec::new());
        let permissions = vec![held(MEDICINE, "staff", "staff")];
        let checked = UserDraft { permissions, ..checked }.check(&lists).unwrap();
        let checked = Checked { permissions: Vec::new(), ..checked };
        let password_hash = (at + 1 < ACCOUNTS.len()).then(|| "hash".to_owned());
        store
            .begin(&by)
            .await
            .unwrap()
            .add_user(&checked, &NewAccount { password_hash, must_change_password: false })
            .await
            .unwrap();
    }
    assert_eq!(standing(&store).await.unwrap(), Standing::BrokenOff);
}
