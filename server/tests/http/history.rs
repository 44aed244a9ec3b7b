//! The history over HTTP, as its page asks for it (SPEC G11).

use crate::support::Server;
use axum::http::StatusCode;
use domain::groups::Version;
use domain::groups::history::Wish;
use domain::id::{GroupId, PeriodId};
use serde_json::{Value, json};

/// A coordinator on the history of MED-201.
struct Reader<'s> {
    server: &'s Server,
    cookie: String,
    period: PeriodId,
}

impl<'s> Reader<'s> {
    async fn new(server: &'s Server) -> Self {
        let course = server.store.course("MED-201").await.unwrap().unwrap();
        let mut found = None;
        for period in server.store.periods(course.id).await.unwrap() {
            if !server.store.dashboard(course.id, period.id).await.unwrap().groups.is_empty() {
                found = Some(period.id);
            }
        }
        Self { server, cookie: server.session_of("coordinator").await, period: found.unwrap() }
    }

    async fn call(&self, what: &str, body: Value) -> (StatusCode, Value) {
        let answer = self.server.call(Some(&self.cookie), &format!("/api/{what}"), &body).await;
        (answer.status, serde_json::from_str(&answer.body).unwrap())
    }

    async fn groups(&self) -> (Version, Vec<GroupId>) {
        let course = self.server.store.course("MED-201").await.unwrap().unwrap();
        let dashboard = self.server.store.dashboard(course.id, self.period).await.unwrap();
        (dashboard.version, dashboard.groups.iter().map(|group| group.id).collect())
    }

    async fn delete(&self, groups: &[GroupId]) -> Value {
        let (base, _) = self.groups().await;
        let body = json!({"code": "MED-201", "period": self.period, "base": base, "groups": groups});
        let (status, entry) = self.call("groups/delete", body).await;
        assert_eq!(status, StatusCode::OK, "{entry}");
        entry
    }

    async fn undo(&self, entry: &Value) -> (StatusCode, Value) {
        self.call("groups/undo", json!({"code": "MED-201", "period": self.period, "entry": entry["id"]})).await
    }

    async fn entries(&self) -> Vec<Value> {
        let body = json!({"code": "MED-201", "period": self.period, "wish": Wish::default(), "at": null});
        let (status, page) = self.call("history/view", body).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        page["shown"]["Entries"]["rows"].as_array().unwrap().clone()
    }

    async fn then(&self, at: i64) -> (StatusCode, Value) {
        let body = json!({"code": "MED-201", "period": self.period, "wish": Wish::default(), "at": at});
        self.call("history/view", body).await
    }
}

#[tokio::test]
async fn an_entry_is_undone_marked_and_done_again() {
    let server = Server::start().await;
    let reader = Reader::new(&server).await;
    let (_, groups) = reader.groups().await;
    let deleted = reader.delete(&groups[..2]).await;
    assert_eq!(reader.entries().await[0]["standing"], json!("Stands"));
    let (status, undone) = reader.undo(&deleted).await;
    assert_eq!((status, undone["words"].as_str().unwrap()), (StatusCode::OK, "Undone: 2 groups deleted."));
    assert_eq!(reader.groups().await.1, groups);
    let entries = reader.entries().await;
    assert_eq!(entries[1]["standing"]["Undone"]["id"], undone["id"]);
    assert_eq!(entries[0]["kind"], json!("undone"));
    let (status, redone) = reader.undo(&undone).await;
    assert_eq!((status, redone["words"].as_str().unwrap()), (StatusCode::OK, "Redone: 2 groups deleted."));
    assert_eq!(reader.groups().await.1, groups[2..]);
}

#[tokio::test]
async fn what_stands_in_the_way_of_an_undo_is_told() {
    let server = Server::start().await;
    let reader = Reader::new(&server).await;
    let (_, groups) = reader.groups().await;
    let first = reader.delete(&groups[..1]).await;
    let name = first["words"].as_str().unwrap().trim_end_matches(" deleted.").to_owned();
    let (base, _) = reader.groups().await;
    let nobody: [i64; 0] = [];
    let edit = json!({"rename": name, "remove_members": nobody, "add_members": nobody, "remove_tutors": nobody,
        "set_tutors": nobody});
    let body = json!({"code": "MED-201", "group": groups[1], "base": base, "edit": edit});
    let (_, renamed) = reader.call("groups/edit", body).await;
    let (status, refusal) = reader.undo(&first).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(refusal["Refused"]["why"]["InTheWay"]["later"], renamed);
    let entries = reader.entries().await;
    assert_eq!(entries[1]["standing"]["Held"]["InTheWay"]["later"], renamed);
}

#[tokio::test]
async fn the_groups_are_seen_as_they_were_and_restored_on_the_version_that_was_looked_at() {
    let server = Server::start().await;
    let reader = Reader::new(&server).await;
    let (before, groups) = reader.groups().await;
    reader.delete(&groups).await;
    let (status, page) = reader.then(before.0).await;
    assert_eq!(status, StatusCode::OK);
    let then = &page["shown"]["Then"]["then"];
    assert_eq!(then["groups"].as_array().unwrap().len(), groups.len());
    assert_eq!(reader.then(before.0 + 9).await.0, StatusCode::NOT_FOUND);
    let restore = |base: i64| json!({"code": "MED-201", "period": reader.period, "base": base, "to": before});
    let (status, refusal) = reader.call("history/restore", restore(before.0)).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(refusal["Refused"]["why"]["Stale"].is_object(), "{refusal}");
    let (status, restored) = reader.call("history/restore", restore(then["version"].as_i64().unwrap())).await;
    assert_eq!(status, StatusCode::OK, "{restored}");
    assert_eq!(reader.groups().await.1, groups);
}
