//! Downloads.

use crate::router::Context;
use app::error::AppError;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::id::{GroupId, PeriodId};
use serde::Deserialize;
use service::{SignedIn, groups};

/// Why there is nothing to download, as plain words with their status.
pub(crate) struct Refused(pub(crate) AppError);

impl<E: Into<AppError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, format!("{}\n", self.0)).into_response()
    }
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    /// The one the pages open on when not given.
    period: Option<PeriodId>,
    /// Ids separated by commas; all when not given.
    #[serde(default)]
    groups: String,
}

/// `GET /courses/{code}/groups/export.csv?period=ID&groups=1,2,3` (SPEC G5)
pub(crate) async fn export(
    State(context): State<Context>,
    signed_in: Option<Extension<SignedIn>>,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    let only = ids(&wanted.groups)?;
    let (name, file) = groups::export(&context.asker(signed_in), &code, wanted.period, only.as_deref()).await?;
    Ok(csv(&name, file))
}

/// `GET /courses/{code}/groups/sample.csv`
pub(crate) async fn sample(
    State(context): State<Context>,
    signed_in: Option<Extension<SignedIn>>,
    Path(code): Path<String>,
) -> Result<Response, Refused> {
    Ok(csv("sample groups.csv", groups::sample(&context.asker(signed_in), &code).await?))
}

/// The ids of `groups=1,2,3`; `None` for all.
fn ids(list: &str) -> Result<Option<Vec<GroupId>>, AppError> {
    if list.is_empty() {
        return Ok(None);
    }
    let ids: Result<Vec<GroupId>, _> = list.split(',').map(str::parse).collect();
    ids.map(Some).map_err(|_| AppError::Invalid("The groups to export are ids separated by commas.".to_owned()))
}

/// A file to keep: its name once for old browsers in plain letters, once as it is (RFC 6266).
pub(crate) fn csv(name: &str, file: Vec<u8>) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let encoded = app::frame::address::encoded(name);
    let headers: [(HeaderName, String); 2] = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")),
    ];
    (headers, file).into_response()
}
