//! Courses, their periods and contacts (SPEC C1, C2).

use crate::audit::subject;
use crate::person_row::{PersonRow, by_name, person_columns};
use crate::sql::{Link, Write, ask, bulk, count, ids, run, text};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::course::{Contact, ContactKind, Course, CourseRow};
use domain::id::{CourseId, OrganisationId, PeriodId, UserId};
use domain::period::{Period, opening};
use domain::text::fold;
use std::collections::HashMap;
use time::Date;

/// A course as it is selected from `course AS c`.
#[derive(sqlx::FromRow)]
pub(crate) struct CourseColumns {
    course_id: i64,
    organisation_id: i64,
    code: String,
    course_name: String,
}

/// The columns of [`CourseColumns`].
macro_rules! course_columns {
    () => {
        "c.id AS course_id, c.organisation_id, c.code, c.name AS course_name"
    };
}

impl From<CourseColumns> for Course {
    fn from(row: CourseColumns) -> Self {
        Self {
            id: CourseId(row.course_id),
            organisation: OrganisationId(row.organisation_id),
            code: row.code,
            name: row.course_name,
        }
    }
}

/// A period as it is selected from `curriculum_period AS t`.
#[derive(sqlx::FromRow)]
pub(crate) struct PeriodColumns {
    period_id: i64,
    title: String,
    starts: Date,
    finishes: Date,
}

/// The columns of [`PeriodColumns`].
macro_rules! period_columns {
    () => {
        "t.id AS period_id, t.title, t.starts, t.finishes"
    };
}
pub(crate) use {course_columns, period_columns};

impl From<PeriodColumns> for Period {
    fn from(row: PeriodColumns) -> Self {
        Self { id: PeriodId(row.period_id), title: row.title, starts: row.starts, finishes: row.finishes }
    }
}

#[derive(sqlx::FromRow)]
struct ListedCourse {
    #[sqlx(flatten)]
    course: CourseColumns,
    organisation_name: String,
    layout_id: i64,
}

#[derive(sqlx::FromRow)]
struct LaidOutPeriod {
    layout_id: i64,
    #[sqlx(flatten)]
    period: PeriodColumns,
}

#[derive(sqlx::FromRow)]
struct ContactRow {
    #[sqlx(flatten)]
    person: PersonRow,
    kind: String,
}

impl Store {
    /// All courses by code, each counted for the period it opens on.
    pub async fn courses(&self, today: Date) -> Result<Vec<CourseRow>, StoreError> {
        let mut link = self.snapshot().await?;
        let courses = ask!(link, fetch_all ListedCourse:
            concat!("SELECT ", course_columns!(), ", o.name AS organisation_name, c.layout_id
             FROM course AS c JOIN organisation AS o ON o.id = c.organisation_id ORDER BY c.code_folded"))?;
        let laid_out = ask!(link, fetch_all LaidOutPeriod:
            concat!("SELECT t.layout_id, ", period_columns!(), "
             FROM curriculum_period AS t ORDER BY t.starts, t.id"))?;
        let mut layouts: HashMap<i64, Vec<Period>> = HashMap::new();
        for row in laid_out {
            layouts.entry(row.layout_id).or_default().push(row.period.into());
        }
        let opens = |layout: i64| layouts.get(&layout).and_then(|periods| opening(periods, today));
        let places: Vec<(i64, i64)> = courses
            .iter()
            .filter_map(|row| opens(row.layout_id).map(|period| (row.course.course_id, period.id.0)))
            .collect();
        let counts = counts(&mut link, &places).await?;
        Ok(courses
            .into_iter()
            .map(|row| {
                let (enrolled, groups) = counts.get(&row.course.course_id).copied().unwrap_or_default();
                CourseRow {
                    period: opens(row.layout_id).map(|period| period.title.clone()),
                    course: row.course.into(),
                    organisation_name: row.organisation_name,
                    enrolled,
                    groups,
                }
            })
            .collect())
    }

    /// The course of that code, in any case.
    pub async fn course(&self, code: &str) -> Result<Option<Course>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional CourseColumns:
            concat!("SELECT ", course_columns!(), " FROM course AS c WHERE c.code_folded = $1"),
            fold(&text(code)))?;
        Ok(row.map(Course::from))
    }

    /// The courses of those ids by code; unknown ones are left out.
    pub async fn courses_of(&self, courses: &[CourseId]) -> Result<Vec<Course>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all CourseColumns:
            concat!("SELECT ", course_columns!(), " FROM course AS c
             WHERE c.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY c.code_folded"),
            ids(courses.iter().map(|course| course.0)))?;
        Ok(rows.into_iter().map(Course::from).collect())
    }

    /// The periods of the course's curriculum layout, by start.
    pub async fn periods(&self, course: CourseId) -> Result<Vec<Period>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all PeriodColumns:
            concat!("SELECT ", period_columns!(), " FROM curriculum_period AS t
             JOIN course AS c ON c.layout_id = t.layout_id WHERE c.id = $1 ORDER BY t.starts, t.id"),
            course.0)?;
        Ok(rows.into_iter().map(Period::from).collect())
    }

