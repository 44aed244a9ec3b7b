//! Importing users, as the page's worker asks for it: who a file is about, the file in parts, and the import, which is
//! told about line by line while it is made.

use crate::download::csv;
use crate::router::Context;
use crate::secret::Token;
use app::error::AppError;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Extension, Router};
use domain::id::UploadId;
use domain::import::users::desk::{Commit, Progress, SENT_AT_ONCE, Told, Wanted};
use domain::import::users::sample;
use serde::Serialize;
use serde::de::DeserializeOwned;
use service::users::import::{self, Means};
use service::{Asker, Fault, SignedIn};
use std::convert::Infallible;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::UnboundedReceiverStream;

/// How many imports a server makes at once.
pub(crate) const AT_ONCE: usize = 2;

/// The most bytes of a look-up, and of what makes the plan out of a file.
const LARGEST_LOOK_UP: usize = 4 << 20;
const LARGEST_COMMIT: usize = 16 << 20;

/// Why something was not done, in plain words with their status.
pub(crate) enum Refused {
    For(AppError),
    TooLarge,
    Busy,
}

impl<E: Into<AppError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::For(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::For(error) => crate::download::Refused(error).into_response(),
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "This is larger than what is taken here.\n").into_response()
            }
            Self::Busy => {
                let words = "Other imports are being made on this server. Try again in a minute.\n";
                (StatusCode::SERVICE_UNAVAILABLE, words).into_response()
            }
        }
    }
}

/// The addresses under `/admin/users/import/`.
pub(crate) fn routes() -> Router<Context> {
    let limited = DefaultBodyLimit::max;
    Router::new()
        .route("/admin/users/import/sample.csv", get(sample_file))
        .route("/admin/users/import/look-up", post(look_up).layer(limited(LARGEST_LOOK_UP)))
        .route("/admin/users/import/uploads", post(open_upload))
        .route("/admin/users/import/uploads/{upload}/{part}", put(put_part).layer(limited(SENT_AT_ONCE)))
        .route("/admin/users/import/uploads/{upload}/commit", post(commit).layer(limited(LARGEST_COMMIT)))
}

/// Who the session layer found.
type Found = Option<Extension<SignedIn>>;

/// Someone who manages the users of some organisation; which, every row of the file is asked.
fn importer(context: &Context, found: Found) -> Result<Asker, AppError> {
    let asker = context.asker(found);
    import::may_import(&asker)?;
    Ok(asker)
}

fn received(body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refused> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLarge,
        _ => unreadable().into(),
    })
}

fn unreadable() -> AppError {
    AppError::Invalid("The request could not be read.".to_owned())
}

/// Reads JSON beside the async threads: it may be megabytes.
async fn read<T: DeserializeOwned + Send + 'static>(body: Bytes) -> Result<T, AppError> {
    let read = spawn_blocking(move || serde_json::from_slice(&body).ok()).await;
    read.ok().flatten().ok_or_else(unreadable)
}

/// Answers with JSON, written beside the async threads.
async fn json<T: Serialize + Send + 'static>(value: T) -> Result<Response, AppError> {
    let written = spawn_blocking(move || serde_json::to_vec(&value).ok()).await;
    let written = written.ok().flatten().ok_or(AppError::Fault)?;
    Ok(([(CONTENT_TYPE, "application/json")], written).into_response())
}

/// `GET /admin/users/import/sample.csv`
async fn sample_file(State(context): State<Context>, found: Found) -> Result<Response, Refused> {
    let ground = import::ground(&importer(&context, found)?).await?;
    Ok(csv("sample users.csv", sample(&ground)))
}

/// `POST /admin/users/import/look-up`
async fn look_up(
    State(context): State<Context>,
    found: Found,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let asker = importer(&context, found)?;
    let wanted: Wanted = read(received(body)?).await?;
    Ok(json(import::look_up(&asker, &wanted).await?).await?)
}

/// `POST /admin/users/import/uploads`
async fn open_upload(State(context): State<Context>, found: Found) -> Result<Response, Refused> {
    Ok(json(import::open_upload(&importer(&context, found)?).await?).await?)
}

/// `PUT /admin/users/import/uploads/{upload}/{part}`
async fn put_part(
    State(context): State<Context>,
    found: Found,
    Path((upload, part)): Path<(UploadId, u32)>,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refused> {
    let asker = importer(&context, found)?;
    match import::put_part(&asker, upload, part, &received(body)?).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Fault::TooLarge(_)) => Err(Refused::TooLarge),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /admin/users/import/uploads/{upload}/commit`
async fn commit(
    State(context): State<Context>,
    found: Found,
    Path(upload): Path<UploadId>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let asker = importer(&context, found)?;
    let turn = context.imports.clone().try_acquire_owned().map_err(|_| Refused::Busy)?;
    let commit: Commit = read(received(body)?).await?;
    let bytes = import::upload_bytes(&asker, upload).await?;
    let (teller, told) = unbounded_channel();
    let import = Import { public_url: context.public_url, asker, upload, bytes, commit };
    // On a thread of its own: reading and planning compute for a while between two questions to the database.
    spawn_blocking(move || {
        Handle::current().block_on(import.run(teller));
        drop(turn);
    });
    Ok(lines(told))
}

/// An import that was asked for.
struct Import {
    public_url: String,
    asker: Asker,
    upload: UploadId,
    bytes: Vec<u8>,
    commit: Commit,
}

impl Import {
    /// Makes it, and tells how it goes. When nobody listens any more it is given up, and nothing is written.
    async fn run(self, teller: UnboundedSender<Told>) {
        let Self { public_url, asker, upload, bytes, commit } = self;
        // To one who is gone nothing is told.
        let tell = |progress: Progress| drop(teller.send(Told::Progress(progress)));
        let draw = || Token::draw().ok().map(|token| (token.as_str().to_owned(), token.hash()));
        let means = Means { public_url: &public_url, draw: &draw, tell: &tell };
        let told = tokio::select! {
            biased;
            () = teller.closed() => None,
            told = import::import(&asker, bytes, commit, &means) => Some(told),
        };
        match told {
            Some(Ok(told)) => drop(teller.send(told)),
            Some(Err(fault)) => drop(teller.send(Told::Refused(AppError::from(fault).to_string()))),
            None => tracing::info!("an import of users was cancelled"),
        }
        if let Err(fault) = import::drop_upload(&asker, upload).await {
            tracing::warn!(?fault, "an upload stays until it is a day old");
        }
    }
}

/// What is told, a line of JSON each, as it comes.
fn lines(told: UnboundedReceiver<Told>) -> Response {
    let line = |told: Told| {
        // Plain data: it can be written.
        let mut line = serde_json::to_string(&told).unwrap_or_default();
        line.push('\n');
        Ok::<_, Infallible>(line)
    };
    // A proxy that gathers lines would keep the progress to itself.
    let headers = [(CONTENT_TYPE, "application/x-ndjson"), (HeaderName::from_static("x-accel-buffering"), "no")];
    (headers, Body::from_stream(UnboundedReceiverStream::new(told).map(line))).into_response()
}
