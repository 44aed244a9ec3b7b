//! The demo school: two organisations, four classes, sixty people who work there, courses with groups.
//! The same for everyone: what is drawn is drawn from a fixed seed, and only its dates follow `today`.

mod calendar;
mod courses;
mod groups;
mod names;
mod people;

use courses::{Teaching, cohorts};
use domain::enrolment::EnrolmentChange;
use domain::groups::acts::{self, SetChoice};
use domain::id::DepartmentId;
use domain::person::{Gender, GenderCode};
use groups::Made;
use people::{DEPARTMENTS, MEDICINE, NURSING, People};
use store::{By, Department, NewCohort, Organisation, School, Store};
use time::{Date, OffsetDateTime};

/// The password of every account below.
pub const PASSWORD: &str = "coterie-demo";

/// An account to sign in with.
#[derive(Clone, Copy, Debug)]
pub struct DemoAccount {
    pub username: &'static str,
    /// Who it is, in a few words.
    pub about: &'static str,
}

/// All accounts that are printed at start.
pub const ACCOUNTS: &[DemoAccount] = &[
    DemoAccount { username: "medtech", about: "Rui Ferreira, runs everything in both schools" },
    DemoAccount { username: "staffadmin", about: "Abena Osei, administers the School of Medicine" },
    DemoAccount { username: "facultyadmin", about: "Karl Bergström, the same, but no user management" },
    DemoAccount { username: "director", about: "Élodie Moreau, directs MED-101 and MED-201" },
    DemoAccount { username: "coordinator", about: "Marta Almeida, coordinates MED-201 and MED-305" },
    DemoAccount { username: "lecturer", about: "Hannah Whitfield, lectures; no groups of her own" },
    DemoAccount { username: "tutor", about: "Maja Lindqvist, tutors PBL 7 and Clinical Skills C" },
    DemoAccount { username: "student", about: "Nguyễn Thu Hà, second year, in PBL 7" },
    DemoAccount { username: "alumni", about: "Camila Santos, graduated" },
];

/// The school and what happens in it after its founding.
#[derive(Debug)]
struct Demo {
    school: School,
    teaching: Teaching,
    groups: Vec<Made>,
}

/// What a database is to the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Empty,
    /// The demo school, whole.
    Founded,
    /// Its founding was broken off.
    BrokenOff,
    /// Another school.
    Other,
}

/// Looks at a database: the demo knows itself again by its accounts. The last of them gets its password when all else
/// is there.
pub async fn standing(store: &Store) -> anyhow::Result<Standing> {
    if store.is_empty().await? {
        return Ok(Standing::Empty);
    }
    let mut standing = Standing::Founded;
    for account in ACCOUNTS {
        match store.account_by_username(account.username).await? {
            None => return Ok(Standing::Other),
            Some(found) if found.password_hash.is_none() => standing = Standing::BrokenOff,
            Some(_) => {}
        }
    }
    Ok(standing)
}

/// Fills an empty database with the demo school as it stands on `today`. All accounts get
/// `password_hash`; the other people have no password.
pub async fn found(store: &Store, today: Date, at: OffsetDateTime, password_hash: &str) -> anyhow::Result<()> {
    let Demo { mut school, teaching, groups } = plan(today, password_hash)?;
    let system = By { user: None, acted_as: None, at };
    let last =
        ACCOUNTS.last().and_then(|last| school.users.iter_mut().find(|(_, user)| user.username == last.username));
    let last = last.map(|(id, user)| {
        user.password_hash = None;
        *id
    });
    store.found_school(&school, &system).await?;
    for (course, period, learner) in teaching.leaving {
        store.change_enrolment(course, period, &[EnrolmentChange::WithdrawLearner(learner)], &system).await?;
    }
    for made in groups {
        let by = By { user: made.by, acted_as: None, at };
        let set = SetChoice::New { name: made.set.clone(), several: made.several };
        let decide = |state: &_, mint: &mut _| acts::add_groups(state, mint, &set, &made.groups);
        store.act(made.course, made.period, None, &by, decide).await?;
    }
    if let Some(last) = last {
        store.set_password(last, password_hash, false, None, &system).await?;
    }
    Ok(())
}

fn plan(today: Date, password_hash: &str) -> anyhow::Result<Demo> {
    let people = People::of(calendar::academic_year(today), password_hash);
    let teaching = Teaching::of(&people, today)?;
    let groups = groups::plan(&people, &teaching)?;
    let cohorts = cohorts(&people)
        .map(|(id, class)| NewCohort {
            id,
            organisation: class.organisation,
            name: class.name.clone(),
            members: class.members.clone(),
        })
        .collect();
    let school = School {
        organisations: vec![
            Organisation { id: MEDICINE, name: "School of Medicine".to_owned() },
            Organisation { id: NURSING, name: "School of Nursing".to_owned() },
        ],
        departments: departments(),
        genders: genders(),
        cohorts,
        users: people.users,
        layouts: teaching.layouts.clone(),
        courses: teaching.courses.clone(),
        enrolled_cohorts: teaching.enrolled_cohorts.clone(),
        enrolled_learners: teaching.enrolled_learners.clone(),
    };
    Ok(Demo { school, teaching, groups })
}

fn departments() -> Vec<Department> {
    let department = |(id, (organisation, name)): (i64, &(_, &str))| Department {
        id: DepartmentId(id),
        organisation: *organisation,
        name: (*name).to_owned(),
    };
    (1..).zip(&DEPARTMENTS).map(department).collect()
}

fn genders() -> Vec<Gender> {
    let names = [("F", "Female"), ("M", "Male"), ("NB", "Non-Binary"), ("U", "Undefined")];
    names.map(|(code, name)| Gender { code: GenderCode(code.to_owned()), name: name.to_owned() }).into()
}

#[cfg(test)]
mod tests;
