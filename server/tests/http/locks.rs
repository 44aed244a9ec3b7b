//! Locks and tutors on the board over HTTP (SPEC G10).

use crate::support::Server;
use axum::http::StatusCode;
use domain::groups::CourseGroups;
use domain::id::{CourseId, GroupId, GroupSetId, PeriodId, UserId};
use serde_json::{Value, json};

/// A coordinator at the board of a set of MED-201.
struct Board {
    server: Server,
    cookie: String,
    course: CourseId,
    period: PeriodId,
    set: GroupSetId,
    groups: Vec<GroupId>,
}

impl Board {
    async fn open() -> Self {
        let server = Server::start().await;
        let cookie = server.session_of("coordinator").await;
        let course = server.store.course("MED-201").await.unwrap().unwrap().id;
        for period in server.store.periods(course).await.unwrap() {
            let dashboard = server.store.dashboard(course, period.id).await.unwrap();
            let Some(set) = dashboard.groups.first().map(|group| group.set) else { continue };
            let groups = dashboard.groups.iter().filter(|group| group.set == set).map(|group| group.id).collect();
            return Self { server, cookie, course, period: period.id, set, groups };
        }
        panic!("no groups");
    }

    async fn state(&self) -> CourseGroups {
        self.server.store.course_groups(self.course, self.period).await.unwrap()
    }

    async fn member(&self, group: GroupId) -> UserId {
        *self.state().await.group(group).unwrap().members.first().unwrap()
    }

    async fn ask(&self, cookie: &str, what: &str, body: Value) -> (StatusCode, Value) {
        let mut whole = json!({"code": "MED-201", "period": self.period, "set": self.set});
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        if whole.get("base").is_none() {
            whole["base"] = json!(self.state().await.version);
        }
        let answer = self.server.call(Some(cookie), &format!("/api/{what}"), &whole).await;
        (answer.status, serde_json::from_str(&answer.body).unwrap())
    }

    /// Asks as the coordinator.
    async fn call(&self, what: &str, body: Value) -> (StatusCode, Value) {
        self.ask(&self.cookie, what, body).await
    }

    /// Asks for what is done; answers its entry.
    async fn done(&self, what: &str, body: Value) -> Value {
        let (status, entry) = self.call(what, body).await;
        assert_eq!(status, StatusCode::OK, "{what}: {entry}");
        entry
    }

    /// Asks for what the groups refuse, and changes nothing; answers why.
    async fn refused(&self, what: &str, body: Value) -> Value {
        let before = self.state().await.version;
        let (status, refusal) = self.call(what, body).await;
        assert_eq!(status, StatusCode::CONFLICT, "{what}: {refusal}");
        assert_eq!(self.state().await.version, before);
        refusal["Refused"]["why"].clone()
    }

    async fn page(&self) -> Value {
        self.done("board/view", json!({})).await
    }

    fn takes_out(learner: UserId, group: GroupId) -> Value {
        json!({"moves": [{"learner": learner, "from": group, "to": null}]})
    }
}

#[tokio::test]
async fn a_set_is_locked_shown_so_and_unlocked() {
    let board = Board::open().await;
    assert_eq!(board.page().await["locked"], json!(false));
    let name = board.state().await.set(board.set).unwrap().name.to_string();
    let entry = board.done("board/lock-set", json!({"locked": true})).await;
    assert_eq!(entry["words"], format!("{name} locked."));
    let page = board.page().await;
    assert_eq!((&page["locked"], &page["sets"][0]["locked"]), (&json!(true), &json!(true)));
    assert_eq!(board.refused("board/lock-set", json!({"locked": true})).await, "Nothing");
    board.done("board/lock-set", json!({"locked": false})).await;
    assert_eq!(board.page().await["locked"], json!(false));
}

