//! Who is signed in, as every page knows it.

use crate::error::AppError;
use crate::loaded::Loaded;
use leptos::prelude::*;
use server_fn::codec::Json;

pub use domain::session::Me;

/// The session as a resource; `None` when nobody is signed in.
pub type Session = Loaded<Result<Option<Me>, AppError>>;

/// Provides the session to all pages.
pub fn provide() {
    provide_context::<Session>(Resource::new_with_options(|| (), |()| who_am_i(), true));
}

/// The session that [`provide`] gave.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

/// Who is signed in.
#[server(endpoint = "session/me", input = Json)]
pub async fn who_am_i() -> Result<Option<Me>, AppError> {
    Ok(service::session::me(&crate::gate::asker()?).await?)
}
