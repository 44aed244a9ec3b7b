//! That every page ends, whatever else the process does meanwhile.

use crate::support::Server;
use axum::http::{HeaderValue, Method, StatusCode, header};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::task::JoinSet;

/// Pages that ask for much, for little, and for what is refused at once.
const PAGES: [&str; 4] = ["/courses", "/courses/MED-201/groups", "/sign-in", "/admin/outbox"];

/// Asks `askers` times at once for all of the pages, that many rounds, and answers the status of each, in turn.
async fn ask(server: &Arc<Server>, method: &Method, askers: usize, rounds: usize) -> Vec<StatusCode> {
    let cookie = Arc::new(server.session_of("coordinator").await);
    let mut asking = JoinSet::new();
    for _ in 0..askers {
        let (server, cookie, method) = (server.clone(), cookie.clone(), method.clone());
        asking.spawn(async move {
            let mut found = Vec::new();
            for path in PAGES.iter().cycle().take(rounds * PAGES.len()) {
                let answer = server.send(Server::request(method.clone(), Some(&cookie), path, None, "")).await;
                assert_eq!(answer.body.is_empty(), method == Method::HEAD, "{path}");
                found.push(answer.status);
            }
            found
        });
    }
    // A page that panics outside its own thread takes the asker with it.
    asking.join_all().await.concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn heads_of_pages_end_however_many_are_asked_for_at_once() {
    let server = Arc::new(Server::start().await);
    let expected = [StatusCode::OK, StatusCode::OK, StatusCode::OK, StatusCode::FORBIDDEN];
    for method in [Method::GET, Method::HEAD] {
        let found = ask(&server, &method, 16, 4).await;
        let right = found.iter().zip(expected.iter().cycle()).all(|(found, expected)| found == expected);
        assert!(right, "{method}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_page_is_lost_while_other_servers_start() {
    let server = Arc::new(Server::start().await);
    let over = Arc::new(AtomicBool::new(false));
    let starting = {
        let (server, over) = (server.clone(), over.clone());
        std::thread::spawn(move || {
            let mut started = 0;
            while !over.load(Ordering::Relaxed) {
                server.router_beside();
                started += 1;
            }
            started
        })
    };
    let found = ask(&server, &Method::GET, 8, 4).await;
    over.store(true, Ordering::Relaxed);
    assert!(starting.join().unwrap() > 0);
    assert!(found.iter().all(|status| !status.is_server_error()), "{found:?}");
}

/// How an answer to someone who takes gzip is encoded, where `site` says who asks.
async fn encoding(server: &Server, method: Method, path: &str, body: &str, site: Option<&'static str>) -> String {
    let cookie = server.session_of("coordinator").await;
    let mut request = Server::request(method, Some(&cookie), path, Some("application/json"), body.to_owned());
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br, zstd"));
    headers.remove("sec-fetch-site");
    if let Some(site) = site {
        headers.insert("sec-fetch-site", HeaderValue::from_static(site));
    }
    // Not read to the end: a live stream has none.
    let answer = server.open(request).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.headers().get(header::CONTENT_ENCODING).map_or("none", |value| value.to_str().unwrap()).to_owned()
}

#[tokio::test]
async fn pages_are_compressed_but_not_those_that_another_site_asks_for() {
    let server = Server::start().await;
    for path in ["/courses/MED-201/groups", "/courses/MED-201/board", "/courses", "/profile"] {
        for (site, expected) in [
            (None, "gzip"),
            (Some("same-origin"), "gzip"),
            (Some("none"), "gzip"),
            (Some("cross-site"), "none"),
            (Some("same-site"), "none"),
        ] {
            assert_eq!(encoding(&server, Method::GET, path, "", site).await, expected, "{path} {site:?}");
        }
    }
    let plain = server.get(Some(&server.session_of("coordinator").await), "/courses").await;
    assert!(!plain.headers.contains_key(header::CONTENT_ENCODING), "who does not take it");
    assert_eq!(plain.headers[header::VARY], "accept-encoding");
    assert_eq!(plain.headers[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn what_is_no_page_is_never_compressed() {
    let server = Server::start().await;
    let course = server.store.course("MED-201").await.unwrap().unwrap();
    let period = server.store.periods(course.id).await.unwrap()[0].id;
    let stream = format!("/api/groups/live?course=MED-201&period={period}");
    let export = format!("/courses/MED-201/groups/export.csv?period={period}");
    for (method, path, body) in [
        (Method::GET, stream.as_str(), ""),
        (Method::GET, export.as_str(), ""),
        (Method::POST, "/api/session/me", "{}"),
        (Method::POST, "/api/courses/list", "{}"),
    ] {
        assert_eq!(encoding(&server, method, path, body, Some("same-origin")).await, "none", "{path}");
    }
}
