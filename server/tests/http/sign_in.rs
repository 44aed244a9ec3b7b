//! Signing in and out, and passwords (SPEC P3).

use crate::support::Server;
use axum::http::StatusCode;
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::person::{AccountStatus, GenderCode};
use server::clock;
use store::{By, NewUser};
use time::Duration;

const RIGHT: &str = "username=coordinator&password=coterie-demo";

/// A user of the first organisation with the password `old-password-1`.
async fn user(server: &Server, username: &str, change: impl FnOnce(&mut NewUser)) -> UserId {
    let mut new = NewUser {
        username: username.to_owned(),
        email: format!("{username}@med.example"),
        number: None,
        first: "Test".to_owned(),
        middle: None,
        last: "Person".to_owned(),
        gender: GenderCode::default(),
        entry_year: None,
        grad_year: None,
        grants: vec![Grant { organisation: OrganisationId(1), group: "staff".to_owned(), role: "staff".to_owned() }],
        departments: Vec::new(),
        password_hash: Some(server::secret::hash_password("old-password-1".to_owned()).await.unwrap()),
        must_change_password: false,
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
    };
    change(&mut new);
    server.store.create_user(&new, &By { user: None, acted_as: None, at: clock::now() }).await.unwrap()
}

#[tokio::test]
async fn the_right_password_opens_a_session_and_leads_on() {
    let server = Server::start().await;
    let answer = server.post_form(None, "/sign-in", &format!("{RIGHT}&next=%2Fmy-learners")).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my-learners"));
    let set: Vec<&str> = answer.set_cookies().collect();
    assert_eq!(set.len(), 2);
    for (set, part) in set
        .iter()
        .flat_map(|set| ["__Host-coterie", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"].map(|part| (set, part)))
    {
        assert!(set.contains(part), "{set}");
    }
    let page = server.get(answer.cookie().as_deref(), "/courses").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_username_is_found_whatever_its_case() {
    let server = Server::start().await;
    let answer = server.post_form(None, "/sign-in", "username=Coordinator&password=coterie-demo").await;
    assert_eq!(answer.location(), "/courses");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_answer_alike() {
    let server = Server::start().await;
    for name in ["coordinator", "nobody-of-this-name"] {
        let answer = server.post_form(None, "/sign-in", &format!("username={name}&password=wrong")).await;
        assert_eq!(answer.location(), format!("/sign-in?problem=wrong&username={name}&next="));
        assert!(answer.cookie().is_none());
    }
}

#[tokio::test]
async fn a_refusal_takes_its_time_whoever_is_named() {
    let long = std::time::Duration::from_millis(300);
    let server = Server::start_with(clock::now, long).await;
    for name in ["coordinator", "nobody-of-this-name"] {
        let began = tokio::time::Instant::now();
        let answer = server.post_form(None, "/sign-in", &format!("username={name}&password=wrong")).await;
        assert!(answer.location().contains("problem=wrong"), "{}", answer.location());
        assert!(began.elapsed() >= long, "{name}");
    }
}

#[tokio::test]
async fn the_eleventh_try_must_wait_even_with_the_right_password() {
    let server = Server::start().await;
    for _ in 0..10 {
        server.post_form(None, "/sign-in", "username=coordinator&password=wrong").await;
    }
    let answer = server.post_form(None, "/sign-in", RIGHT).await;
    assert!(answer.location().contains("problem=wait"), "{}", answer.location());
    assert!(server.post_form(None, "/sign-in", "username=tutor&password=coterie-demo").await.cookie().is_some());
}

#[tokio::test]
async fn who_has_signed_in_here_before_is_locked_out_by_nobody_else() {
    let server = Server::start().await;
    let known = server.post_form(None, "/sign-in", RIGHT).await.cookies();
    for _ in 0..10 {
        server.post_form(None, "/sign-in", "username=coordinator&password=wrong").await;
    }
    let elsewhere = server.post_form(None, "/sign-in", RIGHT).await;
    assert!(elsewhere.location().contains("problem=wait"), "{}", elsewhere.location());
    let answer = server.post_form(Some(&known), "/sign-in", RIGHT).await;
    assert!(answer.cookie().is_some(), "{}", answer.location());
    assert_eq!(answer.set_cookies().count(), 1, "it is known already");
    // It is known for one person only, and its own tries are counted.
    for (name, problem) in [("tutor", "wrong"), ("coordinator", "wait")] {
        let wrong = format!("username={name}&password=wrong");
        for _ in 0..10 {
            server.post_form(Some(&known), "/sign-in", &wrong).await;
        }
        let right = format!("username={name}&password=coterie-demo");
        assert!(
            server.post_form(Some(&known), "/sign-in", &right).await.location().contains("problem=wait"),
            "{problem}"
        );
    }
}

#[tokio::test]
async fn of_three_hundred_guesses_at_once_ten_are_checked() {
    let server = std::sync::Arc::new(Server::start().await);
    let guesses: Vec<_> = (0..300)
        .map(|n| {
            let server = server.clone();
            tokio::spawn(async move {
                let answer = server.post_form(None, "/sign-in", &format!("username=tutor&password=guess{n}")).await;
                answer.location().split('&').next().unwrap_or_default().to_owned()
            })
        })
        .collect();
    let mut checked = 0;
    for guess in guesses {
        match guess.await.unwrap().as_str() {
            "/sign-in?problem=wrong" => checked += 1,
            other => assert_eq!(other, "/sign-in?problem=wait"),
        }
    }
    assert_eq!(checked, 10);
}

#[tokio::test]
async fn a_name_of_any_length_is_answered_and_not_sent_back_whole() {
    let server = Server::start().await;
    let answer = server.post_form(None, "/sign-in", &format!("username={}&password=x", "n".repeat(1_000_000))).await;
    assert!(answer.location().len() < 400, "{}", answer.location().len());
}

#[tokio::test]
async fn accounts_that_may_not_be_used_are_told_why_and_get_no_session() {
    let server = Server::start().await;
    let now = clock::now();
    user(&server, "off", |u| u.status = AccountStatus::Disabled).await;
    user(&server, "soon", |u| u.access_start = Some(now + Duration::days(1))).await;
    user(&server, "gone", |u| u.access_finish = Some(now - Duration::days(1))).await;
    for (name, problem) in [("off", "disabled"), ("soon", "early"), ("gone", "over")] {
        let answer = server.post_form(None, "/sign-in", &format!("username={name}&password=old-password-1")).await;
        assert!(answer.location().contains(&format!("problem={problem}")), "{}", answer.location());
        assert!(answer.cookie().is_none());
    }
}

#[tokio::test]
async fn an_open_session_ends_when_access_ends() {
    let server = Server::start().await;
    user(&server, "ending", |u| u.access_finish = Some(clock::now() + Duration::seconds(-1))).await;
    let cookie = server.session_of("ending").await;
    let answer = server.get(Some(&cookie), "/courses").await;
    assert_eq!(answer.location(), "/sign-in?next=/courses");
}

#[tokio::test]
async fn a_session_is_prolonged_when_it_is_used_and_not_written_at_every_request() {
    let server = Server::start().await;
    let cookie = server.session_of("student").await;
    let token = server::secret::hash_token(cookie.split_once('=').unwrap().1);
    let expires = async || server.store.session(&token, clock::now()).await.unwrap().unwrap().expires;
    let at_first = expires().await;
    server.get(Some(&cookie), "/my-groups").await;
    let prolonged = expires().await;
    assert!(prolonged - at_first > Duration::hours(10), "{at_first} {prolonged}");
    server.get(Some(&cookie), "/my-groups").await;
    assert_eq!(expires().await, prolonged);
}

#[tokio::test]
async fn a_generated_password_must_be_changed_first() {
    let server = Server::start().await;
    user(&server, "new", |u| u.must_change_password = true).await;
    let answer = server.post_form(None, "/sign-in", "username=new&password=old-password-1").await;
    assert_eq!(answer.location(), "/password?problem=due");
    let cookie = answer.cookie();
    let cookie = cookie.as_deref();
    assert_eq!(server.get(cookie, "/courses").await.location(), "/password?problem=due");
    let refused = server.call(cookie, "/api/session/who_am_i", &serde_json::json!({})).await;
    assert!(!refused.body.contains("ending"), "{}", refused.body);
    for (form, problem) in [
        ("current=wrong&new=new-password-22&again=new-password-22", "current"),
        ("current=old-password-1&new=short&again=short", "short"),
        ("current=old-password-1&new=new-password-22&again=new-password-23", "differ"),
        ("current=old-password-1&new=old-password-1&again=old-password-1", "same"),
    ] {
        let answer = server.post_form(cookie, "/password", form).await;
        assert_eq!(answer.location(), format!("/password?problem={problem}"));
    }
    let form = "current=old-password-1&new=new-password-22&again=new-password-22";
    assert_eq!(server.post_form(cookie, "/password", form).await.location(), "/password?done=changed");
    assert_eq!(server.get(cookie, "/courses").await.status, StatusCode::OK);
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    let server = Server::start().await;
    user(&server, "two", |_| {}).await;
    let (here, elsewhere) = (server.session_of("two").await, server.session_of("two").await);
    let form = "current=old-password-1&new=new-password-22&again=new-password-22";
    server.post_form(Some(&here), "/password", form).await;
    assert_eq!(server.get(Some(&here), "/courses").await.status, StatusCode::OK);
    assert_eq!(server.get(Some(&elsewhere), "/courses").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_everywhere_ends_all() {
    let server = Server::start().await;
    let [one, two, three] =
        [server.session_of("tutor").await, server.session_of("tutor").await, server.session_of("tutor").await];
    assert_eq!(server.post_form(Some(&one), "/sign-out", "").await.location(), "/sign-in?done=out");
    assert_eq!(server.get(Some(&one), "/courses").await.status, StatusCode::SEE_OTHER);
    assert_eq!(server.get(Some(&two), "/courses").await.status, StatusCode::OK);
    server.post_form(Some(&two), "/sign-out-everywhere", "").await;
    for cookie in [two, three] {
        assert_eq!(server.get(Some(&cookie), "/courses").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_reset_link_works_once() {
    let server = Server::start().await;
    let user = user(&server, "lost", |_| {}).await;
    let answer = server.post_form(None, "/password/forgotten", "who=lost%40med.example").await;
    assert_eq!(answer.location(), "/password/forgotten?done=sent");
    let (mail, _) = server.store.outbox(None, 1).await.unwrap().remove(0);
    assert_eq!(mail.to, "lost@med.example");
    let token = mail.body.split("token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let form = format!("token={token}&new=new-password-22&again=new-password-22");
    assert_eq!(server.post_form(None, "/password/reset", &form).await.location(), "/sign-in?done=reset");
    assert_eq!(server.post_form(None, "/password/reset", &form).await.location(), "/password/forgotten?problem=link");
    let hash = server.store.account(user).await.unwrap().unwrap().password_hash;
    assert!(server::secret::verify_password("new-password-22".to_owned(), hash).await.unwrap());
}

#[tokio::test]
async fn asking_for_a_link_does_not_tell_who_is_known() {
    let server = Server::start().await;
    let known = server.post_form(None, "/password/forgotten", "who=coordinator").await;
    let unknown = server.post_form(None, "/password/forgotten", "who=nobody").await;
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
}
