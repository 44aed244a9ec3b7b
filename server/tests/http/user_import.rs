//! Importing users over HTTP, as the page and its worker do (SPEC U7 to U9, I4 to I6).

use crate::masks::worn;
use crate::support::{Answer, Server};
use app::users::import::api::Opened;
use axum::http::{Method, StatusCode};
use domain::access::Grant;
use domain::id::{OrganisationId, UserId};
use domain::import::columns::match_columns;
use domain::import::file::Choice;
use domain::import::users::UserField;
use domain::import::users::desk::{Commit, Desk, Edit, Options, Review, Told, Wanted};
use domain::import::users::plan::{Known, Reach};
use domain::mail::Mail;
use domain::user::{Filter, Permission, Profile, UserDraft};
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const UPLOADS: &str = "/admin/users/import/uploads";
const NURSING: OrganisationId = OrganisationId(2);
const HEADER: &str = "First Name,Last Name,Username,Email,Organisation,Gender,Group,Role,Institution Number,City";

/// Someone at the import page.
struct Importer<'s> {
    server: &'s Server,
    cookie: String,
}

/// A file as it was reviewed.
struct Reviewed {
    bytes: Vec<u8>,
    review: Review,
    commit: Commit,
}

impl<'s> Importer<'s> {
    async fn new(server: &'s Server, username: &str) -> Self {
        Self { server, cookie: server.session_of(username).await }
    }

    async fn call(&self, what: &str, body: Value) -> Answer {
        self.server.call(Some(&self.cookie), &format!("/api/admin/users/{what}"), &body).await
    }

    async fn answer<T: DeserializeOwned>(&self, what: &str, body: Value) -> T {
        read(&self.call(what, body).await)
    }

    async fn ask(&self, method: Method, path: &str, body: Vec<u8>) -> Answer {
        self.server.ask_as_script(method, Some(&self.cookie), path, body).await
    }

    async fn look_up(&self, wanted: &Wanted) -> Vec<Known> {
        let body = serde_json::to_vec(wanted).unwrap();
        read(&self.ask(Method::POST, "/admin/users/import/look-up", body).await)
    }

    /// Reads, maps and plans a file, as the worker does.
    async fn review(&self, text: &str) -> Reviewed {
        self.review_with(text, &[]).await
    }

    async fn review_with(&self, text: &str, edits: &[Edit]) -> Reviewed {
        let mut desk = Desk::new();
        desk.open("registry.csv", text.as_bytes().to_vec(), Choice::default()).unwrap();
        let opened: Opened = self.answer("import-open", json!({"key": null})).await;
        let columns = desk.match_columns(opened.ground, None);
        assert_eq!(columns.missing().count(), 0, "{columns:?}");
        let mut parts = 0..;
        while let Some(wanted) = desk.wanted(parts.next().unwrap()) {
            desk.found(self.look_up(&wanted).await);
        }
        let mut review = desk.review();
        for edit in edits {
            review = desk.edit(edit.clone());
        }
        let commit = desk.commit(Options::default()).unwrap();
        Reviewed { bytes: desk.bytes().to_vec(), review, commit }
    }

    /// Sends a file in two parts.
    async fn send(&self, bytes: &[u8]) -> i64 {
        let upload: i64 = read(&self.ask(Method::POST, UPLOADS, Vec::new()).await);
        for (n, part) in bytes.chunks(bytes.len() / 2 + 1).enumerate() {
            let sent = self.ask(Method::PUT, &format!("{UPLOADS}/{upload}/{n}"), part.to_vec()).await;
            assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.body);
        }
        upload
    }

    /// **"Import Users"**; what the server tells last.
    async fn import(&self, reviewed: &Reviewed) -> Told {
        let upload = self.send(&reviewed.bytes).await;
        let told = self.commit(upload, &reviewed.commit).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let told: Vec<Told> = told.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (last, progress) = told.split_last().unwrap();
        assert!(progress.iter().all(|told| matches!(told, Told::Progress(_))), "{told:?}");
        last.clone()
    }

    async fn commit(&self, upload: i64, commit: &Commit) -> Answer {
        let body = serde_json::to_vec(commit).unwrap();
        self.ask(Method::POST, &format!("{UPLOADS}/{upload}/commit"), body).await
    }
}

