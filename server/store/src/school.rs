//! A whole school in one go: the demo school and the schools of tests.

use crate::people::insert_users;
use crate::sql::{Link, bulk, run};
use crate::{By, NewUser, Store, StoreError};
use domain::audit::Event;
use domain::course::{ContactKind, Course};
use domain::id::{CohortId, CourseId, DepartmentId, OrganisationId, PeriodId, UserId};
use domain::period::Period;
use domain::person::Gender;
use domain::text::fold;
use time::OffsetDateTime;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
}

/// A department of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub organisation: OrganisationId,
    pub name: String,
}

/// A cohort with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCohort {
    pub id: CohortId,
    pub organisation: OrganisationId,
    pub name: String,
    pub members: Vec<UserId>,
}

/// A curriculum layout: the periods its courses run in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub id: i64,
    pub organisation: OrganisationId,
    pub name: String,
    pub periods: Vec<Period>,
}

/// A course with the layout it follows and its contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCourse {
    pub course: Course,
    pub layout: i64,
    pub contacts: Vec<(UserId, ContactKind)>,
}

/// A cohort enrolled whole in a course for a period.
pub type EnrolledCohort = (CourseId, PeriodId, CohortId);

/// A learner enrolled by name in a course for a period.
pub type EnrolledLearner = (CourseId, PeriodId, UserId);

/// A school's founding data. The caller gives the ids, which must be positive and free.
#[derive(Clone, Debug, Default)]
pub struct School {
    pub organisations: Vec<Organisation>,
    pub departments: Vec<Department>,
    /// Added to, or renaming, those every database starts with: F, M, NB and U.
    pub genders: Vec<Gender>,
    pub cohorts: Vec<NewCohort>,
    pub users: Vec<(UserId, NewUser)>,
    pub layouts: Vec<Layout>,
    pub courses: Vec<NewCourse>,
    pub enrolled_cohorts: Vec<EnrolledCohort>,
    pub enrolled_learners: Vec<EnrolledLearner>,
}

impl Store {
    /// Writes a school in one transaction; ids handed out later follow those given here.
    pub async fn found_school(&self, school: &School, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let at = write.by.at;
        let link = &mut write.link;
        insert_organisations(link, school).await?;
        insert_genders(link, school).await?;
        let users: Vec<(UserId, &NewUser)> = school.users.iter().map(|(id, user)| (*id, user)).collect();
        insert_users(link, &users, at).await?;
        insert_cohorts(link, school).await?;
        insert_layouts(link, school).await?;
        insert_courses(link, school).await?;
        insert_enrolment(link, school, at).await?;
        raise_counters(link, school).await?;
        link.wrote_many().await?;
        let organisations = school.organisations.iter().map(|organisation| organisation.name.clone()).collect();
        let (people, courses) = (school.users.len(), school.courses.len());
        write.commit(None, &Event::SchoolFounded { organisations, people, courses }).await
    }
}

async fn insert_organisations(link: &mut Link, school: &School) -> Result<(), StoreError> {
    let organisations: Vec<(i64, &str)> = school.organisations.iter().map(|o| (o.id.0, &*o.name)).collect();
    run!(
        link,
        "INSERT INTO organisation (id, name) SELECT CAST(value->>0 AS BIGINT), value->>1 FROM json_each($1)",
        bulk(&organisations)?,
    )?;
    let departments: Vec<(i64, i64, &str)> =
        school.departments.iter().map(|d| (d.id.0, d.organisation.0, &*d.name)).collect();
    run!(
        link,
        "INSERT INTO department (id, organisation_id, name)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2 FROM json_each($1)",
        bulk(&departments)?,
    )?;
    Ok(())
}

async fn insert_genders(link: &mut Link, school: &School) -> Result<(), StoreError> {
    for gender in &school.genders {
        run!(
            link,
            "INSERT INTO gender (code, name, position)
             VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM gender))
             ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            gender.code.as_str(),
            &*gender.name,
        )?;
    }
    Ok(())
}

