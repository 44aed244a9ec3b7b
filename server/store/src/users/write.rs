//! Users made, changed, deleted and brought back.

use super::one::profile;
use crate::StoreError;
use crate::audit::subject;
use crate::masks::end_masks;
use crate::people::{
    ChangedPerson, NewPerson, email_key, give, insert_people, lock_people, update_people, username_key,
};
use crate::person_row::whole_name;
use crate::session::close_sessions;
use crate::sql::{Link, Write, ask, ids, run};
use domain::audit::{Called, Event, Held, UserChange};
use domain::id::{OrganisationId, UserId};
use domain::import::groups::number_key;
use domain::user::{Checked, Permission, Profile};
use std::borrow::Cow;
use time::OffsetDateTime;

/// What comes with a new user beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAccount {
    /// Never the password itself. Without one nobody signs in.
    pub password_hash: Option<String>,
    pub must_change_password: bool,
}

/// How a save ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The version there is now.
    Done(i64),
    /// Someone changed the user meanwhile; nothing was written.
    Stale,
}

impl Write {
    /// The user of that id, deleted ones included; nobody else changes a user before this ends.
    pub async fn user(&mut self, user: UserId) -> Result<Option<Profile>, StoreError> {
        lock_people(&mut self.link).await?;
        profile(&mut self.link, user).await
    }

    /// Makes a user. `Taken("username")`, `Taken("email")` or `Taken("number")` where another has it. A learner joins
    /// the cohort "Class of YYYY" of their grad year where there is one (SPEC U8).
    pub async fn add_user(mut self, user: &Checked, account: &NewAccount) -> Result<UserId, StoreError> {
        let (id,) = ask!(self.link, fetch_one (i64,):
            "UPDATE counter SET next = next + 1 WHERE name = 'person' RETURNING next - 1")?;
        let id = UserId(id);
        refuse_taken(&mut self.link, id, user).await?;
        let new = NewPerson {
            id,
            user,
            password_hash: account.password_hash.as_deref().map(Cow::Borrowed),
            must_change_password: account.must_change_password,
        };
        let at = self.by.at;
        insert_people(&mut self.link, &[new], at).await?;
        join_class(&mut self.link, id, user).await?;
        let permissions = Held::of(&user.permissions);
        commit(self, id, |user| Event::UserCreated { user, permissions, by: None }).await?;
        Ok(id)
    }

    /// Writes a user that was read in version `base`. Permissions and departments change in `within` only (`None`: in
    /// all organisations). `Missing("user")` where there is none or it was deleted; `Taken(…)` as when one is made.
    pub async fn save_user(
        mut self,
        id: UserId,
        base: i64,
        user: &Checked,
        within: Option<&[OrganisationId]>,
    ) -> Result<Saved, StoreError> {
        lock_people(&mut self.link).await?;
        let before = profile(&mut self.link, id).await?;
        let raised = ask!(self.link, fetch_optional (i64,):
            "UPDATE person SET version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL
             RETURNING version",
            id.0, base)?;
        let Some((version,)) = raised else {
            let there = before.filter(|profile| !profile.deleted);
            return there.map(|_| Saved::Stale).ok_or(StoreError::Missing("user"));
        };
        refuse_taken(&mut self.link, id, user).await?;
        update_people(&mut self.link, &[ChangedPerson { id, user, versions: (version, version) }]).await?;
        write_holdings(&mut self.link, id, user, within).await?;
        if user.status == domain::person::AccountStatus::Disabled {
            close_sessions(&mut self.link, id, None).await?;
        }
        let change = match (before, profile(&mut self.link, id).await?) {
            (Some(before), Some(after)) => UserChange::between(&before, &after),
            _ => UserChange::default(),
        };
        commit(self, id, |user| Event::UserChanged { user, change }).await?;
        Ok(Saved::Done(version))
    }

    /// Deletes users softly and shuts them out; says how many were not deleted before.
    pub async fn delete_users(mut self, users: &[UserId]) -> Result<u32, StoreError> {
        let (listed, at) = (ids(users.iter().map(|user| user.0)), self.by.at);
        let gone = ask!(self.link, fetch_all (i64,):
            "UPDATE person SET deleted_at = $2, version = version + 1
             WHERE deleted_at IS NULL AND id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) RETURNING id",
            &listed, at)?;
        let Some((first,)) = gone.iter().min().copied() else { return Ok(0) };
        shut_out(&mut self.link, &ids(gone.iter().map(|(user,)| *user)), at).await?;
        let deleted = ask!(self.link, fetch_all (String, String):
            concat!("SELECT ", whole_name!(), ", p.username FROM person AS p
             WHERE p.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY p.username_key"),
            ids(gone.iter().map(|(user,)| *user)))?;
        let users = deleted.into_iter().map(|(name, username)| Called { name, username }).collect();
        let of = subject(&mut self.link, UserId(first)).await?.and_then(|first| first.organisation);
        self.commit(of, &Event::UsersDeleted { users }).await?;
        Ok(u32::try_from(gone.len()).unwrap_or(u32::MAX))
    }

