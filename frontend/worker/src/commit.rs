//! Sending a file and importing it.

use crate::desk::desk;
use crate::lines::Lines;
use crate::look_up;
use crate::run::{Ended, Run};
use crate::server::{self, Body};
use domain::import::users::desk::{Answer, Commit, Options, SENT_AT_ONCE, Stage, Told};
use js_sys::Uint8Array;

const UPLOADS: &str = "/admin/users/import/uploads";

/// Sends the file and imports it as the plan says that was seen. Where that is not the plan any more, makes it anew.
pub(crate) async fn commit(run: &Run, options: Options) -> Result<Answer, Ended> {
    let commit = desk(|desk| desk.commit(options));
    let commit = commit.ok_or_else(|| Ended::Refused("Review the rows first.".to_owned()))?;
    let upload = send(run).await?;
    match import(run, upload, &commit).await? {
        Told::Imported(imported) => Ok(Answer::Imported(imported)),
        Told::Moved => look_up::again(run).await,
        Told::Refused(words) => Err(Ended::Refused(words)),
        Told::Progress(_) => Err(Ended::Unsure),
    }
}

/// Sends the bytes of the file; the number of the upload.
async fn send(run: &Run) -> Result<i64, Ended> {
    let upload: i64 = server::ask(run, "POST", UPLOADS, Body::None).await?;
    let total = desk(|desk| desk.bytes().len());
    for (n, from) in (0..total).step_by(SENT_AT_ONCE).enumerate() {
        run.progress(Stage::Sending, from, total);
        let part = desk(|desk| desk.bytes().get(from..total.min(from + SENT_AT_ONCE)).map(Uint8Array::from));
        let part = part.ok_or_else(changed)?;
        server::tell(run, "PUT", &format!("{UPLOADS}/{upload}/{n}"), Body::Bytes(part)).await?;
        run.go_on()?;
    }
    run.progress(Stage::Sending, total, total);
    Ok(upload)
}

/// Has the server import what was sent; its last word. Not tried again: it may have been done already.
async fn import(run: &Run, upload: i64, commit: &Commit) -> Result<Told, Ended> {
    let path = format!("{UPLOADS}/{upload}/commit");
    let response = server::open(run, "POST", &path, &Body::json(commit)?).await?;
    let mut lines = Lines::of(&response);
    while let Some(line) = lines.next().await {
        run.go_on()?;
        match serde_json::from_str(&line) {
            Ok(Told::Progress(progress)) => run.say(&Answer::Progress(progress)),
            Ok(told) => return Ok(told),
            Err(_) => return Err(Ended::Unsure),
        }
    }
    run.go_on()?;
    // The connection broke before the server's last word.
    Err(Ended::Unsure)
}

fn changed() -> Ended {
    Ended::Refused("Another file was opened meanwhile.".to_owned())
}