    /// The contacts of a course, by kind and name.
    pub async fn contacts(&self, course: CourseId) -> Result<Vec<Contact>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all ContactRow:
            concat!("SELECT ", person_columns!(), ", k.kind FROM contact AS k JOIN person AS p ON p.id = k.person_id
             WHERE k.course_id = $1 ORDER BY ", by_name!()),
            course.0)?;
        let mut contacts = rows
            .into_iter()
            .map(|row| Some(Contact { kind: ContactKind::from_key(&row.kind)?, person: row.person.into() }))
            .collect::<Option<Vec<Contact>>>()
            .ok_or(StoreError::Unreadable("contact"))?;
        contacts.sort_by_key(|contact| contact.kind);
        Ok(contacts)
    }

    /// Takes someone's name off a course. `Missing("contact")` where it is not there.
    pub async fn remove_contact(
        &self,
        course: CourseId,
        user: UserId,
        kind: ContactKind,
        by: &By,
    ) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let (organisation, code) = named_course(&mut write.link, course).await?;
        let removed = run!(
            write.link,
            "DELETE FROM contact WHERE course_id = $1 AND person_id = $2 AND kind = $3",
            course.0,
            user.0,
            kind.key(),
        )?;
        let who =
            subject(&mut write.link, user).await?.filter(|_| removed > 0).ok_or(StoreError::Missing("contact"))?;
        write.commit(organisation, &Event::ContactRemoved { course: code, name: who.called.name, kind }).await
    }
}

impl Write {
    /// Names someone on a course. `Taken("contact")` where they are named so already.
    pub async fn add_contact(mut self, course: CourseId, user: UserId, kind: ContactKind) -> Result<(), StoreError> {
        let (organisation, code) = named_course(&mut self.link, course).await?;
        let who = subject(&mut self.link, user).await?.ok_or(StoreError::Missing("user"))?;
        run!(
            self.link,
            "INSERT INTO contact (course_id, person_id, kind) VALUES ($1, $2, $3)",
            course.0,
            user.0,
            kind.key(),
        )?;
        self.commit(organisation, &Event::ContactAdded { course: code, name: who.called.name, kind }).await
    }
}

/// Enrolled learners and live groups by course, each in one of its periods.
async fn counts(link: &mut Link, places: &[(i64, i64)]) -> Result<HashMap<i64, (u32, u32)>, StoreError> {
    let rows = ask!(link, fetch_all (i64, i64, i64, i64):
        "SELECT place.course_id,
             (SELECT COUNT(*) FROM enrolled_by_name AS e
              WHERE e.course_id = place.course_id AND e.period_id = place.period_id),
             (SELECT COUNT(*) FROM enrolled_through_cohort AS e
              WHERE e.course_id = place.course_id AND e.period_id = place.period_id),
             (SELECT COUNT(*) FROM course_group AS g
              WHERE g.course_id = place.course_id AND g.period_id = place.period_id AND NOT g.deleted)
         FROM (SELECT CAST(value->>0 AS BIGINT) AS course_id, CAST(value->>1 AS BIGINT) AS period_id
               FROM json_each($1)) AS place",
        bulk(places)?)?;
    Ok(rows
        .into_iter()
        .map(|(course, by_name, through_cohort, groups)| (course, (count(by_name + through_cohort), count(groups))))
        .collect())
}

/// The organisation and the code of a course, for the audit log.
async fn named_course(link: &mut Link, course: CourseId) -> Result<(Option<OrganisationId>, String), StoreError> {
    let (organisation, code) = ask!(link, fetch_optional (i64, String):
        "SELECT organisation_id, code FROM course WHERE id = $1", course.0)?
    .ok_or(StoreError::Missing("course"))?;
    Ok((Some(OrganisationId(organisation)), code))
}
