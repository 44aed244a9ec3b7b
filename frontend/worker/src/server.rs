//! Requests to the server, tried again where that can help, and worded where it cannot.

use crate::message::scope;
use crate::run::{Ended, Run};
use js_sys::{Promise, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit, RequestRedirect, Response};

/// How long to wait before each further try, in milliseconds.
const PAUSES: [i32; 4] = [300, 1_000, 3_000, 6_000];

/// What a request carries.
pub(crate) enum Body {
    None,
    Json(String),
    Bytes(Uint8Array),
}

impl Body {
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Ended> {
        serde_json::to_string(value).map(Self::Json).map_err(|fault| Ended::Refused(fault.to_string()))
    }
}

/// Why a request brought no answer of use.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    Stopped,
    /// Nothing came back.
    Unreachable,
    SignedOut,
    /// A status, and what the server says of it.
    Status(u16, String),
    /// An answer that is not what was asked for.
    Strange,
}

impl Fault {
    /// Whether the same request may succeed a little later.
    const fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Status(408 | 429 | 500..=599, _))
    }

    /// Whether what was asked for may have been done.
    fn leaves_open(&self) -> bool {
        match self {
            Self::Unreachable | Self::Strange | Self::Status(408, _) => true,
            // The server itself says why it refuses, and it refuses before it does anything.
            Self::Status(500..=599, said) => said.is_empty(),
            Self::Stopped | Self::SignedOut | Self::Status(..) => false,
        }
    }

    fn words(self) -> String {
        let words = match self {
            Self::Stopped => return String::new(),
            Self::Unreachable => "The server cannot be reached. Check your connection, and try again.",
            Self::SignedOut | Self::Status(401, _) => {
                "You are signed out. Sign in again in another tab, then come back here and try again: nothing here is lost."
            }
            // The server says more than its status does.
            Self::Status(_, said) if !said.is_empty() => return said,
            Self::Status(403, _) => "You may not import users any more. Ask an administrator.",
            Self::Status(404 | 410, _) => "The server does not have the file any more. Import it once more.",
            Self::Status(413, _) => "The file is larger than the server takes.",
            Self::Status(429 | 503, _) => "The server is busy. Try again in a minute.",
            Self::Status(..) | Self::Strange => "Something went wrong on the server. Try again in a minute.",
        };
        words.to_owned()
    }
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stopped => Self::Stopped,
            fault => Self::Refused(fault.words()),
        }
    }
}

/// Sends a request that may be sent twice, and reads its answer.
pub(crate) async fn ask<T: DeserializeOwned>(run: &Run, method: &str, path: &str, body: Body) -> Result<T, Ended> {
    let text = patient(run, method, path, &body).await?;
    serde_json::from_str(&text).map_err(|_| Fault::Strange.into())
}

/// Sends a request that may be sent twice, and does not care what it is answered.
pub(crate) async fn tell(run: &Run, method: &str, path: &str, body: Body) -> Result<(), Ended> {
    patient(run, method, path, &body).await.map(drop)
}

/// Sends a request once that changes something, and gives the answer while it is coming. Where nothing came back, or
/// something between here and the server answered in its place, it is not known whether it was done.
pub(crate) async fn open(run: &Run, method: &str, path: &str, body: &Body) -> Result<Response, Ended> {
    run.asks();
    once(run, method, path, body).await.map_err(|fault| if fault.leaves_open() { Ended::Unsure } else { fault.into() })
}

async fn patient(run: &Run, method: &str, path: &str, body: &Body) -> Result<String, Ended> {
    let mut pauses = PAUSES.into_iter();
    loop {
        let fault = match text(run, method, path, body).await {
            Ok(text) => return Ok(text),
            Err(fault) => fault,
        };
        let Some(pause) = pauses.next().filter(|_| run.is_patient && fault.may_pass()) else {
            return Err(fault.into());
        };
        wait(pause).await;
        run.go_on()?;
    }
}

async fn text(run: &Run, method: &str, path: &str, body: &Body) -> Result<String, Fault> {
    let response = once(run, method, path, body).await?;
    read(&response).await.ok_or(if run.is_stopped() { Fault::Stopped } else { Fault::Unreachable })
}

async fn once(run: &Run, method: &str, path: &str, body: &Body) -> Result<Response, Fault> {
    let request = RequestInit::new();
    request.set_method(method);
    request.set_credentials(RequestCredentials::SameOrigin);
    // Whoever is signed out is sent to the page for signing in: no answer to follow.
    request.set_redirect(RequestRedirect::Manual);
    request.set_signal(run.signal().as_ref());
    if let (Some((kind, body)), Ok(headers)) = (body.of_request(), Headers::new()) {
        // Both are plain words.
        let _ = headers.set("content-type", kind);
        request.set_headers(&headers);
        request.set_body(&body);
    }
    let answered = JsFuture::from(scope().fetch_with_str_and_init(path, &request)).await;
    let response: Response = match answered {
        Ok(response) => response.unchecked_into(),
        Err(_) if run.is_stopped() => return Err(Fault::Stopped),
        Err(_) => return Err(Fault::Unreachable),
    };
    match response.status() {
        // What a redirect that is not followed looks like.
        0 => Err(Fault::SignedOut),
        _ if response.ok() => Ok(response),
        status => Err(Fault::Status(status, said(&response).await)),
    }
}

impl Body {
    fn of_request(&self) -> Option<(&'static str, JsValue)> {
        match self {
            Self::None => None,
            Self::Json(text) => Some(("application/json", text.into())),
            Self::Bytes(bytes) => Some(("application/octet-stream", bytes.into())),
        }
    }
}

/// What the server says in plain words; nothing where it answers otherwise.
async fn said(response: &Response) -> String {
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if !kind.starts_with("text/plain") {
        return String::new();
    }
    let text = read(response).await.unwrap_or_default();
    text.trim().chars().take(500).collect()
}

async fn read(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

async fn wait(milliseconds: i32) {
    let mut begin = |resolve: js_sys::Function, _| {
        // Without a timer there is no pause.
        if scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    };
    // A timer does not fail.
    let _ = JsFuture::from(Promise::new(&mut begin)).await;
}
