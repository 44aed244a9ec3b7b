//! Looking up whom a file names.

use crate::room::desk;
use crate::run::{Ended, Run};
use crate::server::{self, Body};
use domain::import::users::desk::{Answer, Found, LOOKED_UP_AT_ONCE, Stage, Wanted};

const LOOK_UP: &str = "/admin/users/import/look-up";

/// Looks everyone up, and plans.
pub(crate) async fn review(run: &Run) -> Result<Answer, Ended> {
    let known = look_up(run).await?;
    Ok(desk(|desk| desk.look(known)))
}

/// Everyone in the installation whom the file may be about.
pub(crate) async fn look_up(run: &Run) -> Result<Found, Ended> {
    let wanted: Vec<Wanted> = desk(|desk| desk.wanted());
    let total = wanted.len() * LOOKED_UP_AT_ONCE;
    let mut known = Found::new();
    for (at, part) in wanted.iter().enumerate() {
        run.progress(Stage::LookingUp, at * LOOKED_UP_AT_ONCE, total);
        known.extend(server::ask::<Found>(run, "POST", LOOK_UP, Body::json(part)?).await?);
        run.go_on()?;
    }
    Ok(known)
}