fn read<T: DeserializeOwned>(answer: &Answer) -> T {
    assert!(answer.status.is_success(), "{} {}", answer.status, answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn imported(told: &Told) -> i64 {
    match told {
        Told::Imported(imported) => imported.import,
        other => panic!("{other:?}"),
    }
}

async fn profile(server: &Server, username: &str) -> Option<Profile> {
    let account = server.store.account_by_username(username).await.unwrap()?;
    server.store.user(account.user).await.unwrap()
}

async fn mails(server: &Server) -> Vec<Mail> {
    server.store.outbox(None, 100).await.unwrap().into_iter().map(|(mail, _)| mail).collect()
}

/// A file of new learners.
fn learners(count: usize) -> String {
    let row = |n: usize| format!("Ada,Newly,new.{n},new.{n}@med.example,1,F,student,student,N-{n},Bern");
    [HEADER.to_owned()].into_iter().chain((0..count).map(row)).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_file_is_imported_again_without_a_change_and_taken_back() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let reviewed = importer.review(&learners(3)).await;
    assert_eq!((reviewed.review.counts.created, reviewed.review.open), (3, 0));
    let import = imported(&importer.import(&reviewed).await);
    let made = profile(&server, "new.1").await.unwrap();
    assert_eq!((made.last.as_str(), made.number.as_deref()), ("Newly", Some("N-1")));
    let earlier: Value = importer.answer("imports", json!({})).await;
    assert_eq!((&earlier[0]["id"], &earlier[0]["file_name"]), (&json!(import), &json!("registry.csv")));
    let people: Value = importer.answer("imports-people", json!({"id": import, "show": "All", "from": 0})).await;
    assert_eq!(people["total"], 3, "{people}");

    let again = importer.review(&learners(3)).await;
    assert_eq!((again.review.counts.unchanged, again.review.counts.created), (3, 0));
    let Told::Refused(words) = importer.import(&again).await else { panic!() };
    assert!(words.starts_with("There is nothing to change"), "{words}");

    let one: Value = importer.answer("imports-one", json!({"id": import})).await;
    assert_eq!(one["may_undo"], true, "{one}");
    assert_eq!(one["unplaced"], json!([]), "nobody of these has a grad year: {one}");
    let undone: Value = importer.answer("imports-undo", json!({"id": import})).await;
    assert_eq!((&undone["deleted"], &undone["kept"]), (&json!(3), &json!([])), "{undone}");
    assert!(profile(&server, "new.1").await.is_none_or(|profile| profile.deleted));
    let one: Value = importer.answer("imports-one", json!({"id": import})).await;
    assert_eq!(one["may_undo"], false, "{one}");
}

#[tokio::test]
async fn whose_class_is_missing_is_told_until_it_is_made_or_the_import_undone() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let row = "Ada,Newly,new.47,new.47@med.example,1,F,student,student,,Bern,2047";
    let import = imported(&importer.import(&importer.review(&format!("{HEADER},Grad Year\n{row}")).await).await);
    let unplaced = async || {
        let one: Value = importer.answer("imports-one", json!({"id": import})).await;
        one["unplaced"].clone()
    };
    assert_eq!(unplaced().await, json!([{"organisation": 1, "year": 2047, "learners": 1}]));
    importer.call("imports-undo", json!({"id": import})).await;
    assert_eq!(unplaced().await, json!([]));
}

#[tokio::test]
async fn the_sample_is_imported_as_it_is() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let sample = server.get(Some(&importer.cookie), "/admin/users/import/sample.csv").await;
    assert_eq!(sample.headers["content-type"], "text/csv; charset=utf-8");
    let reviewed = importer.review(&sample.body).await;
    assert_eq!((reviewed.review.problems.as_slice(), reviewed.review.counts.created), (&[][..], 2));
    imported(&importer.import(&reviewed).await);
    let made = profile(&server, "ben.example").await.unwrap();
    assert_eq!((made.permissions[0].grant.role.as_str(), made.departments.len()), ("lecturer", 1));
}

