//! Users as administrators manage them: the list, one user, deleting and bringing back, switches.

use crate::founded::{after, director, founded};
use domain::access::Grant;
use domain::id::{CohortId, DepartmentId, OrganisationId, UserId};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{AccountState, Checked, Detail, Filter, Permission, Show, Sort, Switch, UserRow, WordList};
use store::testing::{NOW, TestStore, big_school, learner, worker};
use store::{NewAccount, NewMail, Saved, StoreError};

const MEDICINE: OrganisationId = OrganisationId(1);
const NURSING: OrganisationId = OrganisationId(2);

fn held(organisation: OrganisationId, group: &str, role: &str) -> Permission {
    Permission { grant: Grant { organisation, group: group.to_owned(), role: role.to_owned() }, track: None }
}

fn zoe() -> Checked {
    Checked {
        username: "zoe".to_owned(),
        email: "zoe@school.example".to_owned(),
        number: Some("Z-1".to_owned()),
        first: "Zoë".to_owned(),
        middle: None,
        last: "Zimmer".to_owned(),
        gender: GenderCode("F".to_owned()),
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
        entry_year: Some(2025),
        grad_year: Some(2029),
        student_admin: true,
        details: [(Detail::City, "Köln".to_owned()), (Detail::Title, "Dr.".to_owned())].into(),
        departments: vec![DepartmentId(1)],
        permissions: vec![held(MEDICINE, "student", "student")],
    }
}

/// The newest row of the audit log: its action and words.
async fn last_said(store: &TestStore) -> (String, String) {
    let row = store.audit(None, "", None, 1).await.unwrap().remove(0);
    (row.action, row.words)
}

async fn names(store: &TestStore, within: Option<&[OrganisationId]>, filter: Filter) -> Vec<String> {
    let page = store.users(within, &filter, NOW).await.unwrap();
    assert!(page.total as usize >= page.rows.len());
    page.rows.into_iter().map(|row| row.username).collect()
}

