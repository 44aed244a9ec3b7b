//! Putting a permission mask on and taking it off, and taking back one that was lent (SPEC P4): plain forms, answered
//! by redirects, for all that is on the screen changes with them.

use crate::router::Context;
use crate::sign_in::Fault;
use axum::Extension;
use axum::extract::{Form, State};
use axum::response::Redirect;
use domain::id::MaskId;
use serde::Deserialize;
use service::{SignedIn, masks};

#[derive(Deserialize)]
pub(crate) struct Chosen {
    mask: MaskId,
}

/// `POST /masks/wear`
pub(crate) async fn wear(
    State(context): State<Context>,
    signed_in: Option<Extension<SignedIn>>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Fault> {
    match masks::wear(&context.asker(signed_in), chosen.mask).await {
        Ok(true) => Ok(Redirect::to("/courses")),
        Ok(false) => Ok(Redirect::to("/masks?problem=gone")),
        Err(fault) => not_now(fault),
    }
}

/// `POST /masks/stop`
pub(crate) async fn stop(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Redirect, Fault> {
    // The deed is the wearer's own, not one done for the lender.
    let by = store::By { acted_as: None, ..signed_in.by((context.clock.0)()) };
    context.store.take_mask_off(signed_in.session, &by).await?;
    Ok(Redirect::to("/masks?done=stopped"))
}

/// `POST /masks/revoke`
pub(crate) async fn revoke(
    State(context): State<Context>,
    signed_in: Option<Extension<SignedIn>>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Fault> {
    match masks::revoke(&context.asker(signed_in), chosen.mask).await {
        Ok(true) => Ok(Redirect::to("/masks?done=revoked")),
        Ok(false) => Ok(Redirect::to("/masks?problem=gone")),
        Err(fault) => not_now(fault),
    }
}

/// Under a mask there is no other, and no lending: the page says so.
fn not_now(fault: service::Fault) -> Result<Redirect, Fault> {
    match fault {
        service::Fault::Failed => Err(anyhow::anyhow!("{fault:?}").into()),
        _ => Ok(Redirect::to("/masks")),
    }
}
