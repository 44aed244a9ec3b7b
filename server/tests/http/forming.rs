//! Groups formed by rules over HTTP (SPEC F1–F4): the server holds them against the rules, and keeps these with the set.

use crate::support::Server;
use app::groups::set::api::SetPage;
use app::groups::wizard::api::{Claim, Into, Start, Wanted};
use axum::http::StatusCode;
use domain::forming::recipe::{Asked, Importance, Outcome, Recipe, Run, Task, Trait, What};
use domain::forming::rules::{Capacity, Cost};
use domain::groups::acts::{NewGroup, SetChoice};
use domain::groups::{Formed, GroupName};
use domain::id::{GroupId, UserId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const CODE: &str = "MED-201";

/// Groups that are to be, and what they were made from.
struct Made {
    start: Start,
    task: Task,
    outcome: Outcome,
}

async fn call<T: DeserializeOwned>(server: &Server, what: &str, body: &Value) -> Result<T, (StatusCode, String)> {
    let cookie = server.session_of("coordinator").await;
    let answer = server.call(Some(&cookie), &format!("/api/groups/{what}"), body).await;
    if answer.status.is_success() {
        Ok(serde_json::from_str(&answer.body).unwrap())
    } else {
        Err((answer.status, answer.body))
    }
}

fn must(what: What) -> Asked {
    Asked { what, force: Importance::Must }
}

/// The first twelve enrolled in three groups, genders balanced, the first two together, the third and fourth apart.
async fn made(server: &Server) -> Made {
    let start: Start = call(server, "new", &json!({"code": CODE, "period": null, "again": null})).await.unwrap();
    let learners: Vec<UserId> = start.learners.iter().take(12).map(|learner| learner.person.id).collect();
    let rules = vec![
        must(What::Balance(Trait::Gender)),
        must(What::Together(vec![learners[..2].to_vec()])),
        must(What::Apart(vec![learners[2..4].to_vec()])),
        Asked { what: What::NewFaces(vec![start.earlier[0].id]), force: Importance::Low },
    ];
    let course = server.store.course(CODE).await.unwrap().unwrap().id;
    let ground = server.store.ground(course, start.period, learners, &[start.earlier[0].id]).await.unwrap();
    let recipe = Recipe { rules, columns: Vec::new() };
    let groups = vec![Capacity { least: 4, most: 4 }; 3];
    let task = Task { recipe, ground, groups, fixed: Vec::new(), seed: start.seed };
    let mut run = Run::new(&task).unwrap();
    run.advance(run.effort());
    Made { outcome: run.outcome().unwrap(), start, task }
}

impl Made {
    fn wanted(&self, members: &[Vec<UserId>], cost: Cost) -> Wanted {
        let group = |(at, members): (usize, &Vec<UserId>)| NewGroup {
            name: GroupName::parse(&format!("Formed {}", at + 1)).unwrap(),
            members: members.clone(),
            tutors: Vec::new(),
        };
        let set = SetChoice::New { name: GroupName::parse("Formed").unwrap(), several: false };
        let formed = Formed { recipe: self.task.recipe.clone(), seed: self.task.seed, steps: self.outcome.steps };
        Wanted {
            into: Into::New { set, groups: members.iter().enumerate().map(group).collect() },
            everyone: false,
            formed: Some(Claim { formed, groups: self.task.groups.clone(), cost }),
        }
    }

    async fn add(&self, server: &Server, wanted: &Wanted) -> Result<Value, (StatusCode, String)> {
        let body = json!({"code": CODE, "period": self.start.period, "base": self.start.version, "wanted": wanted});
        call(server, "add", &body).await
    }

    /// The groups, with the first two learners torn apart.
    fn broken(&self) -> Vec<Vec<UserId>> {
        let mut members = self.outcome.members();
        let first = self.task.ground.learners[0];
        let from = members.iter().position(|group| group.contains(&first)).unwrap();
        let to = (from + 1) % members.len();
        let other = members[to][0];
        let at = members[from].iter().position(|who| *who == first).unwrap();
        members[from][at] = other;
        members[to][0] = first;
        members
    }
}

#[tokio::test]
async fn what_rules_formed_is_added_and_its_rules_are_kept() {
    let server = Server::start().await;
    let made = made(&server).await;
    assert_eq!(made.outcome.report.cost.must, 0);
    made.add(&server, &made.wanted(&made.outcome.members(), made.outcome.report.cost)).await.unwrap();
    let again: Start = call(&server, "new", &json!({"code": CODE, "period": null, "again": null})).await.unwrap();
    let set = again.sets.iter().find(|set| set.name.as_str() == "Formed").unwrap().id;
    let page: SetPage =
        call(&server, "set", &json!({"code": CODE, "period": made.start.period, "set": set})).await.unwrap();
    assert_eq!((page.groups.len(), page.learners), (3, 12));
    let formed = page.formed.unwrap();
    assert_eq!((&formed.rules, formed.seed), (&made.task.recipe.rules, made.task.seed));
    assert_eq!(formed.now.unwrap().report, made.outcome.report);
    assert!(formed.people.iter().any(|(who, _)| *who == made.task.ground.learners[2]), "who is kept apart is named");
    let again: Start = call(&server, "new", &json!({"code": CODE, "period": null, "again": set})).await.unwrap();
    assert_eq!(again.again.unwrap().recipe, made.task.recipe);
}

#[tokio::test]
async fn groups_that_break_a_must_or_cost_other_than_was_shown_are_refused() {
    let server = Server::start().await;
    let made = made(&server).await;
    let broken = made.broken();
    let true_cost = made.task.check(&broken).unwrap().report.cost;
    assert!(true_cost.must > 0);
    let (status, said) = made.add(&server, &made.wanted(&broken, true_cost)).await.unwrap_err();
    assert!(status.is_client_error() && said.contains("RuleBroken"), "{status} {said}");
    let (status, said) = made.add(&server, &made.wanted(&broken, made.outcome.report.cost)).await.unwrap_err();
    assert!(status.is_client_error() && said.contains("PreviewMoved"), "{status} {said}");
    let after: Start = call(&server, "new", &json!({"code": CODE, "period": null, "again": null})).await.unwrap();
    assert_eq!(after.version, made.start.version, "nothing was added");
}

#[tokio::test]
async fn rules_are_not_asked_about_who_is_not_enrolled() {
    let server = Server::start().await;
    let made = made(&server).await;
    let mut members = made.outcome.members();
    let nurse = server.store.account_by_username("tutor").await.unwrap().unwrap().user;
    members[0][0] = nurse;
    let (status, said) = made.add(&server, &made.wanted(&members, Cost::default())).await.unwrap_err();
    assert!(status.is_client_error() && said.contains("NotEnrolled"), "{status} {said}");
}

#[tokio::test]
async fn groups_are_filled_up_and_nobody_moves() {
    let server = Server::start().await;
    let made = made(&server).await;
    made.add(&server, &made.wanted(&made.outcome.members(), made.outcome.report.cost)).await.unwrap();
    let start: Start = call(&server, "new", &json!({"code": CODE, "period": null, "again": null})).await.unwrap();
    let set = start.sets.iter().find(|set| set.name.as_str() == "Formed").unwrap().id;
    let standing: Vec<(GroupId, Vec<UserId>)> =
        start.groups.iter().filter(|group| group.set == set).map(|group| (group.id, group.members.clone())).collect();
    let fresh: Vec<UserId> = start.learners.iter().skip(12).take(3).map(|learner| learner.person.id).collect();
    let joining = |who: &[UserId]| {
        let one = |(at, (id, _)): (usize, &(GroupId, Vec<UserId>))| (*id, who.get(at).copied().into_iter().collect());
        Wanted { into: Into::Standing(standing.iter().enumerate().map(one).collect()), everyone: false, formed: None }
    };
    let add = async |base, wanted: &Wanted| {
        call::<Value>(&server, "add", &json!({"code": CODE, "period": start.period, "base": base, "wanted": wanted}))
            .await
    };
    let (_, said) = add(start.version, &joining(&[standing[1].1[0]])).await.unwrap_err();
    assert!(said.contains("InAnotherGroup"), "{said}");
    let everyone = Wanted { everyone: true, ..joining(&fresh) };
    let (_, said) = add(start.version, &everyone).await.unwrap_err();
    assert!(said.contains("PreviewMoved"), "others are left: {said}");
    let entry = add(start.version, &joining(&fresh)).await.unwrap();
    assert_eq!(entry["words"], json!("3 learners added to 3 groups."));
    let (_, said) = add(start.version, &joining(&fresh)).await.unwrap_err();
    assert!(said.contains("Stale"), "{said}");
    let after: Start = call(&server, "new", &json!({"code": CODE, "period": null, "again": null})).await.unwrap();
    for (at, (id, members)) in standing.iter().enumerate() {
        let now = &after.groups.iter().find(|group| group.id == *id).unwrap().members;
        assert!(members.iter().chain([&fresh[at]]).all(|who| now.contains(who)) && now.len() == members.len() + 1);
    }
}
