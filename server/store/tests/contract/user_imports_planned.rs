//! From a file to an import and back: the plan is made on what the store says, and the store does what was planned.

use crate::founded::{director, founded};
use crate::user_imports::{about, id_of};
use domain::id::OrganisationId;
use domain::import::columns::match_columns;
use domain::import::file::{Choice, Limits, Table, read};
use domain::import::users::desk::Wanted;
use domain::import::users::plan::{Corrections, Counts, Decisions, Directory, Ground, Known, Plan, Reach, Sheet};
use store::testing::{TestStore, learner};
use store::{ImportEnd, NewAccount, Store};

const HEADER: &str =
    "First Name,Last Name,Username,Email,Organisation,Gender,Group,Role,Institution Number,Grad Year,City";

fn table(rows: &str) -> Table {
    let limits = Limits { bytes: 1 << 20, rows: 1_000, columns: 100 };
    let text = format!("{HEADER}\n{rows}");
    read(text.as_bytes(), Choice::default(), &limits, &|_| true).unwrap().table
}

/// What the server would send of everyone whom the file names.
async fn directory(store: &Store, table: &Table) -> Directory {
    let column = |at: usize| table.rows.iter().map(|row| row.cell(at).to_owned()).collect::<Vec<_>>();
    let wanted = Wanted { numbers: column(8), usernames: column(2), emails: column(3) };
    let people = store.people_of_keys(&wanted).await.unwrap();
    let known = |(profile, cohorts)| Known { profile, reach: Reach::May, cohorts };
    let lists = store.user_lists(None).await.unwrap();
    let gives = lists.roles.iter().flat_map(|role| [1, 2].map(|of| (OrganisationId(of), role.group.clone()))).collect();
    let cohorts = store.cohorts_within(None).await.unwrap();
    Directory::new(Ground { lists, gives, masked: false, cohorts, people: people.into_iter().map(known).collect() })
}

/// Plans the file and imports it.
async fn import(store: &Store, rows: &str) -> (Counts, ImportEnd) {
    let table = table(rows);
    let directory = directory(store, &table).await;
    let sheet = Sheet::new(&table, &match_columns(&table.columns), &directory, Corrections::default());
    let plan = Plan::new(&sheet, &directory, &Decisions::default());
    assert_eq!(plan.open(), 0, "{:?}", plan.problems);
    let end = store.import_users(plan.deed(&sheet, &directory), &about(), &mut (), &director()).await.unwrap();
    (plan.counts, end)
}

fn counted(counts: Counts) -> (usize, usize, usize) {
    (counts.created, counts.updated, counts.unchanged)
}

store::on_both_databases! {
    async fn the_same_file_twice_changes_nothing(store: TestStore) {
        founded(&store).await;
        let rows = "Ida,Øst,ida,Ida@x.example,1,F,student,student,I-1,2029,Bern\n\
            Jan,Vest,jan,jan@x.example,2,Male,staff,staff,,,\n\
            First0001,Renamed,s0001,s0001@school.example,1,M,student,student,Ns0001,2029,Köln\n\
            Bo,Berg,bo,bo@school.example,2,U,staff,staff,Nbo,,\n";
        let (counts, end) = import(&store, rows).await;
        assert_eq!(counted(counts), (2, 2, 0));
        assert!(matches!(end, ImportEnd::Done(_)));
        let (counts, end) = import(&store, rows).await;
        assert_eq!(counted(counts), (0, 0, 4));
        assert!(matches!(end, ImportEnd::Done(_)));
        assert_eq!(store.user(learner(1)).await.unwrap().unwrap().last, "Renamed");
    }

    async fn an_import_taken_back_can_be_planned_and_made_again(store: TestStore) {
        founded(&store).await;
        let rows = "Ida,Øst,ida,ida@x.example,1,F,student,student,I-1,2029,Bern\n\
            First0001,Renamed,s0001,s0001@school.example,1,M,student,student,Ns0001,2029,Köln\n";
        for _ in 0..2 {
            let (counts, end) = import(&store, rows).await;
            assert_eq!(counted(counts), (1, 1, 0));
            let ImportEnd::Done(import) = end else { panic!("{end:?}") };
            assert!(store.undo_import(import, &|_, _| true, &director()).await.unwrap().kept.is_empty());
        }
    }

    async fn people_are_found_however_a_file_writes_their_keys(store: TestStore) {
        founded(&store).await;
        let ida = crate::user_imports::someone("ída.Ørsted");
        let ida = domain::user::Checked { email: "Ída@Students.Example".into(), number: Some("É-77 x".into()), ..ida };
        store.begin(&director()).await.unwrap().add_user(&ida, &NewAccount::default()).await.unwrap();
        let ida = id_of(&store, "ida.orsted").await;
        let find = async |wanted: Wanted| {
            let found = store.people_of_keys(&wanted).await.unwrap();
            found.into_iter().map(|(profile, _)| profile.id).collect::<Vec<_>>()
        };
        for username in ["ída.Ørsted", " IDA.ORSTED ", "ida.ørsted"] {
            assert_eq!(find(Wanted { usernames: vec![username.into()], ..Wanted::default() }).await, [ida]);
        }
        for number in ["É-77 x", "é-77 X\t"] {
            assert_eq!(find(Wanted { numbers: vec![number.into()], ..Wanted::default() }).await, [ida]);
        }
        assert_eq!(find(Wanted { emails: vec!["Ída@STUDENTS.example".into()], ..Wanted::default() }).await, [ida]);
        let others = Wanted {
            numbers: vec![String::new(), " ".into(), "E-77 x".into(), "\0".into(), "' OR 1=1".into()],
            usernames: vec![String::new(), "ida".into(), "%".into()],
            emails: vec!["ida@students.example".into(), String::new()],
        };
        assert_eq!(find(others).await, [], "another's key is not theirs, and a blank one nobody's");
        // The plan finds whom the store found.
        let row = "Ida,Ímported ída.Ørsted,IDA.ørsted,Ída@students.EXAMPLE,1,F,student,student,é-77 X,2029,Bern\n";
        let table = table(row);
        let directory = directory(&store, &table).await;
        let sheet = Sheet::new(&table, &match_columns(&table.columns), &directory, Corrections::default());
        let plan = Plan::new(&sheet, &directory, &Decisions::default());
        assert_eq!(plan.rows[0].user, Some(ida), "{:?}", plan.problems);
    }

    async fn thousands_are_looked_up_at_once_deleted_ones_too(store: TestStore) {
        founded(&store).await;
        store.begin(&director()).await.unwrap().delete_users(&[learner(2)]).await.unwrap();
        let wanted = Wanted {
            numbers: (0..5_000).map(|n| format!("Ns{n:04}")).collect(),
            usernames: (0..5_000).map(|n| format!("S{n:04}")).collect(),
            emails: (0..5_000).map(|n| format!("s{n:04}@school.example")).collect(),
        };
        let found = store.people_of_keys(&wanted).await.unwrap();
        assert_eq!(found.len(), 12);
        assert!(found.iter().is_sorted_by_key(|(profile, _)| profile.id));
        assert_eq!(found.iter().filter(|(profile, _)| profile.deleted).count(), 1);
        let eighth = &found[7];
        assert_eq!(eighth.1.len(), 2);
        assert_eq!(eighth.0, store.user(learner(8)).await.unwrap().unwrap());
        let cohorts = store.cohorts_within(Some(&[OrganisationId(1)])).await.unwrap();
        assert_eq!(cohorts.len(), 3);
        assert!(store.cohorts_within(Some(&[OrganisationId(2)])).await.unwrap().is_empty());
    }
}
