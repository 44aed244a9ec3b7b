//! Importing users: all of it in one go, or nothing.

use crate::founded::{after, director, founded};
use domain::access::Grant;
use domain::id::{CohortId, DepartmentId, OrganisationId, UserId, UserImportId};
use domain::import::users::plan::{Change, Counts, ImportedHash, Scheme};
use domain::import::users::{Show, UserField};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Checked, Detail, Permission};
use store::testing::{NOW, TestStore, learner, new_learners, tally, worker};
use store::{Attendant, By, ImportEnd, Invitation, NewAccount, NewImport, NewMail, Saved, Store, StoreError};

pub(crate) const MEDICINE: OrganisationId = OrganisationId(1);
pub(crate) const NURSING: OrganisationId = OrganisationId(2);

pub(crate) fn about() -> NewImport {
    let counts = Counts { rows: 9, created: 2, updated: 1, unchanged: 4, skipped: 2, ..Counts::default() };
    NewImport { file_name: "autumn.csv".to_owned(), counts }
}

pub(crate) fn grant(organisation: OrganisationId, role: &str) -> Grant {
    let (group, role) = role.split_once(':').unwrap();
    Grant { organisation, group: group.to_owned(), role: role.to_owned() }
}

pub(crate) fn held(organisation: OrganisationId, role: &str) -> Permission {
    Permission { grant: grant(organisation, role), track: None }
}

/// Someone new.
pub(crate) fn someone(username: &str) -> Checked {
    Checked {
        username: username.to_owned(),
        email: format!("{username}@students.example"),
        number: Some(format!("I-{username}")),
        first: "Ida".to_owned(),
        middle: None,
        last: format!("Ímported {username}"),
        gender: GenderCode("F".to_owned()),
        status: AccountStatus::Active,
        access_start: Some(after(-60)),
        access_finish: Some(after(60)),
        entry_year: Some(2025),
        grad_year: Some(2029),
        student_admin: false,
        details: [(Detail::City, "Bern".to_owned()), (Detail::Comments, "“Quoted”\n\\ and =1+1".to_owned())].into(),
        departments: vec![DepartmentId(1)],
        permissions: vec![held(MEDICINE, "student:student")],
    }
}

pub(crate) fn create(row: u32, account: Checked) -> Change {
    Change::Create { row, account: Box::new(account), password: None, joins: Some(CohortId(1)) }
}

/// The change of an account as it is now.
pub(crate) async fn change(
    store: &Store,
    row: u32,
    user: UserId,
    changed: &[UserField],
    edit: impl FnOnce(&mut Checked),
) -> Change {
    let profile = store.user(user).await.unwrap().unwrap();
    let version = profile.version;
    let mut account = Checked::from(profile);
    edit(&mut account);
    Change::Update {
        row,
        user,
        version,
        organisation: MEDICINE,
        account: Box::new(account),
        changed: changed.to_vec(),
        given: None,
        taken: Vec::new(),
        joins: None,
    }
}

pub(crate) async fn import(store: &Store, changes: Vec<Change>) -> ImportEnd {
    store.import_users(changes, &about(), &mut (), &director()).await.unwrap()
}

pub(crate) async fn imported(store: &Store, changes: Vec<Change>) -> UserImportId {
    match import(store, changes).await {
        ImportEnd::Done(import) => import,
        end => panic!("{end:?}"),
    }
}

pub(crate) async fn id_of(store: &Store, username: &str) -> UserId {
    store.account_by_username(username).await.unwrap().unwrap().user
}

pub(crate) async fn cohorts_of(store: &Store, username: &str) -> Vec<CohortId> {
    let wanted = domain::import::users::desk::Wanted { usernames: vec![username.to_owned()], ..Default::default() };
    store.people_of_keys(&wanted).await.unwrap().pop().map(|(_, cohorts)| cohorts).unwrap_or_default()
}

/// Changes are refused as moved, and nothing at all is written.
async fn assert_moved(store: &Store, changes: Vec<Change>) {
    let before = tally(store).await.unwrap();
    assert_eq!(import(store, changes).await, ImportEnd::Moved);
    assert_eq!(tally(store).await.unwrap(), before);
    assert!(store.account_by_username("first").await.unwrap().is_none());
}

fn token(user: UserId) -> Vec<u8> {
    [&[0, 255][..], &user.0.to_be_bytes()].concat()
}

