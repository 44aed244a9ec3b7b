//! Cohorts over HTTP (SPEC U8): each is its organisation's.

use crate::support::Server;
use axum::http::StatusCode;
use domain::id::{CohortId, OrganisationId};
use serde_json::{Value, json};

const NURSING: OrganisationId = OrganisationId(2);

async fn call(server: &Server, who: &str, what: &str, body: &Value) -> (StatusCode, Value) {
    let cookie = server.session_of(who).await;
    let answer = server.call(Some(&cookie), &format!("/api/admin/cohorts/{what}"), body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_class_is_made_filled_and_deleted_by_who_manages_its_users() {
    let server = Server::start().await;
    let body = json!({"organisation": 1, "name": "  Class  of 1999 ", "fill": true});
    let (status, class) = call(&server, "staffadmin", "add", &body).await;
    assert_eq!(status, StatusCode::OK, "{class}");
    let (_, there) = call(&server, "staffadmin", "one", &json!({"id": class})).await;
    assert_eq!((&there["cohort"]["name"], &there["members"]), (&json!("Class of 1999"), &json!([])));
    let (status, _) = call(&server, "staffadmin", "add", &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "one of a name");
    let learner = server.store.account_by_username("student").await.unwrap().unwrap().user;
    let join = json!({"id": class, "join": [learner], "leave": []});
    assert_eq!(call(&server, "staffadmin", "change", &join).await.0, StatusCode::OK);
    let (_, there) = call(&server, "staffadmin", "one", &json!({"id": class})).await;
    assert_eq!(there["members"][0]["id"], json!(learner), "{there}");
    assert_eq!(call(&server, "staffadmin", "delete", &json!({"id": class})).await.0, StatusCode::OK);
    assert_eq!(call(&server, "staffadmin", "one", &json!({"id": class})).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_cohorts_of_another_organisation_are_not_there() {
    let server = Server::start().await;
    let by = store::By { user: None, acted_as: None, at: server::clock::now() };
    let CohortId(theirs) = server.store.add_cohort(NURSING, "Class of 2040", false, &by).await.unwrap();
    for (what, body) in [
        ("one", json!({"id": theirs})),
        ("fill", json!({"id": theirs})),
        ("rename", json!({"id": theirs, "name": "Mine"})),
        ("change", json!({"id": theirs, "join": [], "leave": []})),
        ("search", json!({"id": theirs, "typed": "a"})),
        ("delete", json!({"id": theirs})),
    ] {
        assert_eq!(call(&server, "staffadmin", what, &body).await.0, StatusCode::NOT_FOUND, "{what}");
        assert!(call(&server, "medtech", what, &body).await.0.is_success(), "{what}");
    }
}

#[tokio::test]
async fn nobody_adds_to_or_lists_another_organisation() {
    let server = Server::start().await;
    let body = json!({"organisation": NURSING, "name": "Mine", "fill": false});
    assert_eq!(call(&server, "staffadmin", "add", &body).await.0, StatusCode::FORBIDDEN);
    let (_, page) = call(&server, "staffadmin", "list", &json!({})).await;
    let cohorts = page["cohorts"].as_array().unwrap();
    assert!(!cohorts.is_empty() && cohorts.iter().all(|cohort| cohort["organisation"] == 1), "{page}");
    let used = cohorts.iter().find(|cohort| cohort["courses"].as_u64() > Some(0)).unwrap();
    let (status, _) = call(&server, "staffadmin", "delete", &json!({"id": used["id"]})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a course has it");
}