store::on_both_databases! {
    async fn a_new_user_is_all_that_was_typed_and_joins_their_class(store: TestStore) {
        founded(&store).await;
        let account = NewAccount { password_hash: Some("hash".to_owned()), must_change_password: true };
        let id = store.begin(&director()).await.unwrap().add_user(&zoe(), &account).await.unwrap();
        let made = store.user(id).await.unwrap().unwrap();
        assert_eq!((made.username.as_str(), made.first.as_str(), made.number.as_deref()), ("zoe", "Zoë", Some("Z-1")));
        assert_eq!((made.details, made.departments), (zoe().details, zoe().departments));
        assert_eq!((made.permissions, made.student_admin, made.version), (zoe().permissions, true, 0));
        let signing_in = store.account_by_username("ZOE").await.unwrap().unwrap();
        assert!(signing_in.must_change_password && signing_in.password_hash.as_deref() == Some("hash"));
        let found = Filter { query: "zimmer, zoe".to_owned(), cohort: Some(CohortId(1)), ..Filter::default() };
        assert_eq!(names(&store, Some(&[MEDICINE]), found).await, ["zoe"]);
        assert_eq!(last_said(&store).await, ("users.create".to_owned(), "Created as student:student.".to_owned()));
    }

    async fn what_another_has_is_refused_and_nothing_is_written(store: TestStore) {
        founded(&store).await;
        store.begin(&director()).await.unwrap().add_user(&zoe(), &NewAccount::default()).await.unwrap();
        let other = Checked { username: "y".into(), email: "y@school.example".into(), number: None, ..zoe() };
        for (taken, word) in [
            (Checked { username: "ZOE".into(), ..other.clone() }, "username"),
            (Checked { email: "Zoe@School.example".into(), ..other.clone() }, "email"),
            (Checked { number: Some("z-1".into()), ..other.clone() }, "number"),
        ] {
            let refused = store.begin(&director()).await.unwrap().add_user(&taken, &NewAccount::default()).await.unwrap_err();
            assert!(matches!(refused, StoreError::Taken(found) if found == word), "{refused:?}");
        }
        assert!(store.account_by_username("y").await.unwrap().is_none());
        // In another school the number may be someone else's.
        let elsewhere = Checked {
            number: Some("Z-1".into()), permissions: vec![held(NURSING, "staff", "staff")], departments: vec![], ..other
        };
        store.begin(&director()).await.unwrap().add_user(&elsewhere, &NewAccount::default()).await.unwrap();
    }

    async fn a_save_keeps_what_belongs_to_other_organisations_and_is_refused_on_an_old_version(store: TestStore) {
        founded(&store).await;
        let both = Checked {
            permissions: vec![held(MEDICINE, "student", "student"), held(NURSING, "staff", "staff")], ..zoe()
        };
        let id = store.begin(&director()).await.unwrap().add_user(&both, &NewAccount::default()).await.unwrap();
        let changed = Checked {
            last: "Zander".to_owned(),
            details: [(Detail::City, "Bonn".to_owned())].into(),
            permissions: vec![held(MEDICINE, "alumni", "2029"), held(NURSING, "medtech", "admin")],
            departments: vec![DepartmentId(2)],
            ..zoe()
        };
        let saved = store.begin(&director()).await.unwrap().save_user(id, 0, &changed, Some(&[MEDICINE])).await.unwrap();
        assert_eq!(saved, Saved::Done(1));
        assert_eq!(last_said(&store).await, ("users.save".to_owned(), "Changed. Last Name: Zimmer → Zander. Title: Dr. → nothing. City: Köln → Bonn. Other departments. Given: alumni:2029. Taken away: student:student.".to_owned()));
        let now = store.user(id).await.unwrap().unwrap();
        assert_eq!(now.permissions, [held(MEDICINE, "alumni", "2029"), held(NURSING, "staff", "staff")]);
        assert_eq!((now.last.as_str(), now.departments, now.details), ("Zander", changed.departments.clone(), changed.details.clone()));
        assert_eq!(store.begin(&director()).await.unwrap().save_user(id, 0, &zoe(), None).await.unwrap(), Saved::Stale);
        assert_eq!(store.user(id).await.unwrap().unwrap().last, "Zander");
        let missing = store.begin(&director()).await.unwrap().save_user(UserId(-1), 0, &zoe(), None).await.unwrap_err();
        assert!(matches!(missing, StoreError::Missing("user")));
    }

    async fn the_list_is_searched_filtered_sorted_and_kept_to_the_organisations(store: TestStore) {
        founded(&store).await;
        let everyone = store.users(None, &Filter::default(), NOW).await.unwrap();
        assert_eq!(everyone.total, 18);
        assert_eq!(names(&store, Some(&[NURSING]), Filter::default()).await, ["kim", "nurse"]);
        let staff = Filter { group: "staff".into(), ..Filter::default() };
        assert_eq!(names(&store, Some(&[MEDICINE]), staff.clone()).await, ["di"]);
        assert_eq!(names(&store, Some(&[NURSING]), staff).await, [""; 0]);
        let role = Filter { group: "faculty".into(), role: "lecturer".into(), ..Filter::default() };
        assert_eq!(names(&store, None, role).await, ["bo"]);
        let nursing = Filter { organisation: Some(NURSING), ..Filter::default() };
        assert_eq!(names(&store, None, nursing.clone()).await, ["kim", "nurse"]);
        assert_eq!(names(&store, Some(&[MEDICINE]), nursing).await, [""; 0]);
        let department = Filter { department: Some(DepartmentId(1)), ..Filter::default() };
        assert_eq!(names(&store, None, department.clone()).await, ["ada", "bo"]);
        for (sort, down, first) in [
            (Sort::Name, false, "ada"), (Sort::Name, true, "bo"), (Sort::Username, true, "bo"), (Sort::Email, false, "ada"),
            (Sort::Number, true, "bo"), (Sort::SignIn, false, "ada"), (Sort::SignIn, true, "ada"),
        ] {
            let sorted = Filter { sort, down, ..department.clone() };
            assert_eq!(names(&store, None, sorted).await[0], first, "{sort:?} {down}");
        }
        let searched = Filter { query: "ARSEN ada".into(), ..Filter::default() };
        assert_eq!(names(&store, None, searched).await, ["ada"]);
        let odd = Filter { query: "100% _ ' \" ; --".into(), ..Filter::default() };
        assert_eq!(names(&store, None, odd).await, [""; 0]);
        let hidden = Filter { group: "a\0b".into(), role: "\0".into(), ..Filter::default() };
        assert_eq!(names(&store, None, hidden).await, [""; 0]);
        assert_eq!(names(&store, None, Filter { page: 9, ..Filter::default() }).await, [""; 0]);
    }

    async fn the_list_is_searched_for_many_words_and_in_several_organisations(store: TestStore) {
        founded(&store).await;
        let both = Some([MEDICINE, NURSING].as_slice());
        assert_eq!(store.users(both, &Filter::default(), NOW).await.unwrap().total, 18);
        let learners = Filter { group: "student".into(), query: "s, school.example".into(), ..Filter::default() };
        assert_eq!(store.users(both, &learners, NOW).await.unwrap().total, 13);
        assert_eq!(names(&store, Some(&[]), Filter::default()).await, [""; 0]);
        let wordy = |words: &str| Filter { query: format!("a r s e n {words}"), ..Filter::default() };
        assert_eq!(names(&store, both, wordy("å d a årsen ada")).await, ["ada"]);
        assert_eq!(names(&store, both, wordy("å d a årsen adam")).await, [""; 0]);
        assert_eq!(names(&store, both, wordy("ada")).await, ["ada"]);
    }

    async fn pages_follow_each_other_from_either_end(store: TestStore) {
        store.found_school(&big_school(113), &director()).await.unwrap();
        for (sort, down) in Sort::ALL.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
            let mut listed = Vec::new();
            for (page, length) in [50, 50, 50, 23, 0].into_iter().enumerate() {
                let filter = Filter { sort, down, page: u32::try_from(page).unwrap(), ..Filter::default() };
                let page = store.users(Some(&[MEDICINE]), &filter, NOW).await.unwrap();
                assert_eq!((page.rows.len(), page.total), (length, 173), "{filter:?}");
                listed.extend(page.rows);
            }
            let by_name = |row: &UserRow| (row.person.last.to_lowercase(), row.person.first.to_lowercase(), row.person.id);
            let mut sorted = listed.clone();
            match sort {
                Sort::Name | Sort::SignIn => sorted.sort_by_key(by_name),
                Sort::Username => sorted.sort_by_key(|row| row.username.clone()),
                Sort::Email => sorted.sort_by_key(|row| row.person.email.clone()),
                Sort::Number => sorted.sort_by_key(|row| row.person.number.clone()),
            }
            // Nobody has signed in: they stand by name, whichever way.
            if down && sort != Sort::SignIn {
                sorted.reverse();
            }
            assert_eq!(listed, sorted, "{sort:?} {down}");
        }
    }

    async fn accounts_are_listed_by_whether_they_can_be_used(store: TestStore) {
        founded(&store).await;
        let add = async |name: &str, change: fn(&mut Checked)| {
            let mut user = Checked { username: name.into(), email: format!("{name}@x.example"), number: None, ..zoe() };
            change(&mut user);
            store.begin(&director()).await.unwrap().add_user(&user, &NewAccount::default()).await.unwrap()
        };
        add("off", |user| user.status = AccountStatus::Disabled).await;
        add("over", |user| user.access_finish = Some(NOW)).await;
        add("soon", |user| user.access_start = Some(after(1))).await;
        let gone = add("gone", |_| {}).await;
        assert_eq!(store.begin(&director()).await.unwrap().delete_users(&[gone]).await.unwrap(), 1);
        let listed = async |show: Show| {
            let filter = Filter { show, query: "zimmer".into(), ..Filter::default() };
            let page = store.users(Some(&[MEDICINE]), &filter, NOW).await.unwrap();
            let mut found: Vec<_> = page.rows.into_iter().map(|row| (row.username, row.state)).collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            found
        };
        assert_eq!(listed(Show::Disabled).await, [("off".to_owned(), AccountState::Disabled)]);
        let outside = [("over".to_owned(), AccountState::Expired), ("soon".to_owned(), AccountState::Early)];
        assert_eq!(listed(Show::Expired).await, outside);
        assert_eq!(listed(Show::Deleted).await, [("gone".to_owned(), AccountState::Deleted)]);
        assert_eq!(listed(Show::Present).await.len(), 3);
        assert_eq!(listed(Show::Active).await, []);
    }

    async fn deleting_ends_sessions_and_can_be_taken_back_with_other_permissions(store: TestStore) {
        founded(&store).await;
        store.open_session(b"token", learner(1), &director(), after(60)).await.unwrap();
        let mail = NewMail { to: "a@b.example".into(), subject: "In".into(), body: "In".into() };
        store.open_password_reset(b"link", learner(1), after(900), &mail, &director()).await.unwrap();
        assert_eq!(store.begin(&director()).await.unwrap().delete_users(&[learner(1), worker(3), UserId(-1)]).await.unwrap(), 2);
        assert!(store.session(b"token", NOW).await.unwrap().is_none());
        assert!(store.viewer(learner(1)).await.unwrap().is_none());
        assert_eq!(store.begin(&director()).await.unwrap().delete_users(&[learner(1)]).await.unwrap(), 0);
        assert_eq!(last_said(&store).await, ("users.delete".to_owned(), "Deleted 2: cy, s0001.".to_owned()));
        let alumni = [held(MEDICINE, "alumni", "2026")];
        store.begin(&director()).await.unwrap().reactivate_user(learner(1), &alumni).await.unwrap();
        let back = store.user(learner(1)).await.unwrap().unwrap();
        assert_eq!((back.deleted, back.permissions.as_slice()), (false, &alumni[..]));
        assert_eq!(store.use_password_reset(b"link", after(60)).await.unwrap(), None, "comes back without");
        let again = store.begin(&director()).await.unwrap().reactivate_user(learner(1), &alumni).await.unwrap_err();
        assert!(matches!(again, StoreError::Missing("user")));
    }

    async fn shared_lists_are_added_to_and_what_is_in_use_stays(store: TestStore) {
        founded(&store).await;
        let by = director();
        store.add_word(WordList::Genders, "X", "Agender", &by).await.unwrap();
        let twice = store.add_word(WordList::Genders, "X", "Other", &by).await.unwrap_err();
        assert!(matches!(twice, StoreError::Taken("entry")));
        let last = store.genders().await.unwrap().pop().unwrap();
        assert_eq!((last.code.as_str(), last.name.as_str()), ("X", "Agender"));
        store.remove_word(WordList::Genders, "X", &by).await.unwrap();
        let needed = store.remove_word(WordList::Genders, "F", &by).await.unwrap_err();
        assert!(matches!(needed, StoreError::InUse("gender")));
        store.add_word(WordList::Titles, "", "Sir", &by).await.unwrap();
        store.add_word(WordList::Pronouns, "", "ze/zir", &by).await.unwrap();
        let lists = store.user_lists(None).await.unwrap();
        assert_eq!((lists.titles.last().unwrap().as_str(), lists.pronouns.last().unwrap().as_str()), ("Sir", "ze/zir"));
        store.remove_word(WordList::Titles, "Sir", &by).await.unwrap();
        let gone = store.remove_word(WordList::Titles, "Sir", &by).await.unwrap_err();
        assert!(matches!(gone, StoreError::Missing("entry")));
        assert_eq!(last_said(&store).await, ("settings.list".to_owned(), "Removed Sir.".to_owned()));
    }

    async fn people_search_finds_names_titles_and_office_hours_in_these_organisations_only(store: TestStore) {
        founded(&store).await;
        let details = [(Detail::Title, "Dr.".to_owned()), (Detail::OfficeHours, "Mondays".to_owned())].into();
        store.begin(&director()).await.unwrap().add_user(&Checked { details, ..zoe() }, &NewAccount::default()).await.unwrap();
        let found = store.search_everyone(&[MEDICINE], "zimmer zo", 10).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].title.as_deref(), found[0].office_hours.as_deref()), (Some("Dr."), Some("Mondays")));
        assert!(found[0].is_learner());
        assert!(store.search_everyone(&[NURSING], "zimmer", 10).await.unwrap().is_empty());
        assert_eq!(store.search_everyone(&[MEDICINE, NURSING], "", 5).await.unwrap().len(), 5);
        store.begin(&director()).await.unwrap().delete_users(&[worker(1)]).await.unwrap();
        assert!(store.search_everyone(&[MEDICINE], "ada", 10).await.unwrap().is_empty());
    }

    async fn switches_belong_to_an_organisation(store: TestStore) {
        founded(&store).await;
        store.set_switch(MEDICINE, Switch::Pronoun, true, &director()).await.unwrap();
        store.set_switch(MEDICINE, Switch::Pronoun, true, &director()).await.unwrap();
        assert!(store.settings(MEDICINE).await.unwrap().is_on(Switch::Pronoun));
        assert!(!store.settings(NURSING).await.unwrap().is_on(Switch::Pronoun));
        assert!(store.user_lists(None).await.unwrap().settings.is_on(Switch::Pronoun));
        assert!(!store.user_lists(Some(&[NURSING])).await.unwrap().settings.is_on(Switch::Pronoun));
        store.set_switch(MEDICINE, Switch::Pronoun, false, &director()).await.unwrap();
        assert!(!store.settings(MEDICINE).await.unwrap().is_on(Switch::Pronoun));
        assert_eq!(last_said(&store).await, ("settings.switch".to_owned(), "Turned off.".to_owned()));
        let lists = store.user_lists(Some(&[NURSING])).await.unwrap();
        assert_eq!(lists.organisations.len(), 1);
        assert!(lists.roles.iter().any(|role| role.key() == "staff:translator"));
        assert!(lists.titles.contains(&"Assoc. Prof.".to_owned()));
    }
}
