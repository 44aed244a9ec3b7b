//! The plan of importing 100,000 users under 25 columns: all new, and all there already.
//! `cargo bench -p domain --bench users`

use criterion::{Criterion, criterion_group, criterion_main};
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::import::columns::{Field as _, match_columns};
use domain::import::file::{Choice, Limits, Table, read};
use domain::import::users::UserField;
use domain::import::users::plan::{Change, Corrections, Decisions, Directory, Ground, Known, Plan, Reach, Sheet};
use domain::person::{Gender, GenderCode};
use domain::user::{Checked, Lists, Profile, Role};
use std::fmt::Write as _;
use std::hint::black_box;

const ROWS: i64 = 100_000;

fn table() -> Table {
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
    let limits = Limits { bytes: 1 << 26, rows: 200_000, columns: 100 };
    read(text.as_bytes(), Choice::default(), &limits, &|_| true).unwrap_or_else(|problem| panic!("{problem}")).table
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
    Ground { lists, gives: vec![(OrganisationId(1), "student".to_owned())], cohorts: Vec::new(), people }
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
    let table = table();
    let mapping = match_columns(&table.columns);
    let decisions = Decisions::default();
    let nobody = Directory::new(ground(Vec::new()));
    let sheet = Sheet::new(&table, &mapping, &nobody, Corrections::default());
    let mut group = criterion.benchmark_group("100,000 users x 25 columns");
    group.sample_size(10);
    group.bench_function("the sheet with its values", |bencher| {
        bencher.iter(|| black_box(Sheet::new(&table, &mapping, &nobody, Corrections::default())).count());
    });
    let plan = Plan::new(&sheet, &nobody, &decisions);
    assert_eq!(plan.counts.created, table.rows.len(), "{:?}", plan.problems.first());
    group.bench_function("plan, all new", |bencher| {
        bencher.iter(|| black_box(Plan::new(&sheet, &nobody, &decisions)));
    });
    group.bench_function("deed, all new", |bencher| {
        bencher.iter(|| plan.deed(&sheet, &nobody).map(black_box).count());
    });
    let made = (0..).zip(plan.deed(&sheet, &nobody)).filter_map(|(id, change)| match change {
        Change::Create { account, .. } => Some(there(id, *account)),
        Change::Update { .. } => None,
    });
    let people: Vec<Known> = made.collect();
    group.bench_function("open the ground", |bencher| {
        bencher.iter(|| black_box(Directory::new(ground(people.clone()))));
    });
    let everyone = Directory::new(ground(people));
    assert_eq!(Plan::new(&sheet, &everyone, &decisions).counts.unchanged, table.rows.len());
    group.bench_function("plan, all there", |bencher| {
        bencher.iter(|| black_box(Plan::new(&sheet, &everyone, &decisions)));
    });
    group.finish();
}

criterion_group!(benches, plans);
criterion_main!(benches);