#[tokio::test]
async fn a_locked_set_refuses_moves_edits_and_undo_and_says_who_locked_it() {
    let board = Board::open().await;
    let (one, learner) = (board.groups[0], board.member(board.groups[0]).await);
    let moved = board.done("board/move", Board::takes_out(learner, one)).await;
    let locked = board.done("board/lock-set", json!({"locked": true})).await;
    let name = board.state().await.set(board.set).unwrap().name.to_string();
    let held = json!({"SetLocked": name});
    let other = board.member(one).await;
    assert_eq!(board.refused("board/move", Board::takes_out(other, one)).await, held);
    assert_eq!(board.refused("groups/delete", json!({"groups": [one]})).await, held);
    let places = json!({"places": [[other, one]], "locked": true});
    assert_eq!(board.refused("board/lock-places", places).await, held);
    let undo = board.refused("groups/undo", json!({"entry": moved["id"]})).await;
    assert_eq!((&undo["InTheWay"]["later"], &undo["InTheWay"]["why"]), (&locked, &held));
    board.done("groups/undo", json!({"entry": locked["id"]})).await;
    board.done("groups/undo", json!({"entry": moved["id"]})).await;
}

#[tokio::test]
async fn a_locked_place_is_shown_and_kept() {
    let board = Board::open().await;
    let (one, two) = (board.groups[0], board.groups[1]);
    let (learner, other) = (board.member(one).await, board.member(two).await);
    let places = |locked: bool| json!({"places": [[learner, one], [other, two]], "locked": locked});
    let entry = board.done("board/lock-places", places(true)).await;
    assert_eq!(entry["words"], "2 placements locked.");
    let page = board.page().await;
    let columns = page["columns"].as_array().unwrap();
    let column = columns.iter().find(|column| column["id"] == json!(one)).unwrap();
    assert_eq!(column["locked"], json!([learner]));
    let refusal = board.refused("board/move", Board::takes_out(learner, one)).await;
    assert_eq!(refusal["PlaceLocked"]["learner"], json!(learner));
    assert!(board.refused("groups/delete", json!({"groups": [two]})).await["PlaceLocked"].is_object());
    board.done("board/lock-places", places(false)).await;
    board.done("board/move", Board::takes_out(learner, one)).await;
}

#[tokio::test]
async fn tutors_move_with_their_title() {
    let board = Board::open().await;
    let state = board.state().await;
    let taught = |id: &&GroupId| !state.group(**id).unwrap().tutors.is_empty();
    let from = *board.groups.iter().find(taught).unwrap();
    let (tutor, kind) = state.group(from).unwrap().tutors.iter().map(|(id, kind)| (*id, *kind)).next().unwrap();
    let to = board.groups.iter().find(|id| !state.group(**id).unwrap().tutors.contains_key(&tutor)).unwrap();
    let moves =
        |from: Option<GroupId>, to: Option<GroupId>| json!({"moves": [{"tutor": tutor, "from": from, "to": to}]});
    let entry = board.done("board/move-tutors", moves(Some(from), Some(*to))).await;
    let words = entry["words"].as_str().unwrap();
    assert!(words.contains(", tutor, moved from ") && words.contains(", "), "{words}");
    let page = board.page().await;
    let columns = page["columns"].as_array().unwrap();
    let tutors = &columns.iter().find(|column| column["id"] == json!(*to)).unwrap()["tutors"];
    let is_there = |other: &Value| other["id"] == json!(tutor) && other["kind"] == json!(kind);
    assert!(tutors.as_array().unwrap().iter().any(is_there), "{tutors}");
    assert!(board.refused("board/move-tutors", moves(None, Some(*to))).await["AlreadyTutor"].is_object());
    assert!(board.refused("board/move-tutors", moves(Some(from), None)).await["NotTutor"].is_object());
    board.done("board/move-tutors", moves(Some(*to), None)).await;
}