#[tokio::test]
async fn what_moved_since_the_review_is_not_written() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let lecturer = profile(&server, "lecturer").await.unwrap();
    let number = lecturer.number.clone().unwrap_or_default();
    let text = format!(
        "{HEADER}\n{},{},lecturer,{},1,{},faculty,lecturer,{number},Bern\nNew,Person,new,new@med.example,1,F,student,student,,",
        lecturer.first,
        lecturer.last,
        lecturer.email,
        lecturer.gender.as_str()
    );
    let reviewed = importer.review(&text).await;
    assert_eq!((reviewed.review.counts.updated, reviewed.review.counts.created, reviewed.review.open), (1, 1, 0));
    let mut draft = UserDraft::of(&lecturer);
    "Changed".clone_into(&mut draft.first);
    let saved = importer.call("save", json!({"id": lecturer.id, "base": lecturer.version, "draft": draft})).await;
    assert!(saved.body.contains("Saved"), "{}", saved.body);
    assert_eq!(importer.import(&reviewed).await, Told::Moved);
    assert!(profile(&server, "new").await.is_none());
    let anew = importer.review(&text).await;
    imported(&importer.import(&anew).await);
    assert!(profile(&server, "new").await.is_some());
}

#[tokio::test]
async fn when_the_client_goes_away_nothing_is_written() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let reviewed = importer.review(&learners(4_000)).await;
    let upload = importer.send(&reviewed.bytes).await;
    let path = format!("{UPLOADS}/{upload}/commit");
    let commit = serde_json::to_vec(&reviewed.commit).unwrap();
    let kind = Some("application/json");
    let mut response = server.open(Server::request(Method::POST, Some(&importer.cookie), &path, kind, commit)).await;
    let first = response.body_mut().frame().await.unwrap().unwrap().into_data().unwrap();
    let first: Told = serde_json::from_slice(&first).unwrap();
    assert!(matches!(first, Told::Progress(_)), "{first:?}");
    drop(response);
    // When it is given up, the file goes.
    let owner = server.store.account_by_username("staffadmin").await.unwrap().unwrap().user;
    while server.store.upload_bytes(domain::id::UploadId(upload), owner).await.is_ok() {}
    assert!(profile(&server, "new.0").await.is_none());
    assert_eq!(server.store.user_imports(None, None, 10).await.unwrap(), []);
}

#[tokio::test]
async fn anothers_file_is_not_there() {
    let server = Server::start().await;
    let (owner, other) = (Importer::new(&server, "medtech").await, Importer::new(&server, "staffadmin").await);
    let reviewed = owner.review(&learners(1)).await;
    let upload = owner.send(&reviewed.bytes).await;
    let part = other.ask(Method::PUT, &format!("{UPLOADS}/{upload}/0"), b"mine".to_vec()).await;
    assert_eq!(part.status, StatusCode::NOT_FOUND);
    assert_eq!(other.commit(upload, &reviewed.commit).await.status, StatusCode::NOT_FOUND);
    assert!(owner.commit(upload, &reviewed.commit).await.body.contains("Imported"));
}

#[tokio::test]
async fn a_file_gives_no_more_than_its_importer_holds_whatever_is_claimed() {
    let server = Server::start().await;
    let (admin, root) = (Importer::new(&server, "staffadmin").await, Importer::new(&server, "medtech").await);
    let above = profile(&server, "medtech").await.unwrap();
    let change = format!(
        "{HEADER}\n{},{},medtech,{},1,{},medtech,admin,{},Bern",
        above.first,
        above.last,
        above.email,
        above.gender.as_str(),
        above.number.clone().unwrap_or_default()
    );
    let rise = format!("{HEADER}\nNew,Root,newroot,newroot@med.example,1,F,medtech,admin,,");
    let abroad = format!("{HEADER}\nNew,Nurse,nurse,nurse@med.example,2,F,student,student,,");
    for text in [&change, &rise, &abroad] {
        let refused = admin.review(text).await;
        assert_eq!(refused.review.open, 1, "{text}");
        assert_eq!(admin.import(&refused).await, Told::Moved);
        // Someone who may more made a plan of it: theirs is not the importer's.
        let theirs = Reviewed { commit: root.review(text).await.commit, ..refused };
        assert_eq!(admin.import(&theirs).await, Told::Moved, "{text}");
    }
    assert_eq!(profile(&server, "medtech").await.unwrap().version, above.version);
    assert!(profile(&server, "newroot").await.is_none() && profile(&server, "nurse").await.is_none());
}

