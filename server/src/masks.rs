//! Putting a permission mask on and taking it off, and taking back one that was lent (SPEC P4): plain forms, answered
//! by redirects, for all that is on the screen changes with them.

use crate::router::Context;
use crate::session_layer::lender_of;
use crate::sign_in::Fault;
use app::gate::SignedIn;
use axum::Extension;
use axum::extract::{Form, State};
use axum::response::Redirect;
use domain::access::{Action, may};
use domain::id::MaskId;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Chosen {
    mask: MaskId,
}

/// `POST /masks/wear`
pub(crate) async fn wear(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Fault> {
    let (store, now) = (&context.store, (context.clock.0)());
    // Also no mask over another.
    if !may(&signed_in.viewer, Action::ManageOwnAccount) {
        return Ok(Redirect::to("/masks"));
    }
    let holds = match store.mask(chosen.mask).await? {
        Some(mask) => lender_of(store, &mask, &signed_in.viewer, now).await?.is_some(),
        None => false,
    };
    if !holds {
        return Ok(Redirect::to("/masks?problem=gone"));
    }
    Ok(match store.wear_mask(signed_in.session, chosen.mask, &signed_in.by(now)).await {
        Ok(()) => Redirect::to("/courses"),
        Err(StoreError::Missing(_)) => Redirect::to("/masks?problem=gone"),
        Err(fault) => return Err(fault.into()),
    })
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
    Extension(signed_in): Extension<SignedIn>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Fault> {
    if !may(&signed_in.viewer, Action::ManageOwnAccount) {
        return Ok(Redirect::to("/masks"));
    }
    let by = signed_in.by((context.clock.0)());
    Ok(match context.store.revoke_mask(chosen.mask, signed_in.viewer.user, &by).await {
        Ok(()) => Redirect::to("/masks?done=revoked"),
        Err(StoreError::Missing(_)) => Redirect::to("/masks?problem=gone"),
        Err(fault) => return Err(fault.into()),
    })
}