#[tokio::test]
async fn a_stale_board_locks_and_moves_nothing() {
    let board = Board::open().await;
    let base = board.state().await.version;
    let one = board.groups[0];
    let learner = board.member(one).await;
    board.done("board/move", Board::takes_out(learner, one)).await;
    let other = board.member(one).await;
    for (what, body) in [
        ("board/lock-set", json!({"base": base, "locked": true})),
        ("board/lock-places", json!({"base": base, "places": [[other, one]], "locked": true})),
        ("board/move-tutors", json!({"base": base, "moves": [{"tutor": other, "from": null, "to": one}]})),
    ] {
        let refusal = board.refused(what, body).await;
        assert_eq!(refusal["Stale"]["since"].as_array().unwrap().len(), 1, "{what}: {refusal}");
    }
}

#[tokio::test]
async fn only_who_manages_the_groups_locks_them() {
    let board = Board::open().await;
    let one = board.groups[0];
    let learner = board.member(one).await;
    for name in ["lecturer", "tutor", "student"] {
        let cookie = board.server.session_of(name).await;
        for (what, body) in [
            ("board/lock-set", json!({"locked": true})),
            ("board/lock-places", json!({"places": [[learner, one]], "locked": true})),
            ("board/move-tutors", json!({"moves": [{"tutor": learner, "from": null, "to": one}]})),
        ] {
            assert_eq!(board.ask(&cookie, what, body).await.0, StatusCode::FORBIDDEN, "{name} at {what}");
        }
    }
}

#[tokio::test]
async fn groups_of_another_set_and_too_much_at_once_are_refused() {
    let board = Board::open().await;
    let one = board.groups[0];
    let learner = board.member(one).await;
    let elsewhere = json!({"set": -1, "places": [[learner, one]], "locked": true});
    assert_eq!(board.refused("board/lock-places", elsewhere).await, json!({"NoSuchSet": -1}));
    let other = json!({"places": [[learner, -7]], "locked": true});
    assert_eq!(board.refused("board/lock-places", other).await, json!({"NoSuchGroup": -7}));
    let many: Vec<(UserId, GroupId)> = (0..2_001).map(|n| (UserId(n), one)).collect();
    let refusal = board.refused("board/lock-places", json!({"places": many, "locked": true})).await;
    assert_eq!(refusal, json!({"TooMany": {"most": 2_000}}));
}

#[tokio::test]
async fn an_import_into_a_set_that_was_locked_meanwhile_is_refused_and_the_preview_says_why() {
    use domain::import::columns::match_columns;
    use domain::import::groups::{Decisions, Ground, Plan, Sheet, read};
    let board = Board::open().await;
    let one = board.groups[0];
    let learner = board.member(one).await;
    board.done("board/move", Board::takes_out(learner, one)).await;
    let name = board.state().await.group(one).unwrap().name.to_string();
    let person = board.server.store.people(&[learner]).await.unwrap().remove(0);
    let file = format!("Group Name,Learner Number\n{name},{}\n", person.number.unwrap());
    let reading = read(file.as_bytes(), domain::import::file::Choice::default()).unwrap();
    let sheet = Sheet::new(&reading.table, &match_columns(&reading.table.columns), "groups.csv");
    let plan = async || {
        let ground = board.done("groups/import-ground", json!({"wanted": sheet.wanted()})).await;
        let ground: Ground = serde_json::from_value(ground).unwrap();
        let (state, directory) = ground.open();
        let plan = Plan::new(&sheet, &directory, &state, &Decisions::default());
        (plan.digest(&state), plan)
    };
    let (digest, before) = plan().await;
    assert_eq!((before.open(), before.counts.placed), (0, 1));
    board.done("board/lock-set", json!({"locked": true})).await;
    let import = json!({"sheet": sheet, "decisions": Decisions::default(), "digest": digest});
    assert_eq!(board.refused("groups/import", import).await, "PreviewMoved");
    let (_, after) = plan().await;
    assert_eq!(after.open(), 1);
    assert!(after.problems[0].words.contains("is locked. Unlock the set first"), "{}", after.problems[0].words);
}