#[tokio::test]
async fn who_also_works_elsewhere_keeps_what_opens_the_account_and_of_strangers_nothing_is_told() {
    let server = Server::start().await;
    let admin = Importer::new(&server, "staffadmin").await;
    let tutor = profile(&server, "tutor").await.unwrap();
    let row = |email: &str, city: &str| {
        let number = tutor.number.clone().unwrap_or_default();
        let gender = tutor.gender.as_str();
        let held = tutor.permissions.iter().find(|held| held.grant.organisation != NURSING).unwrap();
        let Grant { group, role, .. } = &held.grant;
        format!("{HEADER}\n{},{},tutor,{email},1,{gender},{group},{role},{number},{city}", tutor.first, tutor.last)
    };
    let stolen = admin.review(&row("mine@med.example", "")).await;
    assert_eq!((stolen.review.open, admin.import(&stolen).await), (1, Told::Moved));
    imported(&admin.import(&admin.review(&row(&tutor.email, "Bern")).await).await);

    let nursing = Filter { organisation: Some(NURSING), ..Filter::default() };
    let page = server.store.users(None, &nursing, server::clock::now()).await.unwrap();
    let mut stranger = None;
    for row in page.rows {
        let profile = server.store.user(row.person.id).await.unwrap().unwrap();
        if profile.permissions.iter().all(|held| held.grant.organisation == NURSING) {
            stranger = Some(profile);
        }
    }
    let stranger = stranger.unwrap();
    let number = Wanted { numbers: vec![stranger.number.clone().unwrap()], ..Wanted::default() };
    assert_eq!(admin.look_up(&number).await, [], "their numbers are no numbers here");
    let email = Wanted { emails: vec![stranger.email.to_uppercase()], ..Wanted::default() };
    let username = Wanted { usernames: vec![stranger.username.to_uppercase()], ..Wanted::default() };
    for (wanted, expected) in [(email, ("", stranger.email.as_str())), (username, (stranger.username.as_str(), ""))] {
        let [known] = &admin.look_up(&wanted).await[..] else { panic!() };
        assert_eq!(known.reach, Reach::Elsewhere);
        let told = &known.profile;
        assert_eq!((told.id, told.number.as_deref()), (stranger.id, None));
        assert_eq!((told.username.as_str(), told.email.as_str()), expected, "no more than was asked for");
        assert_eq!((&*told.first, &*told.last, told.permissions.len(), known.cohorts.len()), ("", "", 0, 0));
    }
    let row = |username: &str, email: &str| {
        format!("{HEADER}\nNew,Person,{username},{email},1,F,student,student,{},", stranger.number.as_deref().unwrap())
    };
    for text in [row(&stranger.username, "new@med.example"), row("new", &stranger.email)] {
        let refused = admin.review(&text).await;
        assert_eq!((refused.review.open, admin.import(&refused).await), (1, Told::Moved), "{text}");
    }
    assert_eq!(admin.review(&row("new", "new@med.example")).await.review.counts.created, 1);
}

/// Someone above both organisations gave a person of both another e-mail address, with a file for one of them.
#[tokio::test]
async fn who_takes_an_import_back_changes_nobody_they_could_not_change_themselves() {
    let server = Server::start().await;
    let (admin, root) = (Importer::new(&server, "staffadmin").await, Importer::new(&server, "medtech").await);
    let tutor = profile(&server, "tutor").await.unwrap();
    let held = tutor.permissions.iter().find(|held| held.grant.organisation != NURSING).unwrap();
    let Grant { group, role, .. } = &held.grant;
    let (first, last, gender) = (&tutor.first, &tutor.last, tutor.gender.as_str());
    let number = tutor.number.clone().unwrap_or_default();
    let text =
        format!("{}\n{first},{last},tutor,tutor.new@med.example,1,{gender},{group},{role},{number},", learners(1));
    let import = imported(&root.import(&root.review(&text).await).await);
    let undone: Value = admin.answer("imports-undo", json!({"id": import})).await;
    assert_eq!((&undone["deleted"], &undone["restored"]), (&json!(1), &json!(0)), "{undone}");
    assert_eq!(undone["kept"][0]["because"], "out_of_reach", "{undone}");
    assert_eq!(profile(&server, "tutor").await.unwrap().email, "tutor.new@med.example");
}

