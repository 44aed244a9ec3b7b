//! The live stream over HTTP (SPEC G12).

use crate::support::Server;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::groups::acts::rename_set;
use domain::groups::live::{Here, News};
use domain::groups::{Entry, GroupName, Version};
use domain::id::{CourseId, GroupSetId, PeriodId};
use http_body_util::BodyExt as _;
use std::time::Duration;
use store::By;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(10);
const SYSTEM: By = By { user: None, acted_as: None, at: time::OffsetDateTime::UNIX_EPOCH };

/// MED-201 in the period that has groups.
struct Place {
    course: CourseId,
    period: PeriodId,
    set: GroupSetId,
    version: Version,
}

impl Place {
    async fn of(server: &Server, code: &str) -> Self {
        let course = server.store.course(code).await.unwrap().unwrap().id;
        for period in server.store.periods(course).await.unwrap() {
            let dashboard = server.store.dashboard(course, period.id).await.unwrap();
            if let Some(group) = dashboard.groups.first() {
                return Self { course, period: period.id, set: group.set, version: dashboard.version };
            }
        }
        panic!("{code} has no groups");
    }

    fn stream(&self, code: &str) -> String {
        format!("/api/groups/live?course={code}&period={}", self.period)
    }

    /// Changes something.
    async fn act(&self, server: &Server, name: &str) -> Entry {
        let name = GroupName::parse(name).unwrap();
        server
            .store
            .act(self.course, self.period, None, &SYSTEM, |state, _| rename_set(state, self.set, &name))
            .await
            .unwrap()
    }
}

/// An event of a stream.
#[derive(Debug, Default, PartialEq, Eq)]
struct Event {
    kind: String,
    id: String,
    data: String,
}

struct Listener {
    body: Body,
    read: String,
}

impl Listener {
    async fn open(server: &Server, cookie: &str, path: &str) -> Self {
        Self::with(server, Server::request(Method::GET, Some(cookie), path, None, "")).await
    }

    async fn with(server: &Server, request: Request<Body>) -> Self {
        let response = server.open(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self { body: response.into_body(), read: String::new() }
    }

    /// The next event of that kind; what only keeps the line open, and who is here, is passed over. None at the end.
    async fn next(&mut self, kind: &str) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.read.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.read = rest;
                let mut event = Event::default();
                for line in block.lines() {
                    match line.split_once(": ").or_else(|| line.split_once(':')) {
                        Some(("event", kind)) => kind.clone_into(&mut event.kind),
                        Some(("id", id)) => id.clone_into(&mut event.id),
                        Some(("data", data)) => data.clone_into(&mut event.data),
                        _ => {}
                    }
                }
                if event.kind == kind {
                    return Some(event);
                }
            }
            let frame = timeout(PATIENCE, self.body.frame()).await.unwrap()?;
            self.read.push_str(std::str::from_utf8(&frame.unwrap().into_data().unwrap()).unwrap());
        }
    }

    async fn news(&mut self) -> News {
        let event = self.next("news").await.unwrap();
        let news: News = serde_json::from_str(&event.data).unwrap();
        assert_eq!(event.id, news.entry.version.0.to_string());
        news
    }
}

#[tokio::test]
async fn a_change_is_told_with_who_did_it_and_what_it_changed() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let coordinator = server.session_of("coordinator").await;
    let mut listener = Listener::open(&server, &coordinator, &place.stream("MED-201")).await;
    let elsewhere = Place::of(&server, "MED-410").await;
    elsewhere.act(&server, "Not here").await;
    let director = server.session_of("director").await;
    let body = serde_json::json!({"code": "MED-201", "period": place.period, "base": place.version, "set": place.set,
        "name": "Circles"});
    assert_eq!(server.call(Some(&director), "/api/groups/rename-set", &body).await.status, StatusCode::OK);
    let news = listener.news().await;
    assert_eq!(news.entry.actor.as_deref(), Some("Moreau, Élodie"));
    assert_eq!((news.entry.version.0, news.changes.unwrap().len()), (place.version.0 + 1, 1));
}

