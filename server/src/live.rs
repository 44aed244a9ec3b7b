//! The live stream of a course and period (SPEC G12): every change as it happens, to everyone who has its groups open.
//!
//! A stream begins with what happened since the version its page was made on, so that nothing is missed between the two,
//! and goes on with what the database tells. It ends when the session does, or the permission.

pub mod here;

use crate::download::Refused;
use crate::router::Context;
use crate::session_layer::{self, COOKIE};
use app::error::AppError;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::groups::Version;
use domain::groups::history::Happened;
use domain::groups::live::{Here, News, event};
use domain::id::PeriodId;
use here::Presence;
use serde::Deserialize;
use service::groups::live::{self, Followed};
use service::{Asker, SignedIn, Who};
use std::convert::Infallible;
use std::sync::Arc;
use store::Told;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::{Sender, channel};
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::ReceiverStream;

/// As many acts as someone who was away catches up on; after more they load the page anew.
const CATCH_UP: u32 = 100;

/// Events that wait for a slow browser. What does not fit waits in the database.
const WAITING: usize = 32;

#[derive(Deserialize)]
pub(crate) struct Wanted {
    course: String,
    period: PeriodId,
    /// The version that the page was made on.
    since: Option<i64>,
}

/// `GET /api/groups/live?course=CODE&period=ID&since=VERSION`
pub(crate) async fn live(
    State(context): State<Context>,
    signed_in: Option<Extension<SignedIn>>,
    jar: CookieJar,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    let token = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).ok_or(AppError::NotSignedIn)?;
    let asker = context.asker(signed_in);
    let followed = live::follow(&asker, &wanted.course, wanted.period).await?;
    // First listening, then looking: what happens between the two is told twice, and heard once.
    let told = live::listen(&asker).await?;
    let now = followed.version(&asker).await?;
    let since = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).or(wanted.since);
    let who = live::here(&asker).await?;
    let presence = context.here.enter((followed.course, followed.period), who).await.map_err(service::Fault::from)?;
    let (sender, events) = channel(WAITING);
    let last = since.map_or(now, Version);
    let stream = Stream { context, asker, token, code: wanted.course, followed, last, sender };
    tokio::spawn(stream.run(told, presence));
    let mut response = Sse::new(ReceiverStream::new(events).map(Ok::<Event, Infallible>)).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers events would keep them to itself.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

/// Why a stream ends.
enum End {
    /// Nobody hears it any more, the server ends, or the database failed.
    Gone,
    /// They may not hear it any more.
    Refused(AppError),
}

impl<E: Into<AppError>> From<E> for End {
    fn from(fault: E) -> Self {
        match fault.into() {
            // They may try again.
            AppError::Fault => Self::Gone,
            refusal => Self::Refused(refusal),
        }
    }
}

struct Stream {
    context: Context,
    /// The session's.
    token: String,
    code: String,
    /// As they were when they were last asked whether they may go on.
    asker: Asker,
    followed: Followed,
    /// The version that was told last.
    last: Version,
    sender: Sender<Event>,
}

impl Stream {
    /// Tells until it ends; as long they are here.
    async fn run(mut self, told: Receiver<Told>, (_presence, here): (Presence, watch::Receiver<Vec<Here>>)) {
        let sender = self.sender.clone();
        let mut closing = self.context.closing.subscribe();
        let end = tokio::select! {
            () = sender.closed() => End::Gone,
            _ = closing.wait_for(|closing| *closing) => End::Gone,
            end = self.tell(told, here) => end,
        };
        if let End::Refused(error) = end {
            let _ = sender.send(Event::default().event(event::END).data(error.to_string())).await;
        }
    }

    async fn tell(&mut self, mut told: Receiver<Told>, mut here: watch::Receiver<Vec<Here>>) -> End {
        here.mark_changed();
        let mut looks_again = tokio::time::interval(self.context.looks_again);
        loop {
            let going_on = tokio::select! {
                told = told.recv() => match told {
                    Ok(Told::Happened { course, period, happened }) if (course, period) == (self.followed.course, self.followed.period) => {
                        self.hear(&happened).await
                    }
                    Ok(Told::Happened { .. } | Told::Called(_)) => Ok(()),
                    Ok(Told::Gap) | Err(RecvError::Lagged(_)) => self.catch_up().await,
                    Err(RecvError::Closed) => return End::Gone,
                },
                Ok(()) = here.changed() => self.here(&mut here).await,
                _ = looks_again.tick() => self.look_again().await,
            };
            if let Err(end) = going_on {
                return end;
            }
        }
    }

    /// Tells of an act; where one before it was not told, of all since.
    async fn hear(&mut self, happened: &Arc<Happened>) -> Result<(), End> {
        match happened.entry.version.0 - self.last.0 {
            ..=0 => Ok(()),
            1 => self.news(happened).await,
            _ => self.catch_up().await,
        }
    }

    async fn news(&mut self, happened: &Happened) -> Result<(), End> {
        self.last = happened.entry.version;
        let data = serde_json::to_string(&News::from(happened)).map_err(|_| AppError::Fault)?;
        self.send(Event::default().event(event::NEWS).id(self.last.0.to_string()).data(data)).await
    }

    async fn here(&self, here: &mut watch::Receiver<Vec<Here>>) -> Result<(), End> {
        let data = serde_json::to_string(&*here.borrow_and_update()).map_err(|_| AppError::Fault)?;
        self.send(Event::default().event(event::HERE).data(data)).await
    }

    async fn send(&self, event: Event) -> Result<(), End> {
        self.sender.send(event).await.map_err(|_| End::Gone)
    }

    /// Tells of all acts since the last that was told, or that they are too many.
    async fn catch_up(&mut self) -> Result<(), End> {
        let now = self.followed.version(&self.asker).await?;
        if now == self.last {
            return Ok(());
        }
        let missed = self.followed.since(&self.asker, self.last, CATCH_UP + 1).await?;
        // Without a next one: a version that never was, as after a database was put back to an earlier day.
        let follows = missed.first().is_some_and(|first| first.entry.version.0 == self.last.0 + 1);
        if !follows || missed.len() > CATCH_UP as usize {
            self.last = now;
            let now = now.0.to_string();
            return self.send(Event::default().event(event::RELOAD).id(now.clone()).data(now)).await;
        }
        for happened in missed {
            self.news(&happened).await?;
        }
        Ok(())
    }

    /// Asks again whether they may hear this, and for what nobody told; and keeps the line open.
    async fn look_again(&mut self) -> Result<(), End> {
        let now = (self.context.clock.0)();
        let signed_in = session_layer::still_signed_in(&self.context, &self.token, now).await;
        let signed_in = signed_in.map_err(service::Fault::from)?;
        self.asker = self.context.service().asker(signed_in.map_or(Who::Nobody, Who::Person));
        live::follow(&self.asker, &self.code, self.followed.period).await?;
        self.catch_up().await?;
        self.send(Event::default().comment("")).await
    }
}
