//! Looking up whom a file names.

use crate::desk::desk;
use crate::open;
use crate::run::{Ended, Run};
use crate::server::{self, Body};
use domain::import::users::desk::{Answer, Desk, Found, LOOKED_UP_AT_ONCE, Stage, Wanted};
use domain::import::users::plan::Ground;
use serde::Deserialize;

const LOOK_UP: &str = "/admin/users/import/look-up";
/// What the page asks, too, when it opens a file.
const GROUND: &str = "/api/admin/users/import-open";

/// Looks everyone up, and plans; where that was done before, on the installation as it is now.
pub(crate) async fn review(run: &Run) -> Result<Answer, Ended> {
    if desk(|desk| desk.is_reviewing()) {
        anew(run).await?;
    }
    everyone(run).await?;
    Ok(Answer::Review(Box::new(desk(Desk::review))))
}

/// Looks everyone up who was looked up before, on the installation as it is now, and plans anew.
pub(crate) async fn again(run: &Run) -> Result<Answer, Ended> {
    anew(run).await?;
    everyone(run).await?;
    Ok(Answer::Moved(Box::new(desk(Desk::review))))
}

/// Forgets who was looked up, and takes the installation as it is now.
async fn anew(run: &Run) -> Result<(), Ended> {
    #[derive(Deserialize)]
    struct Opened {
        ground: Ground,
    }
    let opened: Opened = server::ask(run, "POST", GROUND, Body::Json(r#"{"key":null}"#.to_owned())).await?;
    run.go_on()?;
    desk(|desk| desk.look_up_again(opened.ground));
    Ok(())
}

async fn everyone(run: &Run) -> Result<(), Ended> {
    let total = open::rows();
    let mut part = 0;
    while let Some(wanted) = desk(|desk| desk.wanted(part)) {
        run.progress(Stage::LookingUp, total.min(part * LOOKED_UP_AT_ONCE), total);
        let found = ask(run, &wanted).await?;
        run.go_on()?;
        desk(|desk| desk.found(found));
        part += 1;
    }
    run.progress(Stage::LookingUp, total, total);
    Ok(())
}

/// Asks who these are.
pub(crate) async fn ask(run: &Run, wanted: &Wanted) -> Result<Found, Ended> {
    if wanted.is_empty() {
        return Ok(Found::new());
    }
    server::ask(run, "POST", LOOK_UP, Body::json(wanted)?).await
}