#[tokio::test]
async fn nobody_is_made_an_admin_by_a_file_under_a_mask() {
    let server = Server::start().await;
    let (cookie, _) = worn(&server, "medtech", "coordinator").await;
    let masked = Importer { server: &server, cookie };
    let rise = format!("{HEADER}\nNew,Root,newroot,newroot@med.example,1,F,staff,admin,,");
    let refused = masked.review(&rise).await;
    assert_eq!((refused.review.open, masked.import(&refused).await), (1, Told::Moved));
    imported(&masked.import(&masked.review(&learners(1)).await).await);
}

#[tokio::test]
async fn new_roles_are_taken_as_they_were_decided() {
    let server = Server::start().await;
    let admin = Importer::new(&server, "staffadmin").await;
    let lecturer = profile(&server, "lecturer").await.unwrap();
    let number = lecturer.number.clone().unwrap_or_default();
    let (first, last, email, gender) = (&lecturer.first, &lecturer.last, &lecturer.email, lecturer.gender.as_str());
    let text = format!("{HEADER}\n{first},{last},lecturer,{email},1,{gender},faculty,faculty,{number},");
    let undecided = admin.review(&text).await;
    assert_eq!((undecided.review.counts.undecided, admin.import(&undecided).await), (1, Told::Moved));
    let declined = admin.review_with(&text, &[Edit::RoleAll { yes: false }]).await;
    assert!(matches!(admin.import(&declined).await, Told::Refused(_)));
    imported(&admin.import(&admin.review_with(&text, &[Edit::RoleAll { yes: true }]).await).await);
    let held: Vec<Permission> = profile(&server, "lecturer").await.unwrap().permissions;
    let faculty: Vec<&str> =
        held.iter().filter(|held| held.grant.group == "faculty").map(|held| held.grant.role.as_str()).collect();
    assert_eq!(faculty, ["faculty"]);
}

#[tokio::test]
async fn hostile_names_are_text_in_accounts_and_mails() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let (first, last) = ("<img src=x onerror=alert(1)>", "=HYPERLINK(\"\"http://evil.example\"\")");
    let text = format!("{HEADER}\n{first},\"{last}\",evil,evil@med.example,1,F,student,student,,\u{202e}nreB");
    let mut reviewed = importer.review(&text).await;
    reviewed.commit.options = Options { notify: true, send_list: true };
    "x\r\nBcc: all@med.example\r\n\r\n.csv".clone_into(&mut reviewed.commit.file_name);
    imported(&importer.import(&reviewed).await);
    let made = profile(&server, "evil").await.unwrap();
    assert_eq!((made.first.as_str(), made.last.as_str()), (first, "=HYPERLINK(\"http://evil.example\")"));
    for mail in mails(&server).await {
        assert!(!mail.subject.contains(['\r', '\n']) && !mail.to.contains(['\r', '\n']), "{mail:?}");
        assert!(!mail.body.lines().any(|line| line.starts_with("Bcc:")), "{mail:?}");
    }
    let broken = format!("{HEADER}\n\"Ada\nBcc: x\",Newly,broken,broken@med.example,1,F,student,student,,");
    let broken = importer.review(&broken).await;
    assert_eq!((broken.review.counts.problems, importer.import(&broken).await), (1, Told::Moved));
}

