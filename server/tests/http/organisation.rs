//! The organisation switcher (SPEC P5): it narrows what is shown, never what may be done.

use crate::support::Server;
use axum::http::StatusCode;
use domain::id::OrganisationId;
use domain::user::Filter;
use serde_json::{Value, json};

const MEDICINE: OrganisationId = OrganisationId(1);
const NURSING: OrganisationId = OrganisationId(2);

async fn call(server: &Server, cookie: &str, what: &str, body: &Value) -> Value {
    let answer = server.call(Some(cookie), &format!("/api/{what}"), body).await;
    assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// Chooses what to look at; answers where that leads.
async fn choose(server: &Server, cookie: &str, organisation: &str, next: &str) -> String {
    let form = format!("organisation={organisation}&next={next}");
    server.post_form(Some(cookie), "/organisation", &form).await.location().to_owned()
}

/// The organisations of the courses in the list.
async fn courses(server: &Server, cookie: &str) -> Vec<i64> {
    let list = call(server, cookie, "courses/list", &json!({})).await;
    let of = |course: &Value| course["row"]["course"]["organisation"].as_i64().unwrap();
    let mut organisations: Vec<i64> = list.as_array().unwrap().iter().map(of).collect();
    organisations.sort_unstable();
    organisations.dedup();
    organisations
}

async fn users(server: &Server, cookie: &str, organisation: Option<OrganisationId>) -> Value {
    let filter = Filter { organisation, ..Filter::default() };
    call(server, cookie, "admin/users/list", &json!({"filter": filter})).await
}

#[tokio::test]
async fn who_has_several_organisations_can_choose_and_who_has_one_reads_its_name() {
    let server = Server::start().await;
    for (who, several) in [("medtech", true), ("tutor", true), ("staffadmin", false), ("student", false)] {
        let cookie = server.session_of(who).await;
        let page = server.get(Some(&cookie), "/courses").await.body;
        assert_eq!(page.contains("action=\"/organisation\""), several, "{who}");
        assert_eq!(page.contains("name=\"organisation\" value=\"2\""), several, "{who}");
        assert!(page.contains("School of Medicine"), "{who}");
    }
}

#[tokio::test]
async fn what_is_chosen_narrows_every_list_until_all_are_chosen_again() {
    let server = Server::start().await;
    let cookie = server.session_of("medtech").await;
    let everyone = users(&server, &cookie, None).await["page"]["total"].clone();
    assert_eq!(courses(&server, &cookie).await, [1, 2]);
    assert_eq!(choose(&server, &cookie, "2", "%2Fadmin%2Fusers%3Fq%3Da%26organisation%3D1").await, "/admin/users?q=a");
    assert_eq!(courses(&server, &cookie).await, [2]);
    let nursing = users(&server, &cookie, None).await;
    assert_eq!(nursing["page"]["total"], users(&server, &cookie, Some(NURSING)).await["page"]["total"]);
    assert_eq!(nursing["lists"]["organisations"], json!([[2, "School of Nursing"]]));
    let medicine = users(&server, &cookie, Some(MEDICINE)).await["page"]["total"].clone();
    assert!(medicine.as_i64() > nursing["page"]["total"].as_i64(), "an address that names one shows that one");
    let settings = call(&server, &cookie, "admin/settings/read", &json!({})).await;
    assert_eq!(settings["organisations"].as_array().unwrap().len(), 1);
    assert_eq!(settings["organisations"][0][0], 2);
    let first = call(&server, &cookie, "admin/users/new", &json!({})).await["organisations"].clone();
    assert_eq!((&first[0][0], first.as_array().unwrap().len()), (&json!(2), 2), "all can be given, this one first");
    let found = call(&server, &cookie, "people/search", &json!({"query": "a"})).await;
    for card in found["cards"].as_array().unwrap() {
        assert!(card["grants"].as_array().unwrap().iter().all(|grant| grant["organisation"] == 2), "{card}");
    }
    let me = call(&server, &cookie, "session/me", &json!({})).await;
    assert_eq!((&me["organisation"], me["organisations"].as_array().unwrap().len()), (&json!(2), 2));
    let page = server.get(Some(&cookie), "/courses").await.body;
    assert!(page.contains("School of Nursing, choose an organisation"), "{page}");
    choose(&server, &cookie, "", "%2Fcourses").await;
    assert_eq!(courses(&server, &cookie).await, [1, 2]);
    assert_eq!(users(&server, &cookie, None).await["page"]["total"], everyone);
}

#[tokio::test]
async fn the_log_shows_what_was_done_in_the_organisation_that_is_looked_at() {
    let server = Server::start().await;
    let cookie = server.session_of("medtech").await;
    let body = json!({"organisation": 2, "switch": "profile_pronoun_enabled", "on": true});
    call(&server, &cookie, "admin/settings/switch", &body).await;
    for (chosen, seen) in [("1", 0), ("2", 1), ("", 1)] {
        choose(&server, &cookie, chosen, "%2F").await;
        let log = call(&server, &cookie, "admin/audit", &json!({"query": "pronoun", "before": null})).await;
        assert_eq!(log["rows"].as_array().unwrap().len(), seen, "{chosen:?}: {log}");
    }
}

#[tokio::test]
async fn what_may_be_done_stays_whatever_is_looked_at() {
    let server = Server::start().await;
    let cookie = server.session_of("tutor").await;
    choose(&server, &cookie, "2", "%2F").await;
    assert_eq!(courses(&server, &cookie).await, [2]);
    assert_eq!(server.get(Some(&cookie), "/courses/MED-201/groups").await.status, StatusCode::OK);
    let learners = call(&server, &cookie, "tutoring/list", &json!({})).await;
    assert!(!learners["groups"].as_array().unwrap().is_empty(), "one's own learners are never left out");
    // Nobody looks into an organisation by choosing it.
    let lecturer = server.session_of("lecturer").await;
    assert_eq!(choose(&server, &lecturer, "2", "%2F%2Fevil.example").await, "/courses");
    assert_eq!(courses(&server, &lecturer).await, [1]);
    assert_eq!(call(&server, &lecturer, "session/me", &json!({})).await["organisation"], Value::Null);
}
