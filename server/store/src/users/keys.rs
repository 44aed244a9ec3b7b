//! Who a file may be about.

use super::one::profiles;
use crate::people::{email_key, username_key};
use crate::sql::{ask, bulk, ids, text};
use crate::{Store, StoreError};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::import::groups::number_key;
use domain::import::users::desk::Wanted;
use domain::user::Profile;
use std::collections::BTreeSet;

impl Store {
    /// Everyone whose number, username or e-mail is among the wanted, deleted ones included, by id; with the cohorts
    /// they are in. A few statements, whatever is wanted.
    pub async fn people_of_keys(&self, wanted: &Wanted) -> Result<Vec<(Profile, Vec<CohortId>)>, StoreError> {
        let mut link = self.snapshot().await?;
        let numbers = keys(&wanted.numbers, |number| number_key(&text(number)))?;
        let (usernames, emails) = (keys(&wanted.usernames, username_key)?, keys(&wanted.emails, email_key)?);
        let found = ask!(link, fetch_all (i64,):
            "SELECT id FROM person WHERE number_key IN (SELECT value->>0 FROM json_each($1))
             UNION SELECT id FROM person WHERE username_key IN (SELECT value->>0 FROM json_each($2))
             UNION SELECT id FROM person WHERE email_key IN (SELECT value->>0 FROM json_each($3))",
            numbers, usernames, emails)?;
        let users: Vec<UserId> = found.into_iter().map(|(id,)| UserId(id)).collect();
        let profiles = profiles(&mut link, &users).await?;
        let joined = ask!(link, fetch_all (i64, i64):
            "SELECT person_id, cohort_id FROM cohort_member
             WHERE person_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)) ORDER BY person_id, cohort_id",
            ids(users.iter().map(|user| user.0)))?;
        let mut joined = joined.into_iter().peekable();
        let with_cohorts = |profile: Profile| {
            let mut cohorts = Vec::new();
            while let Some((_, cohort)) = joined.next_if(|(person, _)| *person == profile.id.0) {
                cohorts.push(CohortId(cohort));
            }
            (profile, cohorts)
        };
        Ok(profiles.into_iter().map(with_cohorts).collect())
    }

    /// The cohorts of these organisations (`None`: of all), as an import looks for classes among them.
    pub async fn cohorts_within(
        &self,
        within: Option<&[OrganisationId]>,
    ) -> Result<Vec<(OrganisationId, CohortId, String)>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all (i64, i64, String):
            "SELECT organisation_id, id, name FROM cohort
             WHERE $1 OR organisation_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($2))
             ORDER BY organisation_id, id",
            within.is_none(), ids(within.unwrap_or_default().iter().map(|organisation| organisation.0)))?;
        Ok(rows.into_iter().map(|(of, id, name)| (OrganisationId(of), CohortId(id), name)).collect())
    }
}

/// The parameter for keys to look for; a blank one is nobody's.
fn keys(texts: &[String], key: impl Fn(&str) -> String) -> Result<String, StoreError> {
    let keys: BTreeSet<String> = texts.iter().map(|text| key(text)).filter(|key| !key.is_empty()).collect();
    let rows: Vec<(String,)> = keys.into_iter().map(|key| (key,)).collect();
    bulk(&rows)
}
