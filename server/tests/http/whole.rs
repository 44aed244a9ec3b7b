//! What holds for every answer (SPEC W6, DESIGN: sessions, CSRF, content security policy).

use crate::support::Server;
use axum::body::Body;
use axum::http::{Request, StatusCode};

#[tokio::test]
async fn health_is_200_while_the_database_answers() {
    let server = Server::start().await;
    assert_eq!(server.get(None, "/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_allows_scripts_only_with_its_nonce() {
    let server = Server::start().await;
    let (first, second) = (server.get(None, "/sign-in").await, server.get(None, "/sign-in").await);
    let policy = first.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'nonce-"), "{policy}");
    assert!(
        !policy.split("script-src").nth(1).unwrap().split(';').next().unwrap().contains("unsafe-inline"),
        "{policy}"
    );
    assert_ne!(first.headers["content-security-policy"], second.headers["content-security-policy"]);
    for header in ["x-content-type-options", "x-frame-options", "referrer-policy"] {
        assert!(first.headers.contains_key(header), "{header}");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let server = Server::start().await;
    let request = Request::post("/sign-in")
        .header("host", "127.0.0.1:3000")
        .header("origin", "https://evil.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("username=coordinator&password=coterie-demo"))
        .unwrap();
    assert_eq!(server.send(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so() {
    let server = Server::start().await;
    let cookie = server.session_of("coordinator").await;
    let answer = server.get(Some(&cookie), "/no/such/place").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("Not found"), "{}", answer.body);
}

#[tokio::test]
async fn a_page_comes_back_after_signing_in() {
    let server = Server::start().await;
    let answer = server.get(None, "/courses/MED-201/groups?period=2").await;
    assert_eq!(answer.location(), "/sign-in?next=/courses/MED-201/groups%3Fperiod%3D2");
}

#[tokio::test]
async fn pages_and_answers_are_never_kept_by_caches() {
    let server = Server::start().await;
    let cookie = server.session_of("coordinator").await;
    assert_eq!(server.get(Some(&cookie), "/courses").await.headers["cache-control"], "no-store");
}

/// What a page of a role must hold, and no other's.
const AT_ONCE: &[(&str, &str, &str)] = &[
    ("coordinator", "/courses/MED-201/groups", "<title>Groups · MED-201 · Coterie</title>"),
    ("director", "/courses/MED-101/groups", "<title>Groups · MED-101 · Coterie</title>"),
    ("coordinator", "/courses/MED-305/groups/new", "<title>Add New Groups · MED-305 · Coterie</title>"),
    ("staffadmin", "/admin/users", "<title>Manage Users · Coterie</title>"),
    ("student", "/my-groups", "<title>My groups · Coterie</title>"),
    ("lecturer", "/people?q=a", "<title>People · Coterie</title>"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_rendered_at_once_keep_to_themselves() {
    let server = std::sync::Arc::new(Server::start().await);
    let mut asked = tokio::task::JoinSet::new();
    for round in 0..8 {
        for (at, (role, path, title)) in AT_ONCE.iter().enumerate() {
            let server = server.clone();
            asked.spawn(async move {
                let cookie = server.session_of(role).await;
                let answer = server.get(Some(&cookie), path).await;
                assert_eq!(answer.status, axum::http::StatusCode::OK, "{path}, {round}, {at}");
                assert!(answer.body.contains(title), "{path}, {round}: no {title}");
                let policy = answer.headers["content-security-policy"].to_str().unwrap();
                let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
                let scripts = answer.body.matches("<script").count();
                let own = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
                assert!(scripts > 0 && own >= scripts, "{path}, {round}: {own} of {scripts} scripts have the nonce");
            });
        }
    }
    while let Some(ended) = asked.join_next().await {
        ended.unwrap();
    }
}
