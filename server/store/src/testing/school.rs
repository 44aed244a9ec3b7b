//! Schools for tests, the same at every run.

use crate::{Department, Layout, NewCohort, NewCourse, NewUser, Organisation, School};
use domain::access::Grant;
use domain::course::{ContactKind, Course};
use domain::id::{CohortId, CourseId, DepartmentId, OrganisationId, PeriodId, UserId};
use domain::period::Period;
use domain::person::{AccountStatus, GenderCode};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

/// The moment tests live in.
pub const NOW: OffsetDateTime = datetime!(2026-10-05 09:30 UTC);
/// The day tests live in; the first period holds it.
pub const TODAY: Date = date!(2026 - 10 - 05);

const GENDERS: [&str; 4] = ["F", "M", "NB", "U"];

/// The id of the `n`th learner, counted from 1.
pub const fn learner(n: i64) -> UserId {
    UserId(1_000 + n)
}

/// The id of the `n`th of those who work at the first organisation, counted from 1.
pub const fn worker(n: i64) -> UserId {
    UserId(100 + n)
}

/// Someone named so, who holds `grants` ("group:role") in the organisation.
pub fn new_user(username: &str, first: &str, last: &str, organisation: i64, grants: &[&str]) -> NewUser {
    let grants = grants
        .iter()
        .filter_map(|grant| grant.split_once(':'))
        .map(|(group, role)| Grant {
            organisation: OrganisationId(organisation),
            group: group.to_owned(),
            role: role.to_owned(),
        })
        .collect();
    NewUser {
        username: username.to_owned(),
        email: format!("{username}@school.example"),
        number: Some(format!("N{username}")),
        first: first.to_owned(),
        middle: None,
        last: last.to_owned(),
        gender: GenderCode("U".to_owned()),
        entry_year: None,
        grad_year: None,
        grants,
        departments: Vec::new(),
        password_hash: None,
        must_change_password: false,
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
    }
}

/// Two organisations. The first has the course `MED-1` in the periods 1 (now) and 2 (next), enrolled in both
/// with cohort 1 (learners 1 to 8) and, in period 1, learner 9 by name; cohort 2 holds learners 9 to 12 and
/// cohort 3 learners 8 to 10. It has the workers 1 to 4; worker 1 directs the course. The second has the
/// course `NUR-1` in period 3 with learner 21 and the worker 11.
pub fn small_school() -> School {
    let mut users = vec![
        (
            worker(1),
            NewUser {
                departments: vec![DepartmentId(1)], ..new_user("ada", "Ada", "Årsen", 1, &["faculty:director"])
            },
        ),
        (
            worker(2),
            NewUser {
                departments: vec![DepartmentId(1), DepartmentId(2)],
                ..new_user("bo", "Bo", "Berg", 1, &["faculty:lecturer"])
            },
        ),
        (worker(3), new_user("cy", "Cy", "Costa", 1, &["resident:resident"])),
        (worker(4), new_user("di", "Di", "Diaz", 1, &["staff:pcoordinator"])),
        (worker(11), new_user("kim", "Kim", "Kern", 2, &["faculty:faculty"])),
        (learner(21), new_user("nurse", "Noor", "Nassar", 2, &["student:student"])),
    ];
    for n in 1..=12 {
        users.push((learner(n), student(n)));
    }
    School {
        organisations: vec![
            Organisation { id: OrganisationId(1), name: "School of Medicine".to_owned() },
            Organisation { id: OrganisationId(2), name: "School of Nursing".to_owned() },
        ],
        departments: vec![
            Department { id: DepartmentId(1), organisation: OrganisationId(1), name: "Surgery".to_owned() },
            Department { id: DepartmentId(2), organisation: OrganisationId(1), name: "Anatomy".to_owned() },
        ],
        genders: Vec::new(),
        cohorts: vec![
            cohort(1, "Class of 2029", 1..=8),
            cohort(2, "Class of 2030", 9..=12),
            cohort(3, "Scholars", 8..=10),
        ],
        users,
        layouts: vec![
            layout(
                1,
                1,
                &[
                    (1, "Term 1", date!(2026 - 09 - 01), date!(2026 - 12 - 20)),
                    (2, "Term 2", date!(2027 - 01 - 10), date!(2027 - 05 - 30)),
                ],
            ),
            layout(2, 2, &[(3, "Year 1", date!(2026 - 08 - 01), date!(2027 - 07 - 31))]),
        ],
        courses: vec![course(1, 1, "MED-1", 1, &[(worker(1), ContactKind::Director)]), course(2, 2, "NUR-1", 2, &[])],
        enrolled_cohorts: vec![(CourseId(1), PeriodId(1), CohortId(1)), (CourseId(1), PeriodId(2), CohortId(1))],
        enrolled_learners: vec![(CourseId(1), PeriodId(1), learner(9)), (CourseId(2), PeriodId(3), learner(21))],
    }
}

/// One organisation with the course `BIG-1` in period 1, `learners` enrolled through cohorts of 160, and 60
/// workers. For measuring.
pub fn big_school(learners: i64) -> School {
    let mut users: Vec<(UserId, NewUser)> = (1..=learners).map(|n| (learner(n), student(n))).collect();
    for n in 1..=60 {
        let name = format!("worker{n}");
        users.push((worker(n), new_user(&name, "Win", &format!("Worker {n}"), 1, &["faculty:lecturer"])));
    }
    let cohorts: Vec<NewCohort> = (0..(learners + 159) / 160)
        .map(|n| cohort(n + 1, &format!("Class {n}"), n * 160 + 1..=learners.min((n + 1) * 160)))
        .collect();
    School {
        organisations: vec![Organisation { id: OrganisationId(1), name: "Big School".to_owned() }],
        enrolled_cohorts: cohorts.iter().map(|cohort| (CourseId(1), PeriodId(1), cohort.id)).collect(),
        cohorts,
        users,
        layouts: vec![layout(1, 1, &[(1, "Term 1", date!(2026 - 09 - 01), date!(2026 - 12 - 20))])],
        courses: vec![course(1, 1, "BIG-1", 1, &[])],
        ..School::default()
    }
}

fn student(n: i64) -> NewUser {
    let gender = GENDERS[usize::try_from(n).unwrap_or_default() % GENDERS.len()];
    NewUser {
        gender: GenderCode(gender.to_owned()),
        grad_year: Some(2029),
        ..new_user(&format!("s{n:04}"), &format!("First{n:04}"), &format!("Last{n:04}"), 1, &["student:student"])
    }
}

fn cohort(id: i64, name: &str, members: core::ops::RangeInclusive<i64>) -> NewCohort {
    NewCohort {
        id: CohortId(id),
        organisation: OrganisationId(1),
        name: name.to_owned(),
        members: members.map(learner).collect(),
    }
}

fn layout(id: i64, organisation: i64, periods: &[(i64, &str, Date, Date)]) -> Layout {
    let periods = periods
        .iter()
        .map(|(id, title, starts, finishes)| Period {
            id: PeriodId(*id),
            title: (*title).to_owned(),
            starts: *starts,
            finishes: *finishes,
        })
        .collect();
    Layout { id, organisation: OrganisationId(organisation), name: "Layout".to_owned(), periods }
}

fn course(id: i64, organisation: i64, code: &str, layout: i64, contacts: &[(UserId, ContactKind)]) -> NewCourse {
    let course = Course {
        id: CourseId(id),
        organisation: OrganisationId(organisation),
        code: code.to_owned(),
        name: format!("Course {code}"),
    };
    NewCourse { course, layout, contacts: contacts.to_vec() }
}
