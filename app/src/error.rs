//! What can go wrong, in one closed list, worded for the person who meets it.

use crate::refused::Refused;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Why a server function did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    NotSignedIn,
    /// The person must choose a new password first.
    PasswordChangeDue,
    /// The mask they wore holds no longer; nothing was done.
    MaskEnded,
    /// Not while they act under a mask.
    Masked,
    Forbidden,
    /// What was asked for is not there (or not theirs to know of): "course", "group".
    NotFound(String),
    /// The groups refuse the act.
    Refused(Refused),
    /// Input that cannot be accepted, in words.
    Invalid(String),
    /// The server could not be reached; nothing is known to have changed.
    Unreachable,
    /// A fault on our side; the cause is in the server's log.
    Fault,
}

impl core::fmt::Display for AppError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NotSignedIn => f.write_str("You are signed out. Sign in again; what is on this page stays."),
            Self::PasswordChangeDue => f.write_str("Choose a new password first."),
            Self::MaskEnded => {
                f.write_str("You no longer act for someone else, and nothing was changed. Load the page anew.")
            }
            Self::Masked => {
                f.write_str("You act for someone else. Press “Stop” above, then go on with your own account.")
            }
            Self::Forbidden => f.write_str("You may not do this. Ask the course’s coordinator or an administrator."),
            Self::NotFound(what) => write!(f, "This {what} is not there."),
            Self::Refused(refused) => f.write_str(&refused.words),
            Self::Invalid(words) => f.write_str(words),
            Self::Unreachable => f.write_str("The server could not be reached. Check the connection and try again."),
            Self::Fault => f.write_str("Something failed on our side; nothing was changed. Try again in a moment."),
        }
    }
}

impl core::error::Error for AppError {}

impl AppError {
    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::PasswordChangeDue | Self::MaskEnded | Self::Masked | Self::Forbidden => 403,
            Self::NotFound(_) => 404,
            Self::Refused(_) => 409,
            Self::Invalid(_) => 422,
            Self::Unreachable => 503,
            Self::Fault => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // The last: a proxy's page, or a server that was renewed meanwhile.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreachable
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid("The request could not be read.".to_owned())
            }
            other => {
                report(&other.to_string());
                Self::Fault
            }
        }
    }

    #[cfg(feature = "ssr")]
    fn ser(&self) -> server_fn::Bytes {
        set_status(self);
        <JsonEncoding as server_fn::Encodes<Self>>::encode(self).unwrap_or_default()
    }
}

#[cfg(feature = "ssr")]
fn report(cause: &str) {
    tracing::error!(cause, "server function failed");
}

#[cfg(not(feature = "ssr"))]
fn report(cause: &str) {
    leptos::logging::error!("{cause}");
}

/// Gives the response the error's status.
#[cfg(feature = "ssr")]
fn set_status(error: &AppError) {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(error.status())
    {
        response.set_status(status);
    }
}

/// Says an error in place of a page or a part of one, and gives a server-made page its status.
#[component]
pub fn ErrorNotice(error: AppError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    set_status(&error);
    let heading = match &error {
        AppError::NotSignedIn => "Signed out",
        AppError::Forbidden => "Not allowed",
        AppError::MaskEnded => "The permission mask has ended",
        AppError::Masked => "You act for someone else",
        AppError::NotFound(_) => "Not found",
        _ => "That did not work",
    };
    let way_on = match &error {
        AppError::NotSignedIn => view! { <a href="/sign-in" rel="external">"Sign in"</a> },
        AppError::MaskEnded => view! { <a href="/masks" rel="external">"Go on as yourself"</a> },
        AppError::PasswordChangeDue => view! { <a href="/password" rel="external">"Choose a new password"</a> },
        _ => view! { <a href="/courses" rel="">"Go to the courses"</a> },
    };
    view! {
        <section class="notice" role="alert">
            <h1>{heading}</h1>
            <p>{error.to_string()}</p>
            <p>{way_on}</p>
        </section>
    }
}

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <leptos_meta::Title text="Not found" />
        <main class="alone">
            <ErrorNotice error=AppError::NotFound("page".to_owned()) />
        </main>
    }
}
