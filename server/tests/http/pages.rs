//! That every page ends, whatever else the process does meanwhile.

use crate::support::Server;
use axum::http::{Method, StatusCode};
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