#[tokio::test]
async fn what_is_too_large_or_no_request_is_refused_in_words() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let upload: i64 = read(&importer.ask(Method::POST, UPLOADS, Vec::new()).await);
    let part = async |n: &str, bytes: usize| {
        importer.ask(Method::PUT, &format!("{UPLOADS}/{upload}/{n}"), vec![b'a'; bytes]).await
    };
    assert_eq!(part("0", 1 << 20).await.status, StatusCode::NO_CONTENT);
    for (n, bytes) in [("0", (1 << 20) + 1), ("4000", 1)] {
        let answer = part(n, bytes).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{n} {bytes}");
        assert_eq!(answer.body, "This is larger than what is taken here.\n");
    }
    assert!(part("-1", 1).await.status.is_client_error());
    let many = Wanted { usernames: vec![String::new(); 5_001], ..Wanted::default() };
    for body in [serde_json::to_vec(&many).unwrap(), b"{".to_vec(), vec![0; 100]] {
        let answer = importer.ask(Method::POST, "/admin/users/import/look-up", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    }
    let reviewed = importer.review(&learners(1)).await;
    for bytes in [&b"PK\x03\x04"[..], b"", b"Name\nAda"] {
        let upload = importer.send(bytes).await;
        let told = importer.commit(upload, &reviewed.commit).await;
        assert!(told.body.contains("Refused"), "{}", told.body);
    }
    let _turns = server.imports.acquire_many(2).await.unwrap();
    let upload = importer.send(&reviewed.bytes).await;
    assert_eq!(importer.commit(upload, &reviewed.commit).await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn who_is_invited_sets_a_password_by_the_link_and_the_importer_gets_a_list() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let mut reviewed = importer.review(&learners(1)).await;
    reviewed.commit.options = Options { notify: true, send_list: true };
    imported(&importer.import(&reviewed).await);
    let mails = mails(&server).await;
    let admin = profile(&server, "staffadmin").await.unwrap();
    let invitation = mails.iter().find(|mail| mail.to == "new.0@med.example").unwrap();
    assert_eq!(invitation.subject, "Your account at School of Medicine");
    for part in ["Dear Ada Newly", "“new.0”", &format!("{} {} invites you", admin.first, admin.last)] {
        assert!(invitation.body.contains(part), "{}", invitation.body);
    }
    let list = mails.iter().find(|mail| mail.to == admin.email).unwrap();
    assert!(list.body.contains("Created (1):\n  Row 2: Newly, Ada (new.0)\n"), "{}", list.body);

    let link = invitation.body.split("http://127.0.0.1:3000").nth(1).unwrap().split_whitespace().next().unwrap();
    let page = server.get(None, link).await;
    assert!(page.body.contains("Set your password"), "{}", page.body);
    let token = link.split("token=").nth(1).unwrap().split('&').next().unwrap();
    let form = format!("token={token}&invited=1&new=short&again=short");
    let again = server.post_form(None, "/password/reset", &form).await;
    assert_eq!(again.location(), format!("/password/reset?problem=short&token={token}&invited=1"));
    let form = format!("token={token}&invited=1&new=new-password-22&again=new-password-22");
    assert_eq!(server.post_form(None, "/password/reset", &form).await.location(), "/sign-in?done=set");
    let signed_in = server.post_form(None, "/sign-in", "username=new.0&password=new-password-22").await;
    assert_eq!(signed_in.location(), "/courses");
}

#[tokio::test]
async fn who_was_not_invited_finds_the_way_in_by_a_forgotten_password() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    imported(&importer.import(&importer.review(&learners(1)).await).await);
    assert_eq!(mails(&server).await, []);
    let nothing = server.post_form(None, "/sign-in", "username=new.0&password=").await;
    assert!(nothing.location().contains("problem=wrong"), "{}", nothing.location());
    server.post_form(None, "/password/forgotten", "who=new.0").await;
    let [mail] = &mails(&server).await[..] else { panic!() };
    assert!(mail.to == "new.0@med.example" && mail.body.contains("/password/reset?token="), "{mail:?}");
}

#[tokio::test]
async fn a_password_from_elsewhere_works_and_is_hashed_anew_at_its_first_use() {
    let server = Server::start().await;
    let importer = Importer::new(&server, "staffadmin").await;
    let sha256 = "459b757df3d40423c89b513188199edbf3eae8b8f198e57e52ec130f16141179";
    let bcrypt = "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";
    let row = |username: &str, password: &str, salt: &str| {
        format!("Ada,Moved,{username},{username}@med.example,1,F,student,student,,,{password},{salt}")
    };
    let rows = [row("moved.sha", sha256, "NaCl"), row("moved.bcrypt", bcrypt, "")].join("\n");
    let mut reviewed = importer.review(&format!("{HEADER},Password,Salt\n{rows}")).await;
    // Who comes with a password needs no invitation.
    reviewed.commit.options = Options { notify: true, send_list: false };
    imported(&importer.import(&reviewed).await);
    assert_eq!(mails(&server).await, []);
    let hash = async |username: &str| {
        server.store.account_by_username(username).await.unwrap().unwrap().password_hash.unwrap()
    };
    for username in ["moved.sha", "moved.bcrypt"] {
        let before = hash(username).await;
        let sign_in = async |password: &str| {
            server.post_form(None, "/sign-in", &format!("username={username}&password={password}")).await
        };
        assert!(sign_in("wrong+horse").await.location().contains("problem=wrong"));
        assert_eq!(hash(username).await, before);
        assert!(sign_in("correct+horse").await.cookie().is_some());
        assert!(server::secret::is_own(&hash(username).await) && !server::secret::is_own(&before));
        assert!(sign_in("correct+horse").await.cookie().is_some());
    }
}