#[tokio::test]
async fn who_comes_back_hears_what_they_missed_once_and_in_order() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let cookie = server.session_of("coordinator").await;
    let mut entries = Vec::new();
    for n in 0..3 {
        entries.push(place.act(&server, &format!("Missed {n}")).await);
    }
    let since = format!("{}&since={}", place.stream("MED-201"), entries[0].version.0);
    let mut listener = Listener::open(&server, &cookie, &since).await;
    assert_eq!([listener.news().await.entry, listener.news().await.entry], entries[1..]);
    // The browser says itself what it heard last, whatever the address says.
    let mut request = Server::request(Method::GET, Some(&cookie), &since, None, "");
    request.headers_mut().insert("last-event-id", entries[1].version.0.to_string().parse().unwrap());
    let mut again = Listener::with(&server, request).await;
    assert_eq!(again.news().await.entry, entries[2]);
    let next = place.act(&server, "Next").await;
    assert_eq!((listener.news().await.entry, again.news().await.entry), (next.clone(), next));
}

#[tokio::test]
async fn who_was_away_for_too_long_is_told_to_load_anew() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let cookie = server.session_of("coordinator").await;
    let mut last = place.version;
    for n in 0..101 {
        last = place.act(&server, &format!("Missed {n}")).await.version;
    }
    for since in [place.version.0, last.0 + 7] {
        let path = format!("{}&since={since}", place.stream("MED-201"));
        let mut listener = Listener::open(&server, &cookie, &path).await;
        assert_eq!(listener.next("reload").await.unwrap().data, last.0.to_string(), "{since}");
    }
    let path = format!("{}&since={}", place.stream("MED-201"), place.version.0 + 1);
    let mut listener = Listener::open(&server, &cookie, &path).await;
    assert_eq!(listener.news().await.entry.version.0, place.version.0 + 2);
}

#[tokio::test]
async fn the_stream_ends_with_the_session() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let cookie = server.session_of("coordinator").await;
    let mut listener = Listener::open(&server, &cookie, &place.stream("MED-201")).await;
    server.post_form(Some(&cookie), "/sign-out", "").await;
    let end = listener.next("end").await.unwrap();
    assert!(end.data.starts_with("You are signed out."), "{}", end.data);
    place.act(&server, "Not told").await;
    assert_eq!(listener.next("news").await, None);
}

#[tokio::test]
async fn the_stream_ends_when_the_permission_is_lost() {
    let server = Server::start().await;
    let place = Place::of(&server, "NUR-110").await;
    let cookie = server.session_of("tutor").await;
    let mut listener = Listener::open(&server, &cookie, &place.stream("NUR-110")).await;
    let tutor = server.store.account_by_username("tutor").await.unwrap().unwrap().user;
    server.store.begin(&SYSTEM).await.unwrap().delete_users(&[tutor]).await.unwrap();
    assert!(listener.next("end").await.is_some());
    assert_eq!(listener.next("news").await, None);
}

#[tokio::test]
async fn the_stream_ends_with_the_server() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let cookie = server.session_of("coordinator").await;
    let mut listener = Listener::open(&server, &cookie, &place.stream("MED-201")).await;
    server.closing.send_replace(true);
    assert_eq!(listener.next("end").await, None, "they are not told to stay away");
}

#[tokio::test]
async fn who_else_is_here_is_told_as_they_come_and_go() {
    let server = Server::start().await;
    let place = Place::of(&server, "MED-201").await;
    let (coordinator, director) = (server.session_of("coordinator").await, server.session_of("director").await);
    let names = |event: Option<Event>| -> Vec<String> {
        let here: Vec<Here> = serde_json::from_str(&event.unwrap().data).unwrap();
        here.into_iter().map(|here| here.name).collect()
    };
    let mut listener = Listener::open(&server, &coordinator, &place.stream("MED-201")).await;
    let alone = names(listener.next("here").await);
    assert_eq!(alone.len(), 1);
    let mut other = Listener::open(&server, &director, &place.stream("MED-201")).await;
    let both = names(listener.next("here").await);
    assert!(both.len() == 2 && both.contains(&"Moreau, Élodie".to_owned()), "{both:?}");
    assert_eq!(names(other.next("here").await), both);
    drop(other);
    assert_eq!(names(listener.next("here").await), alone);
}
