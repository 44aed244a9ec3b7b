//! The switches of an organisation (SPEC U3).

use crate::sql::{ask, run};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::id::OrganisationId;
use domain::user::{Settings, Switch};

impl Store {
    /// The switches that are on in an organisation.
    pub async fn settings(&self, organisation: OrganisationId) -> Result<Settings, StoreError> {
        let mut link = self.link().await?;
        let on = ask!(link, fetch_all (String,):
            "SELECT switch FROM switched_on WHERE organisation_id = $1", organisation.0)?;
        Ok(Settings { on: on.iter().filter_map(|(key,)| Switch::parse(key)).collect() })
    }

    /// Turns a switch on or off. `Missing("thing it refers to")` where there is no such organisation.
    pub async fn set_switch(
        &self,
        organisation: OrganisationId,
        switch: Switch,
        on: bool,
        by: &By,
    ) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let changed = if on {
            run!(
                write.link,
                "INSERT INTO switched_on (organisation_id, switch) VALUES ($1, $2)
                 ON CONFLICT (organisation_id, switch) DO NOTHING",
                organisation.0,
                switch.key(),
            )?
        } else {
            run!(
                write.link,
                "DELETE FROM switched_on WHERE organisation_id = $1 AND switch = $2",
                organisation.0,
                switch.key(),
            )?
        };
        if changed == 0 {
            return Ok(());
        }
        write.commit(Some(organisation), &Event::SwitchSet { switch, on }).await
    }
}