async fn insert_cohorts(link: &mut Link, school: &School) -> Result<(), StoreError> {
    let cohorts: Vec<(i64, i64, &str, String)> =
        school.cohorts.iter().map(|c| (c.id.0, c.organisation.0, &*c.name, fold(&c.name))).collect();
    run!(
        link,
        "INSERT INTO cohort (id, organisation_id, name, name_folded)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2, value->>3 FROM json_each($1)",
        bulk(&cohorts)?,
    )?;
    let members: Vec<(i64, i64)> =
        school.cohorts.iter().flat_map(|c| c.members.iter().map(|member| (c.id.0, member.0))).collect();
    run!(
        link,
        "INSERT INTO cohort_member (cohort_id, person_id)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT) FROM json_each($1)",
        bulk(&members)?,
    )?;
    Ok(())
}

async fn insert_layouts(link: &mut Link, school: &School) -> Result<(), StoreError> {
    for layout in &school.layouts {
        run!(
            link,
            "INSERT INTO curriculum_layout (id, organisation_id, name) VALUES ($1, $2, $3)",
            layout.id,
            layout.organisation.0,
            &*layout.name,
        )?;
        for period in &layout.periods {
            run!(
                link,
                "INSERT INTO curriculum_period (id, layout_id, title, starts, finishes) VALUES ($1, $2, $3, $4, $5)",
                period.id.0,
                layout.id,
                &*period.title,
                period.starts,
                period.finishes,
            )?;
        }
    }
    Ok(())
}

async fn insert_courses(link: &mut Link, school: &School) -> Result<(), StoreError> {
    let courses: Vec<(i64, i64, i64, &str, String, &str)> = school
        .courses
        .iter()
        .map(|NewCourse { course, layout, .. }| {
            (course.id.0, course.organisation.0, *layout, &*course.code, fold(&course.code), &*course.name)
        })
        .collect();
    run!(
        link,
        "INSERT INTO course (id, organisation_id, layout_id, code, code_folded, name)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), CAST(value->>2 AS BIGINT), value->>3, value->>4,
             value->>5
         FROM json_each($1)",
        bulk(&courses)?,
    )?;
    let contacts: Vec<(i64, i64, &str)> = school
        .courses
        .iter()
        .flat_map(|new| new.contacts.iter().map(|(user, kind)| (new.course.id.0, user.0, kind.key())))
        .collect();
    run!(
        link,
        "INSERT INTO contact (course_id, person_id, kind)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), value->>2 FROM json_each($1)",
        bulk(&contacts)?,
    )?;
    Ok(())
}

async fn insert_enrolment(link: &mut Link, school: &School, at: OffsetDateTime) -> Result<(), StoreError> {
    let cohorts: Vec<(i64, i64, i64)> = school.enrolled_cohorts.iter().map(|(c, p, who)| (c.0, p.0, who.0)).collect();
    run!(
        link,
        "INSERT INTO enrolled_cohort (course_id, period_id, cohort_id, enrolled_at)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), CAST(value->>2 AS BIGINT), $2
         FROM json_each($1)",
        bulk(&cohorts)?,
        at,
    )?;
    let learners: Vec<(i64, i64, i64)> = school.enrolled_learners.iter().map(|(c, p, who)| (c.0, p.0, who.0)).collect();
    run!(
        link,
        "INSERT INTO enrolled_learner (course_id, period_id, learner_id, enrolled_at)
         SELECT CAST(value->>0 AS BIGINT), CAST(value->>1 AS BIGINT), CAST(value->>2 AS BIGINT), $2
         FROM json_each($1)",
        bulk(&learners)?,
        at,
    )?;
    Ok(())
}

/// Ids handed out later must not meet those the caller gave.
async fn raise_counters(link: &mut Link, school: &School) -> Result<(), StoreError> {
    let given: [(&str, Option<i64>); 7] = [
        ("organisation", school.organisations.iter().map(|o| o.id.0).max()),
        ("department", school.departments.iter().map(|d| d.id.0).max()),
        ("person", school.users.iter().map(|(id, _)| id.0).max()),
        ("cohort", school.cohorts.iter().map(|c| c.id.0).max()),
        ("layout", school.layouts.iter().map(|l| l.id).max()),
        ("period", school.layouts.iter().flat_map(|l| &l.periods).map(|p| p.id.0).max()),
        ("course", school.courses.iter().map(|c| c.course.id.0).max()),
    ];
    for (name, last) in given {
        let Some(last) = last else { continue };
        run!(link, "UPDATE counter SET next = $2 + 1 WHERE name = $1 AND next <= $2", name, last)?;
    }
    Ok(())
}