#[tokio::test]
async fn how_a_file_was_mapped_is_remembered_for_who_mapped_it() {
    let server = Server::start().await;
    let (admin, root) = (Importer::new(&server, "staffadmin").await, Importer::new(&server, "medtech").await);
    let columns = ["Vorname".to_owned(), "Nachname".to_owned()];
    let key = domain::import::columns::HeaderKey::of(&columns).unwrap();
    let mapping = match_columns::<UserField>(&columns).remember(2);
    let kept = json!({"mapping": mapping, "choices": [{"field": "Gender", "text": "w", "code": "F"}]});
    let done = admin.call("import-remember", json!({"key": key, "kept": kept})).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let opened: Value = admin.answer("import-open", json!({"key": key})).await;
    assert_eq!(opened["remembered"], kept);
    let opened: Value = root.answer("import-open", json!({"key": key})).await;
    assert_eq!(opened["remembered"], Value::Null);
}

#[tokio::test]
async fn an_import_is_undone_by_those_who_could_have_made_it_only() {
    let server = Server::start().await;
    let (admin, root) = (Importer::new(&server, "staffadmin").await, Importer::new(&server, "medtech").await);
    let both = format!("{}\nNew,Nurse,nurse,nurse@med.example,2,F,student,student,,", learners(1));
    let abroad = imported(&root.import(&root.review(&both).await).await);
    let rise = format!("{HEADER}\nNew,Root,newroot,newroot@med.example,1,F,medtech,admin,,");
    let above = imported(&root.import(&root.review(&rise).await).await);
    assert_eq!(admin.call("imports-undo", json!({"id": abroad})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.call("imports-undo", json!({"id": above})).await.status, StatusCode::FORBIDDEN);
    let undone: Value = root.answer("imports-undo", json!({"id": abroad})).await;
    assert_eq!(undone["deleted"], 2, "{undone}");
}

#[tokio::test]
async fn an_import_is_not_undone_under_a_mask() {
    let server = Server::start().await;
    let admin = Importer::new(&server, "staffadmin").await;
    let import = imported(&admin.import(&admin.review(&learners(1)).await).await);
    let (cookie, _) = worn(&server, "staffadmin", "coordinator").await;
    let wearer = Importer { server: &server, cookie };
    let one: Value = wearer.answer("imports-one", json!({"id": import})).await;
    assert_eq!(one["may_undo"], false, "{one}");
    assert_eq!(wearer.call("imports-undo", json!({"id": import})).await.status, StatusCode::FORBIDDEN);
    assert!(profile(&server, "new.0").await.is_some_and(|profile| !profile.deleted));
}

/// Kept out of the tables of roles: a learner is refused before any rule is asked.
#[tokio::test]
async fn a_learner_is_refused_whatever_else_they_hold() {
    let server = Server::start().await;
    let by = store::By { user: None, acted_as: None, at: server::clock::now() };
    let learner: UserId = server.store.account_by_username("student").await.unwrap().unwrap().user;
    let before = server.store.user(learner).await.unwrap().unwrap();
    let mut draft = UserDraft::of(&before);
    let grant = Grant { organisation: OrganisationId(1), group: "staff".to_owned(), role: "admin".to_owned() };
    draft.permissions.push(Permission { grant, track: None });
    let checked = draft.check(&server.store.user_lists(None).await.unwrap()).unwrap();
    server.store.begin(&by).await.unwrap().save_user(learner, before.version, &checked, None).await.unwrap();
    let importer = Importer::new(&server, "student").await;
    for (method, path) in [(Method::POST, UPLOADS), (Method::POST, "/admin/users/import/look-up")] {
        assert_eq!(importer.ask(method, path, b"{}".to_vec()).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
