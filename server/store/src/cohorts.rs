//! Cohorts: made, named, filled and deleted (SPEC U8).

use crate::people::lock_people;
use crate::person_row::{PersonRow, by_name, person_columns, whole_name};
use crate::sql::{Link, Write, ask, count, ids, run, text};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::cohort::{CohortMembers, CohortRow, Unplaced, class_year};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::text::fold;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    organisation_id: i64,
    name: String,
    learners: i64,
    courses: i64,
}

impl From<Row> for CohortRow {
    fn from(row: Row) -> Self {
        Self {
            id: CohortId(row.id),
            organisation: OrganisationId(row.organisation_id),
            name: row.name,
            learners: count(row.learners),
            courses: count(row.courses),
        }
    }
}

/// The columns of a [`Row`]; the table is `cohort AS c`.
macro_rules! cohort_columns {
    () => {
        "c.id, c.organisation_id, c.name,
         (SELECT COUNT(*) FROM cohort_member AS m JOIN person AS p ON p.id = m.person_id
          WHERE m.cohort_id = c.id AND p.deleted_at IS NULL) AS learners,
         (SELECT COUNT(DISTINCT e.course_id) FROM enrolled_cohort AS e
          WHERE e.cohort_id = c.id AND e.left_at IS NULL) AS courses"
    };
}

/// Whether `person AS p` is in no cohort of `held_grant AS h`'s organisation.
macro_rules! in_none {
    () => {
        "NOT EXISTS (
             SELECT 1 FROM cohort_member AS m JOIN cohort AS c ON c.id = m.cohort_id
             WHERE m.person_id = p.id AND c.organisation_id = h.organisation_id)"
    };
}

impl Store {
    /// The cohorts of these organisations (`None`: of all), by organisation and name.
    pub async fn cohort_rows(&self, within: Option<&[OrganisationId]>) -> Result<Vec<CohortRow>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all Row:
            concat!("SELECT ", cohort_columns!(), " FROM cohort AS c
             WHERE $1 OR c.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))
             ORDER BY c.organisation_id, c.name_folded, c.id"),
            within.is_none(), listed(within))?;
        Ok(rows.into_iter().map(CohortRow::from).collect())
    }

    /// Learners of these organisations who have a grad year and are in no cohort, by organisation and year: there was
    /// no class for them when they came. Who is in another cohort than the class of their year is there for a reason.
    pub async fn unplaced(&self, within: Option<&[OrganisationId]>) -> Result<Vec<Unplaced>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, i64, i64):
            concat!("SELECT h.organisation_id, CAST(p.grad_year AS BIGINT), COUNT(DISTINCT p.id)
             FROM held_grant AS h JOIN person AS p ON p.id = h.person_id
             WHERE h.held_group = 'student' AND p.grad_year IS NOT NULL AND p.deleted_at IS NULL
               AND ($1 OR h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2)))
               AND ", in_none!(), "
             GROUP BY h.organisation_id, p.grad_year ORDER BY h.organisation_id, p.grad_year"),
            within.is_none(), listed(within))?;
        let unplaced = |(organisation, year, learners): (i64, i64, i64)| {
            let year = i32::try_from(year).ok()?;
            Some(Unplaced { organisation: OrganisationId(organisation), year, learners: count(learners) })
        };
        Ok(rows.into_iter().filter_map(unplaced).collect())
    }

    /// A cohort.
    pub async fn cohort_row(&self, cohort: CohortId) -> Result<Option<CohortRow>, StoreError> {
        find(&mut self.link().await?, cohort).await
    }

    /// A cohort with everyone in it, deleted accounts left out.
    pub async fn cohort_members(&self, cohort: CohortId) -> Result<Option<CohortMembers>, StoreError> {
        let mut link = self.snapshot().await?;
        let Some(cohort) = find(&mut link, cohort).await? else { return Ok(None) };
        let members = ask!(link, fetch_all PersonRow:
            concat!("SELECT ", person_columns!(), " FROM person AS p
             WHERE p.deleted_at IS NULL AND p.id IN (SELECT person_id FROM cohort_member WHERE cohort_id = $1)
             ORDER BY ", by_name!()),
            cohort.id.0)?;
        Ok(Some(CohortMembers { cohort, members: members.into_iter().map(domain::person::Person::from).collect() }))
    }

    /// Makes a cohort. `fill` puts every learner into it whose grad year its name says and who is in no other. `Taken("cohort name")` where
    /// the organisation has one of that name; names differ by more than case and diacritics.
    pub async fn add_cohort(
        &self,
        organisation: OrganisationId,
        name: &str,
        fill: bool,
        by: &By,
    ) -> Result<CohortId, StoreError> {
        let mut write = self.write(by).await?;
        lock_people(&mut write.link).await?;
        let name = text(name);
        let (id,) = ask!(write.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'cohort' RETURNING next - 1")?;
        run!(
            write.link,
            "INSERT INTO cohort (id, organisation_id, name, name_folded) VALUES ($1, $2, $3, $4)",
            id,
            organisation.0,
            &*name,
            fold(&name),
        )?;
        let joined =
            if fill { Some(join_class(&mut write.link, CohortId(id), organisation, &name).await?) } else { None };
        write.commit(Some(organisation), &Event::CohortCreated { cohort: name.into_owned(), joined }).await?;
        Ok(CohortId(id))
    }

    /// Gives a cohort another name; nobody joins or leaves it for that. `Missing("cohort")`, `Taken("cohort name")`.
    pub async fn rename_cohort(&self, cohort: CohortId, name: &str, by: &By) -> Result<(), StoreError> {
        let (mut write, there) = self.change(cohort, by).await?;
        let name = text(name);
        run!(write.link, "UPDATE cohort SET name = $2, name_folded = $3 WHERE id = $1", cohort.0, &*name, fold(&name),)?;
        let event = Event::CohortRenamed { cohort: name.into_owned(), before: there.name };
        write.commit(Some(there.organisation), &event).await
    }

    /// Puts every learner into a class whose grad year its name says and who is in no cohort, and answers how many. `Missing("class")`
    /// where the name says none.
    pub async fn fill_cohort(&self, cohort: CohortId, by: &By) -> Result<u32, StoreError> {
        let (mut write, there) = self.change(cohort, by).await?;
        let joined = join_class(&mut write.link, cohort, there.organisation, &there.name).await?;
        write.commit(Some(there.organisation), &Event::CohortFilled { cohort: there.name, joined }).await?;
        Ok(joined)
    }

    /// Puts learners into a cohort and takes others out. Who is to join must be a learner of its organisation:
    /// `Missing("learner")`.
    pub async fn change_cohort(
        &self,
        cohort: CohortId,
        (join, leave): (&[UserId], &[UserId]),
        by: &By,
    ) -> Result<(), StoreError> {
        let (mut write, there) = self.change(cohort, by).await?;
        let (joining, leaving) = (ids(join.iter().map(|user| user.0)), ids(leave.iter().map(|user| user.0)));
        let learners = names(&mut write.link, &joining, Some(there.organisation)).await?;
        if learners.len() < join.len() {
            return Err(StoreError::Missing("learner"));
        }
        run!(
            write.link,
            "INSERT INTO cohort_member (cohort_id, person_id)
             SELECT $1, CAST(value->>0 AS BIGINT) FROM json_each($2) WHERE true
             ON CONFLICT (cohort_id, person_id) DO NOTHING",
            cohort.0,
            &joining,
        )?;
        let left = names(&mut write.link, &leaving, None).await?;
        run!(
            write.link,
            "DELETE FROM cohort_member
             WHERE cohort_id = $1 AND person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))",
            cohort.0,
            &leaving,
        )?;
        let event = Event::CohortChanged { cohort: there.name, joined: learners, left };
        write.commit(Some(there.organisation), &event).await
    }

    /// Deletes a cohort that was never enrolled in a course; its learners stay. `InUse("cohort")` where it was. Nothing
    /// refers to it afterwards: on PostgreSQL no constraint would tell.
    pub async fn delete_cohort(&self, cohort: CohortId, by: &By) -> Result<(), StoreError> {
        let (mut write, there) = self.change(cohort, by).await?;
        let (used,) = ask!(write.link, fetch_one (bool,):
            "SELECT EXISTS (SELECT 1 FROM enrolled_cohort WHERE cohort_id = $1)", cohort.0)?;
        if used {
            return Err(StoreError::InUse("cohort"));
        }
        run!(write.link, "DELETE FROM cohort_member WHERE cohort_id = $1", cohort.0)?;
        // Taking an import back takes nobody out of it any more.
        run!(write.link, "UPDATE imported_user SET joined = NULL WHERE joined = $1", cohort.0)?;
        run!(write.link, "DELETE FROM cohort WHERE id = $1", cohort.0)?;
        let event = Event::CohortDeleted { cohort: there.name, learners: there.learners };
        write.commit(Some(there.organisation), &event).await
    }

    /// Begins to change a cohort; imports, which put people into theirs, wait.
    async fn change(&self, cohort: CohortId, by: &By) -> Result<(Write, CohortRow), StoreError> {
        let mut write = self.write(by).await?;
        lock_people(&mut write.link).await?;
        let there = find(&mut write.link, cohort).await?.ok_or(StoreError::Missing("cohort"))?;
        Ok((write, there))
    }
}