    /// Brings a deleted user back with these permissions instead of what they held. `Missing("user")` where none was
    /// deleted, `Taken(…)` where another has what names them by now.
    pub async fn reactivate_user(mut self, id: UserId, permissions: &[Permission]) -> Result<(), StoreError> {
        lock_people(&mut self.link).await?;
        let gone = profile(&mut self.link, id).await?.filter(|profile| profile.deleted);
        let user = Checked { permissions: permissions.to_vec(), ..gone.ok_or(StoreError::Missing("user"))?.into() };
        refuse_taken(&mut self.link, id, &user).await?;
        // An import that was taken back had let go of the keys.
        let back = run!(
            self.link,
            "UPDATE person SET deleted_at = NULL, status = 'active', version = version + 1, username_key = $2,
                 email_key = $3, number_key = $4
             WHERE id = $1 AND deleted_at IS NOT NULL",
            id.0,
            username_key(&user.username),
            email_key(&user.email),
            user.number.as_deref().map(number_key),
        )?;
        if back == 0 {
            return Err(StoreError::Missing("user"));
        }
        run!(self.link, "DELETE FROM held_grant WHERE person_id = $1", id.0)?;
        run!(self.link, "DELETE FROM person_department WHERE person_id = $1", id.0)?;
        give(&mut self.link, core::iter::once((id, permissions))).await?;
        let permissions = Held::of(permissions);
        commit(self, id, |user| Event::UserReactivated { user, permissions }).await
    }
}

/// Ends what these people, who are deleted, had open: sessions, links that set a password, masks they lent or were lent.
/// Who comes back, comes back without.
pub(crate) async fn shut_out(link: &mut Link, people: &str, at: OffsetDateTime) -> Result<(), StoreError> {
    run!(link, "DELETE FROM session WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))", people,)?;
    run!(
        link,
        "UPDATE password_reset SET used_at = $2
         WHERE used_at IS NULL AND person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))",
        people,
        at,
    )?;
    end_masks(link, people, at).await
}

/// Commits what was done to a user, in the log of the first organisation they hold something in.
async fn commit(mut write: Write, user: UserId, event: impl FnOnce(Called) -> Event) -> Result<(), StoreError> {
    let who = subject(&mut write.link, user).await?.ok_or(StoreError::Missing("user"))?;
    write.commit(who.organisation, &event(who.called)).await
}

/// Refuses what another has, in the order of the form on both databases. A number names one person of an
/// organisation.
async fn refuse_taken(link: &mut Link, id: UserId, user: &Checked) -> Result<(), StoreError> {
    let organisations = ids(user.permissions.iter().map(|permission| permission.grant.organisation.0));
    let (username, email, number) = ask!(link, fetch_one (bool, bool, bool):
        "SELECT EXISTS (SELECT 1 FROM person WHERE username_key = $2 AND id <> $1),
             EXISTS (SELECT 1 FROM person WHERE email_key = $3 AND id <> $1),
             EXISTS (
                 SELECT 1 FROM person AS p JOIN held_grant AS h ON h.person_id = p.id
                 WHERE p.number_key = $4 AND p.id <> $1 AND p.deleted_at IS NULL
                   AND h.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($5)))",
        id.0, username_key(&user.username), email_key(&user.email), user.number.as_deref().map(number_key),
        organisations)?;
    match (username, email, number) {
        (true, ..) => Err(StoreError::Taken("username")),
        (_, true, _) => Err(StoreError::Taken("email")),
        (.., true) => Err(StoreError::Taken("number")),
        _ => Ok(()),
    }
}

/// Writes what a user holds and where they belong, in `within` only.
async fn write_holdings(
    link: &mut Link,
    id: UserId,
    user: &Checked,
    within: Option<&[OrganisationId]>,
) -> Result<(), StoreError> {
    let all = within.is_none();
    let listed = ids(within.unwrap_or_default().iter().map(|organisation| organisation.0));
    run!(
        link,
        "DELETE FROM held_grant WHERE person_id = $1
           AND ($2 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))",
        id.0,
        all,
        &listed,
    )?;
    run!(
        link,
        "DELETE FROM person_department WHERE person_id = $1 AND department_id IN (
             SELECT id FROM department
             WHERE $2 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3)))",
        id.0,
        all,
        &listed,
    )?;
    let theirs = |organisation: OrganisationId| within.is_none_or(|within| within.contains(&organisation));
    let given: Vec<Permission> =
        user.permissions.iter().filter(|permission| theirs(permission.grant.organisation)).cloned().collect();
    give(link, core::iter::once((id, &*given))).await?;
    run!(
        link,
        "INSERT INTO person_department (person_id, department_id)
         SELECT $1, d.id FROM department AS d
         WHERE d.id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))
           AND ($3 OR d.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($4)))
         ON CONFLICT (person_id, department_id) DO NOTHING",
        id.0,
        ids(user.departments.iter().map(|department| department.0)),
        all,
        &listed,
    )?;
    join_class(link, id, user).await
}

/// A learner with a grad year joins "Class of YYYY" (SPEC U8). Who was in another class stays there, too: that is for
/// people to decide.
async fn join_class(link: &mut Link, id: UserId, user: &Checked) -> Result<(), StoreError> {
    let Some(year) = user.grad_year else { return Ok(()) };
    let studied = user.permissions.iter().filter(|permission| permission.grant.group == "student");
    run!(
        link,
        "INSERT INTO cohort_member (cohort_id, person_id)
         SELECT c.id, $1 FROM cohort AS c
         WHERE c.name_folded = $2 AND c.organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($3))
         ON CONFLICT (cohort_id, person_id) DO NOTHING",
        id.0,
        format!("class of {year}"),
        ids(studied.map(|permission| permission.grant.organisation.0)),
    )?;
    Ok(())
}
