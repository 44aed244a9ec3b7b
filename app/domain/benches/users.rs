//! A file of 100,000 users under 25 columns (19 MiB) on the desk: read, planned, edited; and the plan alone, as the
//! server makes it. `cargo bench -p domain --bench users`

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::import::columns::{Field as _, Mapping, match_columns};
use domain::import::file::{Choice, Index};
use domain::import::users::UserField;
use domain::import::users::desk::{self, Desk, Edit, Filter};
use domain::import::users::plan::{Change, Corrections, Decisions, Directory, Ground, Known, Plan, Reach, Sheet};
use domain::person::{Gender, GenderCode};
use domain::user::{Checked, Lists, Profile, Role};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROWS: i64 = 100_000;

fn text() -> String {
    // All fields but Password and Salt.
    let fields: Vec<&str> = UserField::ALL
        .iter()
        .filter(|field| !matches!(field, UserField::Password | UserField::Salt))
        .map(|field| field.label())
        .collect();
    assert_eq!(fields.len(), 25);
    let mut text = fields.join(",");
    for id in 0..ROWS {
        let _ = write!(
            text,
            "\nZoë {},Müller-{},user{id:06},user{id:06}@students.school.example,1,{},Student,student,N{id:07},2025,\
             2029,Came by the registry's list of autumn,active,2025-09-01 08:00,2029-08-31 18:00,Surgery,Dr.,\
             private{id}@mail.example,+49 30 {id},+49 31 {id},Bern,Long Street {id},30{},Switzerland,Canton {}",
            id % 97,
            id % 389,
            ["F", "M", "Woman"][usize::try_from(id % 3).unwrap_or(0)],
            id % 99,
            id % 26,
        );
    }
    text
}

fn index(text: &str) -> Index {
    let read = Index::new(text.as_bytes().to_vec(), Choice::default(), &desk::LIMITS, &|_| true);
    read.unwrap_or_else(|(problem, _)| panic!("{problem}"))
}

fn ground(people: Vec<Known>) -> Ground {
    let role = |group: &str| Role { group: group.to_owned(), role: group.to_owned() };
    let gender = |code: &str, name: &str| Gender { code: GenderCode(code.to_owned()), name: name.to_owned() };
    let lists = Lists {
        genders: vec![gender("F", "Female"), gender("M", "Male"), gender("U", "Undefined")],
        organisations: vec![(OrganisationId(1), "Medicine".to_owned())],
        departments: vec![(DepartmentId(10), OrganisationId(1), "Surgery".to_owned())],
        roles: vec![role("student"), role("faculty"), role("staff")],
        ..Lists::default()
    };
    Ground { lists, gives: vec![(OrganisationId(1), "student".to_owned())], masked: false, cohorts: Vec::new(), people }
}

fn there(id: i64, account: Checked) -> Known {
    let profile = Profile {
        id: UserId(id),
        version: 1,
        username: account.username,
        email: account.email,
        number: account.number,
        first: account.first,
        middle: account.middle,
        last: account.last,
        gender: account.gender,
        status: account.status,
        access_start: account.access_start,
        access_finish: account.access_finish,
        entry_year: account.entry_year,
        grad_year: account.grad_year,
        student_admin: account.student_admin,
        details: account.details,
        departments: account.departments,
        permissions: account.permissions,
        last_sign_in: None,
        deleted: false,
    };
    Known { profile, reach: Reach::May, cohorts: Vec::new() }
}