fn listed(within: Option<&[OrganisationId]>) -> String {
    ids(within.unwrap_or_default().iter().map(|organisation| organisation.0))
}

async fn find(link: &mut Link, cohort: CohortId) -> Result<Option<CohortRow>, StoreError> {
    let row = ask!(link, fetch_optional Row:
        concat!("SELECT ", cohort_columns!(), " FROM cohort AS c WHERE c.id = $1"), cohort.0)?;
    Ok(row.map(CohortRow::from))
}

async fn join_class(
    link: &mut Link,
    cohort: CohortId,
    organisation: OrganisationId,
    name: &str,
) -> Result<u32, StoreError> {
    let year = class_year(name).ok_or(StoreError::Missing("class"))?;
    let joined = run!(
        link,
        concat!(
            "INSERT INTO cohort_member (cohort_id, person_id)
             SELECT DISTINCT $3, p.id FROM held_grant AS h JOIN person AS p ON p.id = h.person_id
             WHERE h.organisation_id = $1 AND h.held_group = 'student' AND p.grad_year = $2
               AND p.deleted_at IS NULL AND ",
            in_none!(),
        ),
        organisation.0,
        i64::from(year),
        cohort.0,
    )?;
    Ok(u32::try_from(joined).unwrap_or(u32::MAX))
}

/// "Last, First" of these people, by name; with an organisation only of its learners.
async fn names(link: &mut Link, people: &str, learners_of: Option<OrganisationId>) -> Result<Vec<String>, StoreError> {
    let rows = ask!(link, fetch_all (String,):
        concat!("SELECT ", whole_name!(), " FROM person AS p
         WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
           AND ($2 OR (p.deleted_at IS NULL AND EXISTS (
               SELECT 1 FROM held_grant AS h
               WHERE h.person_id = p.id AND h.organisation_id = $3 AND h.held_group = 'student')))
         ORDER BY ", by_name!()),
        people, learners_of.is_none(), learners_of.map_or(0, |organisation| organisation.0))?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
