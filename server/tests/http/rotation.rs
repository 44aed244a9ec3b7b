//! Adding the rounds of a rotation over HTTP: all of them in one act, or nothing.

use crate::support::Server;
use axum::http::StatusCode;
use domain::groups::Version;
use domain::id::{CourseId, PeriodId, UserId};
use serde_json::{Value, json};

/// The course and period that the coordinator works on, and everyone enrolled there.
struct Place {
    server: Server,
    cookie: String,
    course: CourseId,
    period: PeriodId,
    version: Version,
    enrolled: Vec<UserId>,
}

impl Place {
    async fn open() -> Self {
        let server = Server::start().await;
        let cookie = server.session_of("coordinator").await;
        let (status, start) = call(&server, &cookie, "new", &json!({"code": "MED-201", "period": null})).await;
        assert_eq!(status, StatusCode::OK, "{start}");
        let course = server.store.course("MED-201").await.unwrap().unwrap().id;
        let period = PeriodId(start["period"].as_i64().unwrap());
        let version = server.store.dashboard(course, period).await.unwrap().version;
        let learners = start["learners"].as_array().unwrap().iter();
        let enrolled = learners.map(|learner| UserId(learner["person"]["id"].as_i64().unwrap())).collect();
        Self { server, cookie, course, period, version, enrolled }
    }

    async fn add(&self, rounds: &[Value], everyone: bool) -> (StatusCode, Value) {
        let body = json!({"code": "MED-201", "period": self.period, "base": self.version, "rounds": rounds,
            "everyone": everyone});
        call(&self.server, &self.cookie, "add-rounds", &body).await
    }

    /// The names and sizes of the groups that are there, of those that a rotation made.
    async fn made(&self) -> Vec<(String, u32)> {
        let dashboard = self.server.store.dashboard(self.course, self.period).await.unwrap();
        let groups = dashboard.groups.into_iter().filter(|group| group.name.as_str().starts_with("Block"));
        groups.map(|group| (group.name.to_string(), group.members)).collect()
    }
}

async fn call(server: &Server, cookie: &str, what: &str, body: &Value) -> (StatusCode, Value) {
    let answer = server.call(Some(cookie), &format!("/api/groups/{what}"), body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

/// A round of groups of these learners.
fn round(number: usize, groups: &[&[UserId]]) -> Value {
    let group = |(at, members): (usize, &&[UserId])| {
        let nobody: [i64; 0] = [];
        json!({"name": format!("Block {number} PBL {}", at + 1), "members": members, "tutors": nobody})
    };
    let groups: Vec<Value> = groups.iter().enumerate().map(group).collect();
    json!({"set": format!("Block {number}"), "groups": groups})
}

/// Two rounds of two groups: halves, then every other one.
fn two_rounds(learners: &[UserId]) -> [Value; 2] {
    let (front, back) = learners.split_at(learners.len() / 2);
    let every = |from: usize| learners.iter().copied().skip(from).step_by(2).collect::<Vec<_>>();
    [round(1, &[front, back]), round(2, &[&every(0), &every(1)])]
}

#[tokio::test]
async fn rounds_are_added_in_one_act_and_one_undo_takes_them_back() {
    let place = Place::open().await;
    let (status, entry) = place.add(&two_rounds(&place.enrolled), true).await;
    assert_eq!(status, StatusCode::OK, "{entry}");
    assert_eq!(entry["words"], "4 groups in 2 rounds created with 160 learners.");
    let names = ["Block 1 PBL 1", "Block 1 PBL 2", "Block 2 PBL 1", "Block 2 PBL 2"];
    assert_eq!(place.made().await, names.map(|name| (name.to_owned(), 80)));
    let dashboard = place.server.store.dashboard(place.course, place.period).await.unwrap();
    let sets = dashboard.sets.iter().filter(|set| set.name.as_str().starts_with("Block"));
    assert_eq!(sets.map(|set| (set.groups, set.several)).collect::<Vec<_>>(), [(2, false), (2, false)]);
    assert_eq!(dashboard.version, Version(place.version.0 + 1), "one act");
    let undo = json!({"code": "MED-201", "period": place.period, "entry": entry["id"]});
    let (status, undone) = call(&place.server, &place.cookie, "undo", &undo).await;
    assert_eq!(status, StatusCode::OK, "{undone}");
    assert_eq!(place.made().await, []);
}

#[tokio::test]
async fn a_stale_page_adds_nothing_and_is_told_what_changed() {
    let place = Place::open().await;
    let nobody: [i64; 0] = [];
    let set = json!({"New": {"name": "Other", "several": false}});
    let groups = json!([{"name": "Other 1", "members": nobody, "tutors": nobody}]);
    let wanted = json!({"into": {"New": {"set": set, "groups": groups}}, "everyone": false, "formed": null});
    let body = json!({"code": "MED-201", "period": place.period, "base": place.version, "wanted": wanted});
    assert_eq!(call(&place.server, &place.cookie, "add", &body).await.0, StatusCode::OK);
    let (status, answer) = place.add(&two_rounds(&place.enrolled), true).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let since = &answer["Refused"]["why"]["Stale"]["since"];
    assert_eq!(since[0]["words"], "1 group created, empty.", "{answer}");
    assert_eq!(place.made().await, []);
}

#[tokio::test]
async fn who_is_not_enrolled_cannot_be_seated() {
    let place = Place::open().await;
    let stranger = place.server.store.account_by_username("lecturer").await.unwrap().unwrap().user;
    let mut learners = place.enrolled.clone();
    learners[0] = stranger;
    let (status, answer) = place.add(&two_rounds(&learners), false).await;
    assert_eq!((status, &answer["Refused"]["why"]["NotEnrolled"]["learner"]), (StatusCode::CONFLICT, &json!(stranger)));
    assert_eq!(place.made().await, []);
}

#[tokio::test]
async fn every_round_seats_the_same_learners_each_once() {
    let place = Place::open().await;
    let learners = &place.enrolled[..8];
    let other = &place.enrolled[1..9];
    for rounds in [
        // One twice in a group, one in two groups of a round, one in one round only, and another in the other.
        vec![round(1, &[&[learners[0], learners[0]]])],
        vec![round(1, &[learners, &learners[..1]])],
        vec![round(1, &[learners]), round(2, &[&learners[1..]])],
        vec![round(1, &[learners]), round(2, &[other])],
    ] {
        let (status, answer) = place.add(&rounds, false).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
    }
    assert_eq!(place.made().await, []);
    // All, where all were meant; some, where some were.
    let (status, answer) = place.add(&two_rounds(learners), true).await;
    assert_eq!((status, &answer["Refused"]["why"]), (StatusCode::CONFLICT, &json!("PreviewMoved")));
    assert_eq!(place.add(&two_rounds(learners), false).await.0, StatusCode::OK);
}

#[tokio::test]
async fn names_that_exist_and_rounds_without_end_are_refused() {
    let place = Place::open().await;
    let learners = &place.enrolled[..4];
    let twice = [round(1, &[learners]), round(1, &[learners])];
    let (status, answer) = place.add(&twice, false).await;
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
    let many: Vec<Value> = (1..=51).map(|number| round(number, &[learners])).collect();
    assert_eq!(place.add(&many, false).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(place.add(&[], false).await.0, StatusCode::CONFLICT);
    assert_eq!(place.made().await, []);
}