fn plans(criterion: &mut Criterion) {
    let text = text();
    let table = index(&text);
    let mapping = match_columns(table.columns());
    let decisions = Decisions::default();
    let nobody = Directory::new(ground(Vec::new()));
    let sheet = Sheet::new(&table, &mapping, &nobody, Corrections::default());
    let mut group = criterion.benchmark_group("100,000 users x 25 columns");
    group.sample_size(10);
    group.bench_function("the sheet with its values", |bencher| {
        bencher.iter(|| black_box(Sheet::new(&table, &mapping, &nobody, Corrections::default())).count());
    });
    let plan = Plan::new(&sheet, &nobody, &decisions);
    assert_eq!(plan.counts.created, table.count(), "{:?}", plan.problems.first());
    group.bench_function("plan, all new", |bencher| {
        bencher.iter(|| black_box(Plan::new(&sheet, &nobody, &decisions)));
    });
    group.bench_function("deed, all new", |bencher| {
        bencher.iter(|| plan.deed(&sheet, &nobody).map(black_box).count());
    });
    let people = everyone_in(&text, &table, &mapping);
    group.bench_function("open the ground", |bencher| {
        bencher.iter(|| black_box(Directory::new(ground(people.clone()))));
    });
    let everyone = Directory::new(ground(people.clone()));
    assert_eq!(Plan::new(&sheet, &everyone, &decisions).counts.unchanged, table.count());
    group.bench_function("plan, all there", |bencher| {
        bencher.iter(|| black_box(Plan::new(&sheet, &everyone, &decisions)));
    });
    desk_of(&mut group, &text, &people);
    group.finish();
}

fn everyone_in(text: &str, table: &Index, mapping: &Mapping<UserField>) -> Vec<Known> {
    assert!(text.len() > 19 << 20, "{}", text.len());
    let nobody = Directory::new(ground(Vec::new()));
    let sheet = Sheet::new(table, mapping, &nobody, Corrections::default());
    let plan = Plan::new(&sheet, &nobody, &Decisions::default());
    let made = (0..).zip(plan.deed(&sheet, &nobody)).filter_map(|(id, change)| match change {
        Change::Create { account, .. } => Some(there(id, *account)),
        Change::Update { .. } => None,
    });
    made.collect()
}

fn desk_of(group: &mut BenchmarkGroup<'_, WallTime>, text: &str, people: &[Known]) {
    group.bench_function("index", |bencher| {
        bencher.iter_batched(|| text.as_bytes().to_vec(), open, BatchSize::PerIteration);
    });
    group.bench_function("beginning", |bencher| {
        bencher.iter(|| black_box(desk::beginning("users.csv", text.as_bytes(), Choice::default())));
    });
    let mut desk = open(text.as_bytes().to_vec());
    group.bench_function("columns", |bencher| {
        bencher.iter_batched(
            || open(text.as_bytes().to_vec()),
            |mut desk| {
                desk.match_columns(ground(Vec::new()), None);
                desk
            },
            BatchSize::PerIteration,
        );
    });
    desk.match_columns(ground(Vec::new()), None);
    for (name, found) in [("review, all new", &[][..]), ("review, all there", people)] {
        desk.wanted(0);
        desk.found(found.to_vec());
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut taken = Duration::ZERO;
                for _ in 0..times {
                    desk.wanted(0);
                    let start = now();
                    black_box(desk.review());
                    taken += start.elapsed();
                }
                taken
            });
        });
        edits(group, name, &mut desk);
    }
}

/// One cell, typed over and taken back: a city; a username that is another row's.
fn edits(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, desk: &mut Desk) {
    let first = desk.review().counts;
    for (field, text) in [(UserField::City, "Basel"), (UserField::Username, "user000007")] {
        group.bench_function(format!("{name}: one edit of {field:?}, undo, and the rows shown"), |bencher| {
            bencher.iter(|| {
                let cell = Edit::Cell { row: 50_000, field, text: text.to_owned(), everywhere: false };
                black_box(desk.edit(cell));
                black_box(desk.rows(Filter::Problems, 0, 50));
                black_box(desk.undo());
                black_box(desk.rows(Filter::Created, 50_000, 50));
            });
        });
    }
    assert_eq!(desk.review().counts, first);
}

fn open(bytes: Vec<u8>) -> Desk {
    let mut desk = Desk::new();
    let read = desk.open("users.csv", bytes, Choice::default());
    assert_eq!(read.map(|file| file.rows), Ok(100_000));
    desk
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

criterion_group!(benches, plans);
criterion_main!(benches);
