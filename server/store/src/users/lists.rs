//! What the form of a user chooses from: rows of the installation.

use crate::sql::{ask, ids};
use crate::{Store, StoreError};
use domain::id::{DepartmentId, OrganisationId};
use domain::person::{Gender, GenderCode};
use domain::user::{Lists, Role, Settings, Switch};

impl Store {
    /// The lists for someone who manages users of `within` (`None`: of all organisations). All roles there are: which
    /// of them may be given the rules say.
    pub async fn user_lists(&self, within: Option<&[OrganisationId]>) -> Result<Lists, StoreError> {
        let mut link = self.snapshot().await?;
        let all = within.is_none();
        let listed = ids(within.unwrap_or_default().iter().map(|organisation| organisation.0));
        let genders = ask!(link, fetch_all (String, String): "SELECT code, name FROM gender ORDER BY position, code")?;
        let titles = ask!(link, fetch_all (String,): "SELECT name FROM title ORDER BY position, name")?;
        let pronouns = ask!(link, fetch_all (String,): "SELECT name FROM pronoun ORDER BY position, name")?;
        let organisations = ask!(link, fetch_all (i64, String):
            "SELECT id, name FROM organisation
             WHERE $1 OR id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2)) ORDER BY name, id",
            all, &listed)?;
        let departments = ask!(link, fetch_all (i64, i64, String):
            "SELECT id, organisation_id, name FROM department
             WHERE $1 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2)) ORDER BY name, id",
            all, &listed)?;
        let tracks = ask!(link, fetch_all (i64, String):
            "SELECT organisation_id, name FROM curriculum_track
             WHERE $1 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2)) ORDER BY name",
            all, &listed)?;
        let roles = ask!(link, fetch_all (String, String):
            "SELECT held_group, held_role FROM held_role ORDER BY position, held_group, held_role")?;
        let on = ask!(link, fetch_all (String,):
            "SELECT DISTINCT switch FROM switched_on
             WHERE $1 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))",
            all, &listed)?;
        Ok(Lists {
            genders: genders.into_iter().map(|(code, name)| Gender { code: GenderCode(code), name }).collect(),
            titles: titles.into_iter().map(|(name,)| name).collect(),
            pronouns: pronouns.into_iter().map(|(name,)| name).collect(),
            organisations: organisations.into_iter().map(|(id, name)| (OrganisationId(id), name)).collect(),
            departments: departments
                .into_iter()
                .map(|(id, organisation, name)| (DepartmentId(id), OrganisationId(organisation), name))
                .collect(),
            tracks: tracks.into_iter().map(|(id, name)| (OrganisationId(id), name)).collect(),
            roles: roles.into_iter().map(|(group, role)| Role { group, role }).collect(),
            settings: Settings { on: on.iter().filter_map(|(key,)| Switch::parse(key)).collect() },
        })
    }
}