/// Invites everyone without a password, and remembers what it was told.
#[derive(Default)]
struct Post {
    told: Vec<u64>,
}

impl Attendant for Post {
    fn invite(&mut self, user: UserId, account: &Checked, has_password: bool) -> Option<Invitation> {
        let mail = NewMail {
            to: account.email.clone(),
            subject: "Welcome".to_owned(),
            body: format!("Dear \0{}", account.last),
        };
        let token_hash = token(user);
        Some(Invitation { token_hash, expires: after(7 * 24 * 60), mail }).filter(|_| !has_password)
    }

    fn confirm(&mut self, import: UserImportId) -> Option<NewMail> {
        let (to, subject) = ("ada@school.example".to_owned(), format!("Import {import}"));
        Some(NewMail { to, subject, body: "Created: 2".to_owned() })
    }

    fn progress(&mut self, written: u64) {
        self.told.push(written);
    }
}

store::on_both_databases! {
    async fn new_people_are_all_that_the_file_says(store: TestStore) {
        founded(&store).await;
        let import = imported(&store, vec![create(2, someone("ida")), create(5, someone("jan"))]).await;
        let ida = store.user(id_of(&store, "IDA").await).await.unwrap().unwrap();
        assert_eq!((ida.version, ida.deleted, ida.last_sign_in), (0, false, None));
        assert_eq!(Checked::from(ida), someone("ida"));
        assert_eq!(cohorts_of(&store, "ida").await, [CohortId(1)]);
        let account = store.account_by_email("Ida@Students.example").await.unwrap().unwrap();
        assert!(account.usable(NOW) && !account.usable(after(61)) && account.password_hash.is_none());
        let found = store.search_everyone(&[MEDICINE], "imported jan", 5).await.unwrap();
        assert_eq!(found.len(), 1, "and are found");
        let made = store.user_import(import).await.unwrap().unwrap();
        assert_eq!((made.by.as_deref(), made.at, &*made.file_name), (Some("Årsen, Ada"), NOW, "autumn.csv"));
        assert_eq!((made.counts, made.organisations, made.medtech, made.undone), (about().counts, vec![MEDICINE], false, None));
        let page = store.imported_users(import, Show::Created, 1, 5).await.unwrap();
        assert_eq!((page.total, page.people.len()), (2, 1));
        assert_eq!((page.people[0].row, &*page.people[0].username, &*page.people[0].name), (5, "jan", "Ímported jan, Ida"));
    }

    async fn each_person_and_the_import_stand_in_the_log(store: TestStore) {
        founded(&store).await;
        let change = change(&store, 3, learner(1), &[UserField::City], |ada| {
            ada.details.insert(Detail::City, "Köln".to_owned());
        });
        imported(&store, vec![create(2, someone("ida")), change.await]).await;
        let rows = store.audit(Some(&[MEDICINE]), "autumn.csv", None, 9).await.unwrap();
        let said: Vec<_> = rows.iter().map(|row| (&*row.action, &*row.object, &*row.words)).collect();
        assert_eq!(said, [
            ("users.import", "autumn.csv", "Import 1: 2 created, 1 updated, 4 unchanged, 2 skipped."),
            ("users.save", "Last0001, First0001 (s0001)", "Changed (City) by import 1 of autumn.csv."),
            ("users.create", "Ímported ida, Ida (ida)", "Created as student:student by import 1 of autumn.csv."),
        ]);
        assert!(rows.iter().all(|row| row.actor.as_deref() == Some("Årsen, Ada") && row.at == NOW));
    }

    async fn accounts_change_with_their_permissions_departments_and_classes(store: TestStore) {
        founded(&store).await;
        let bo = store.user(worker(2)).await.unwrap().unwrap();
        let taken = grant(MEDICINE, "faculty:lecturer");
        let mut update = change(&store, 2, worker(2), &[UserField::LastName, UserField::Department], |bo| {
            "Berggren".clone_into(&mut bo.last);
            bo.departments = vec![DepartmentId(2)];
            bo.permissions = vec![Permission { track: Some("Rural".to_owned()), ..held(MEDICINE, "faculty:faculty") }];
        })
        .await;
        let Change::Update { given, taken: gone, joins, .. } = &mut update else { panic!() };
        (*given, *gone, *joins) = (Some(grant(MEDICINE, "faculty:faculty")), vec![taken], Some(CohortId(2)));
        let import = imported(&store, vec![update]).await;
        let now = store.user(worker(2)).await.unwrap().unwrap();
        assert_eq!((now.version, &*now.last), (bo.version + 1, "Berggren"));
        assert_eq!(now.departments, [DepartmentId(2)]);
        let permissions = [Permission { track: Some("Rural".to_owned()), ..held(MEDICINE, "faculty:faculty") }];
        assert_eq!(now.permissions, permissions);
        assert_eq!((now.username, now.email, now.number), (bo.username, bo.email, bo.number));
        assert_eq!(cohorts_of(&store, "bo").await, [CohortId(2)]);
        let words = &store.audit(None, "users.save", None, 1).await.unwrap()[0].words;
        assert_eq!(words, "Changed (Last Name, Department; faculty:faculty in place of faculty:lecturer; cohort) by import 1 of autumn.csv.");
        let page = store.imported_users(import, Show::Updated, 0, 5).await.unwrap();
        assert_eq!(page.people[0].changed, [UserField::LastName, UserField::Department]);
    }

    async fn a_disabled_account_is_signed_out(store: TestStore) {
        founded(&store).await;
        for (token, user) in [(b"1", learner(1)), (b"2", learner(2))] {
            store.open_session(token, user, &director(), after(60)).await.unwrap();
        }
        let disable = |account: &mut Checked| account.status = AccountStatus::Disabled;
        let disabled = change(&store, 2, learner(1), &[UserField::AccountStatus], disable).await;
        let renamed = change(&store, 3, learner(2), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        imported(&store, vec![disabled, renamed]).await;
        assert!(store.session(b"1", NOW).await.unwrap().is_none());
        assert!(store.session(b"2", NOW).await.unwrap().is_some());
    }

    async fn passwords_are_kept_as_hashes_and_weak_ones_must_be_changed(store: TestStore) {
        founded(&store).await;
        let with = |row, name, scheme, hash: &str, salt: &str| Change::Create {
            row,
            account: Box::new(someone(name)),
            password: Some(ImportedHash { scheme, hash: hash.to_owned(), salt: salt.to_owned() }),
            joins: None,
        };
        let (md5, sha256) = ("5f4dcc3b5aa765d61d8327deb882cf99".to_owned(), "ab".repeat(32));
        let changes = vec![with(2, "ida", Scheme::Md5, &md5, "s$\0"), with(3, "jan", Scheme::Sha256, &sha256, "s"),
            with(4, "kai", Scheme::Bcrypt, "$2b$12$x", "")];
        imported(&store, changes).await;
        for (name, stored, must_change) in [
            ("ida", format!("$coterie-md5$cyQA${md5}"), true),
            ("jan", format!("$coterie-sha256$cw${sha256}"), false),
            ("kai", "$2b$12$x".to_owned(), false),
        ] {
            let account = store.account_by_username(name).await.unwrap().unwrap();
            assert_eq!((account.password_hash, account.must_change_password), (Some(stored), must_change));
        }
        assert!(cohorts_of(&store, "ida").await.is_empty());
    }

    async fn new_people_are_invited_and_the_importer_is_told(store: TestStore) {
        founded(&store).await;
        let mut post = Post::default();
        let password = Some(ImportedHash { scheme: Scheme::Bcrypt, hash: "$2b$12$x".to_owned(), salt: String::new() });
        let with = Change::Create { row: 3, account: Box::new(someone("jan")), password, joins: None };
        let changes = vec![create(2, someone("ida")), with, create(4, someone("kai"))];
        let end = store.import_users(changes, &about(), &mut post, &director()).await.unwrap();
        let ImportEnd::Done(import) = end else { panic!("{end:?}") };
        assert_eq!(post.told, [3]);
        let mails: Vec<_> = store.outbox(None, 9).await.unwrap().into_iter().map(|(mail, held)| (mail.to, mail.subject, mail.body, held)).collect();
        let ada = vec![grant(MEDICINE, "faculty:director")];
        let student = vec![grant(MEDICINE, "student:student")];
        let welcome = |name: &str| (format!("{name}@students.example"), "Welcome".to_owned(), format!("Dear \u{fffd}Ímported {name}"), student.clone());
        let told = ("ada@school.example".to_owned(), format!("Import {import}"), "Created: 2".to_owned(), ada);
        assert_eq!(mails, [told, welcome("kai"), welcome("ida")]);
        let ida = id_of(&store, "ida").await;
        assert_eq!(store.use_password_reset(&token(ida), after(7 * 24 * 60)).await.unwrap(), None, "too late");
        assert_eq!(store.use_password_reset(&token(ida), after(7 * 24 * 60 - 1)).await.unwrap(), Some(ida));
    }

    async fn a_person_changed_since_the_plan_stops_the_import(store: TestStore) {
        founded(&store).await;
        let update = change(&store, 3, learner(1), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        let edited = Checked { first: "Y".into(), ..store.user(learner(1)).await.unwrap().unwrap().into() };
        assert_eq!(store.begin(&director()).await.unwrap().save_user(learner(1), 0, &edited, None).await.unwrap(), Saved::Done(1));
        assert_moved(&store, vec![create(2, someone("first")), update]).await;
        assert_eq!(store.user(learner(1)).await.unwrap().unwrap().first, "Y");
        let update = change(&store, 3, learner(2), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        store.begin(&director()).await.unwrap().delete_users(&[learner(2)]).await.unwrap();
        assert_moved(&store, vec![create(2, someone("first")), update]).await;
    }

    async fn what_was_taken_or_went_since_the_plan_stops_the_import(store: TestStore) {
        founded(&store).await;
        let first = || create(2, someone("first"));
        store.begin(&director()).await.unwrap().add_user(&someone("taken"), &NewAccount::default()).await.unwrap();
        let taken = someone("taken");
        let other = Checked { number: None, ..someone("other") };
        let username = Checked { username: "TÁKEN".to_owned(), ..other.clone() };
        let email = Checked { email: "Taken@Students.Example".to_owned(), ..other.clone() };
        let number = Checked { number: Some("i-TAKEN".to_owned()), ..other.clone() };
        let gender = Checked { gender: GenderCode("gone".to_owned()), ..other.clone() };
        let department = Checked { departments: vec![DepartmentId(99)], ..other.clone() };
        for account in [username, email, number.clone(), gender, department] {
            assert_moved(&store, vec![first(), create(3, account)]).await;
        }
        let cohort = Change::Create { row: 3, account: Box::new(other.clone()), password: None, joins: Some(CohortId(99)) };
        assert_moved(&store, vec![first(), cohort]).await;
        for (field, edit) in [
            (UserField::Username, &(|account: &mut Checked| "taken".clone_into(&mut account.username)) as &dyn Fn(&mut Checked)),
            (UserField::Email, &|account| account.email.clone_from(&taken.email)),
            (UserField::InstitutionNumber, &|account| account.number.clone_from(&taken.number)),
        ] {
            let update = change(&store, 3, learner(1), &[field], |account| edit(account)).await;
            assert_moved(&store, vec![first(), update]).await;
        }
        // In another organisation a number may come again.
        let nurse = Checked { permissions: vec![held(NURSING, "student:student")], departments: Vec::new(), ..number };
        imported(&store, vec![create(2, nurse)]).await;
    }

    async fn a_permission_that_brings_a_number_where_another_has_it_is_named(store: TestStore) {
        founded(&store).await;
        let nurse = Checked { number: Some("Ns0001".into()), permissions: vec![held(NURSING, "student:student")], ..someone("nurse2") };
        store.begin(&director()).await.unwrap().add_user(&nurse, &NewAccount::default()).await.unwrap();
        let mut update = change(&store, 7, learner(1), &[], |account| account.permissions.push(held(NURSING, "staff:staff"))).await;
        if let Change::Update { given, organisation, .. } = &mut update {
            (*given, *organisation) = (Some(grant(NURSING, "staff:staff")), NURSING);
        }
        let before = tally(&store).await.unwrap();
        assert_eq!(import(&store, vec![update]).await, ImportEnd::NumberTaken { row: 7 });
        assert_eq!(tally(&store).await.unwrap(), before);
    }

    async fn numbers_two_people_have_already_are_no_reason_to_stop(store: TestStore) {
        founded(&store).await;
        // As rows may be that came before there was a rule.
        let twin = store::testing::new_user("twin", "T", "Twin", 1, &["student:student"]);
        let twin = store::NewUser { number: Some("Ns0001".into()), ..twin };
        store.create_user(&twin, &director()).await.unwrap();
        let update = change(&store, 2, learner(1), &[UserField::FirstName], |account| "Z".clone_into(&mut account.first)).await;
        imported(&store, vec![update]).await;
    }

    async fn hostile_names_are_text(store: TestStore) {
        founded(&store).await;
        let names = ["<img src=x onerror=alert(1)>", "\u{202e}desrever", "=HYPERLINK(\"http://x\")", "'; DROP TABLE person; --", "a\0b", "\\u0000", "{\"$ne\":1}", "%_!"];
        let account = |at: usize, name: &str| Checked {
            first: name.to_owned(),
            last: name.to_owned(),
            number: Some(format!("{name}{at}")),
            details: [(Detail::City, name.to_owned()), (Detail::Comments, name.to_owned())].into(),
            permissions: vec![Permission { track: Some("t".to_owned()), ..held(MEDICINE, "student:student") }],
            ..someone(&format!("hostile{at}"))
        };
        let changes: Vec<Change> = names.iter().enumerate().map(|(at, name)| create(u32::try_from(at).unwrap() + 2, account(at, name))).collect();
        let about = NewImport { file_name: format!("{}\0.csv", "<b>".repeat(100)), ..about() };
        let end = store.import_users(changes, &about, &mut (), &director()).await.unwrap();
        let ImportEnd::Done(import) = end else { panic!("{end:?}") };
        for (at, name) in names.iter().enumerate() {
            let user = id_of(&store, &format!("hostile{at}")).await;
            let profile = store.user(user).await.unwrap().unwrap();
            let kept = name.replace('\0', "\u{fffd}");
            assert_eq!((&*profile.first, &*profile.last), (&*kept, &*kept));
            assert_eq!(profile.details[&Detail::City], *name);
            // And again, as a change of what is there.
            let renamed = change(&store, 9, user, &[UserField::FirstName], |account| account.first = format!("{name}{name}")).await;
            imported(&store, vec![renamed]).await;
        }
        let kept = store.user_import(import).await.unwrap().unwrap().file_name;
        assert_eq!(kept.chars().count(), 200);
        assert_eq!(store.imported_users(import, Show::All, 0, 99).await.unwrap().total, 8);
    }

    async fn more_than_a_batch_is_one_import(store: TestStore) {
        founded(&store).await;
        let mut post = Post::default();
        let before = tally(&store).await.unwrap();
        let end = store.import_users(new_learners(1, 2_345), &about(), &mut post, &By { user: None, acted_as: None, at: NOW }).await.unwrap();
        let ImportEnd::Done(import) = end else { panic!("{end:?}") };
        let now = tally(&store).await.unwrap();
        assert_eq!((now.people - before.people, now.kept, now.mails, now.resets), (2_345, 2_345, 2_346, 2_345));
        assert_eq!((post.told.last(), now.log - before.log), (Some(&2_345), 2_346));
        assert!(post.told.is_sorted() && post.told.len() > 1);
        assert_eq!(store.user_import(import).await.unwrap().unwrap().by, None, "by the command line");
        let after = store.create_user(&store::testing::new_user("next", "N", "N", 1, &[]), &director()).await.unwrap();
        assert!(store.user(UserId(after.0 - 1)).await.unwrap().is_some(), "ids go on after it");
    }

    async fn an_import_that_is_dropped_half_way_leaves_nothing_and_blocks_nobody(store: TestStore) {
        founded(&store).await;
        let (by, about) = (director(), about());
        for polls in (1..60).step_by(6) {
            let before = tally(&store).await.unwrap();
            let mut nobody = ();
            let mut import = Box::pin(store.import_users(new_learners(polls, 2_100), &about, &mut nobody, &by));
            let mut polled = 0;
            // A server that is told to stop, or whose client goes away, drops it wherever it waits.
            let finished = std::future::poll_fn(|context| {
                polled += 1;
                match import.as_mut().poll(context) {
                    std::task::Poll::Ready(done) => std::task::Poll::Ready(Some(done)),
                    std::task::Poll::Pending if polled >= polls => std::task::Poll::Ready(None),
                    std::task::Poll::Pending => std::task::Poll::Pending,
                }
            })
            .await;
            drop(import);
            assert!(finished.is_none(), "{finished:?}");
            // Queues behind what the database may still be doing for the dropped one.
            let end = store.import_users(new_learners(1_000 + polls, 3), &about, &mut nobody, &by).await.unwrap();
            assert!(matches!(end, ImportEnd::Done(_)));
            assert_eq!(tally(&store).await.unwrap().people, before.people + 3);
        }
    }

    async fn of_two_imports_of_the_same_people_at_once_exactly_one_is_made(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let before = tally(&store).await.unwrap();
        let by = director();
        let (about, (mut here, mut there)) = (about(), ((), ()));
        let (one, two) = tokio::join!(
            store.import_users(new_learners(1, 500), &about, &mut here, &by),
            second.import_users(new_learners(1, 500), &about, &mut there, &by)
        );
        let ends = [one.unwrap(), two.unwrap()];
        assert!(ends.contains(&ImportEnd::Moved) && ends.iter().any(|end| matches!(end, ImportEnd::Done(_))), "{ends:?}");
        assert_eq!(tally(&store).await.unwrap().people - before.people, 500);
    }

    async fn imports_of_different_people_and_single_new_users_at_once_are_all_made(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let by = director();
        let (about, user, (mut here, mut there)) = (about(), someone("single"), ((), ()));
        let account = NewAccount::default();
        let (one, two, single) = tokio::join!(
            store.import_users(new_learners(1, 300), &about, &mut here, &by),
            second.import_users(new_learners(2, 300), &about, &mut there, &by),
            async { second.begin(&by).await?.add_user(&user, &account).await }
        );
        assert!(matches!((one.unwrap(), two.unwrap()), (ImportEnd::Done(a), ImportEnd::Done(b)) if a != b));
        single.unwrap();
        assert_eq!(tally(&store).await.unwrap().people, 18 + 601);
    }

    async fn of_an_import_and_a_save_of_the_same_user_one_is_told(store: TestStore) {
        founded(&store).await;
        let second = Store::open(&store.url).await.unwrap();
        let by = director();
        for round in 0..5 {
            let update = change(&store, 2, learner(1), &[UserField::FirstName], |account| "Import".clone_into(&mut account.first)).await;
            let edited = Checked { first: "Save".into(), ..store.user(learner(1)).await.unwrap().unwrap().into() };
            let (about, mut nobody) = (about(), ());
            let (import, save) = tokio::join!(
                store.import_users([update], &about, &mut nobody, &by),
                async { second.begin(&by).await?.save_user(learner(1), round, &edited, None).await }
            );
            let now = store.user(learner(1)).await.unwrap().unwrap();
            match (import.unwrap(), save.unwrap()) {
                (ImportEnd::Done(_), Saved::Stale) => assert_eq!(now.first, "Import"),
                (ImportEnd::Moved, Saved::Done(_)) => assert_eq!(now.first, "Save"),
                both => panic!("{both:?}"),
            }
            assert_eq!(now.version, round + 1);
        }
    }

    async fn imports_are_listed_to_who_manages_all_they_touched(store: TestStore) {
        founded(&store).await;
        let nurse = Checked { permissions: vec![held(NURSING, "medtech:staff")], departments: Vec::new(), ..someone("kit") };
        let medicine = imported(&store, vec![create(2, someone("ida"))]).await;
        let nursing = imported(&store, vec![create(2, nurse)]).await;
        let both = Checked { permissions: vec![held(MEDICINE, "staff:staff"), held(NURSING, "staff:staff")], ..someone("lea") };
        let both = imported(&store, vec![create(2, both)]).await;
        let none = imported(&store, Vec::new()).await;
        let listed = async |within: Option<&[OrganisationId]>, before, limit| {
            let imports = store.user_imports(within, before, limit).await.unwrap();
            imports.into_iter().map(|import| import.id).collect::<Vec<_>>()
        };
        assert_eq!(listed(None, None, 9).await, [none, both, nursing, medicine]);
        assert_eq!(listed(None, Some(both), 1).await, [nursing]);
        assert_eq!(listed(Some(&[MEDICINE]), None, 9).await, [medicine]);
        assert_eq!(listed(Some(&[MEDICINE, NURSING]), None, 9).await, [both, nursing, medicine]);
        assert_eq!(listed(Some(&[]), None, 9).await, []);
        let touched = store.user_import(both).await.unwrap().unwrap();
        assert_eq!((touched.organisations, touched.medtech), (vec![MEDICINE, NURSING], false));
        assert!(store.user_import(nursing).await.unwrap().unwrap().medtech);
        assert!(store.user_import(UserImportId(99)).await.unwrap().is_none());
        let unknown = store.undo_import(UserImportId(99), &|_, _| true, &director()).await.unwrap_err();
        assert!(matches!(unknown, StoreError::Missing("import")));
    }
}
