//! The way into every server function and download: who asks, may they, and where they stand.
//! Nothing in `app` reads the store before a function of this module has said yes.

use crate::error::AppError;
use domain::access::{Action, CourseObject, Viewer, may};
use domain::course::Course;
use domain::id::{OrganisationId, PeriodId, SessionId};
use domain::period::{self, Period};
use leptos::prelude::use_context;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{By, Seats, Store};
use time::{Date, OffsetDateTime};
use tokio::sync::OnceCell;

/// The signed-in person of a request; the server's session layer puts it into the request's
/// extensions after it has checked the account.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: SessionId,
    /// Whose permissions count: under a mask the lender's, worn by the person who signed in.
    pub viewer: Viewer,
    /// The last day of the mask that is worn.
    pub masked_until: Option<Date>,
    /// They wore a mask that no longer holds: nothing is done before they have been told so.
    pub mask_ended: bool,
    /// The organisation they chose to look at; `None` for all of theirs (SPEC P5).
    pub organisation: Option<OrganisationId>,
    /// Until they choose a new password nothing else is open to them.
    pub password_change_due: bool,
}

impl SignedIn {
    /// Who does something and when, for what the store writes: under a mask both names.
    pub fn by(&self, at: OffsetDateTime) -> By {
        By { user: Some(self.viewer.doer()), acted_as: self.viewer.worn_by.map(|_| self.viewer.user), at }
    }

    /// Refuses while something else comes first: a new password, or hearing that a mask has ended.
    pub fn may_go_on(&self) -> Result<(), AppError> {
        if self.password_change_due {
            Err(AppError::PasswordChangeDue)
        } else if self.mask_ended {
            Err(AppError::MaskEnded)
        } else {
            Ok(())
        }
    }

    /// Whether lists show what belongs to that organisation. It narrows what is shown, never what may be done.
    pub fn shows(&self, organisation: OrganisationId) -> bool {
        self.organisation.is_none_or(|chosen| chosen == organisation)
    }

    /// The one organisation of these that is looked at, where it is among them.
    pub fn chosen_of(&self, organisations: &[OrganisationId]) -> Option<OrganisationId> {
        self.organisation.filter(|chosen| organisations.contains(chosen))
    }
}

/// Reads the time; given by the server, so that tests can give another.
#[derive(Clone, Copy, Debug)]
pub struct Clock(pub fn() -> OffsetDateTime);

/// Draws a password that someone is told once, with its hash; given by the server, which alone knows how.
#[derive(Clone, Copy, Debug)]
pub struct NewPassword(pub fn() -> Drawn);

type Drawn = core::pin::Pin<Box<dyn Future<Output = Option<(String, String)>> + Send>>;

/// A new password and its hash.
pub async fn new_password() -> Result<(String, String), AppError> {
    let draw = use_context::<NewPassword>().ok_or_else(|| missing("passwords"))?;
    (draw.0)().await.ok_or_else(|| missing("password"))
}

/// The store the server gave.
pub fn store() -> Result<Store, AppError> {
    use_context::<Store>().ok_or_else(|| missing("store"))
}

/// The time of this request.
pub fn now() -> Result<OffsetDateTime, AppError> {
    use_context::<Clock>().map(|clock| (clock.0)()).ok_or_else(|| missing("clock"))
}

/// Who asks.
pub fn signed_in() -> Result<SignedIn, AppError> {
    let parts = use_context::<axum::http::request::Parts>().ok_or(AppError::NotSignedIn)?;
    let signed_in = parts.extensions.get::<SignedIn>().ok_or(AppError::NotSignedIn)?;
    signed_in.may_go_on()?;
    Ok(signed_in.clone())
}

/// Who asks and when, for what the store writes.
pub fn by() -> Result<By, AppError> {
    Ok(signed_in()?.by(now()?))
}

/// Yes, or `Forbidden`.
pub fn authorise(viewer: &Viewer, action: Action) -> Result<(), AppError> {
    if may(viewer, action) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Who asks, after the rules allowed them an action without a course.
pub fn allowed(action: Action) -> Result<SignedIn, AppError> {
    let signed_in = signed_in()?;
    authorise(&signed_in.viewer, action)?;
    Ok(signed_in)
}

/// Who asks about their own account, which is never done under a mask.
pub fn own_account() -> Result<SignedIn, AppError> {
    let signed_in = signed_in()?;
    if may(&signed_in.viewer, Action::ManageOwnAccount) { Ok(signed_in) } else { Err(AppError::Masked) }
}

/// What the parts of a page ask alike (its heading and what stands below it), read once for a request. Whether they may
/// know it each part asks for itself. The server gives a new one to every request.
#[derive(Clone, Debug, Default)]
pub struct ReadOnce(Arc<Mutex<HashMap<String, Arc<OfCourse>>>>);

/// What was read of a course, by its code.
#[derive(Debug, Default)]
struct OfCourse {
    course: OnceCell<Option<Course>>,
    periods: OnceCell<Vec<Period>>,
    seats: OnceCell<(PeriodId, Seats)>,
}

impl ReadOnce {
    fn of(&self, code: &str) -> Arc<OfCourse> {
        // What is in it is whole between any two statements.
        let mut courses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        courses.entry(code.to_owned()).or_default().clone()
    }
}

/// A course someone may act on.
#[derive(Clone, Debug)]
pub struct OnCourse {
    pub store: Store,
    pub signed_in: SignedIn,
    pub course: Course,
    read: Arc<OfCourse>,
}

/// The course of that code, if the rules allow `action` on it. One they may not even see is "not there".
pub async fn course(code: &str, action: fn(CourseObject) -> Action) -> Result<OnCourse, AppError> {
    let read = use_context::<ReadOnce>().unwrap_or_default().of(code);
    OnCourse::open_reading(store()?, signed_in()?, read, code, action).await
}

impl OnCourse {
    /// As [`course`], for a request that is answered without leptos.
    pub async fn open(
        store: Store,
        signed_in: SignedIn,
        code: &str,
        action: fn(CourseObject) -> Action,
    ) -> Result<Self, AppError> {
        Self::open_reading(store, signed_in, Arc::default(), code, action).await
    }

    async fn open_reading(
        store: Store,
        signed_in: SignedIn,
        read: Arc<OfCourse>,
        code: &str,
        action: fn(CourseObject) -> Action,
    ) -> Result<Self, AppError> {
        let course = read.course.get_or_try_init(|| store.course(code)).await?.clone().ok_or_else(no_course)?;
        let object = CourseObject::from(&course);
        authorise(&signed_in.viewer, Action::ViewCourse(object)).map_err(|_| no_course())?;
        authorise(&signed_in.viewer, action(object))?;
        Ok(Self { store, signed_in, course, read })
    }

    /// With the period of that id, or the one the page opens on today.
    pub async fn in_period(self, period: Option<PeriodId>, today: Date) -> Result<InPeriod, AppError> {
        let Self { store, signed_in, course, read } = self;
        let periods = read.periods.get_or_try_init(|| store.periods(course.id)).await?.clone();
        let found = match period {
            Some(id) => periods.iter().find(|p| p.id == id),
            None => period::opening(&periods, today),
        };
        let period = found.cloned().ok_or_else(|| AppError::NotFound("curriculum period".to_owned()))?;
        Ok(InPeriod { store, signed_in, course, period, periods, read })
    }
}

/// A course and period someone may act on.
#[derive(Clone, Debug)]
pub struct InPeriod {
    pub store: Store,
    pub signed_in: SignedIn,
    pub course: Course,
    pub period: Period,
    /// All periods of the course, for the dropdown.
    pub periods: Vec<Period>,
    read: Arc<OfCourse>,
}

impl InPeriod {
    /// How many are enrolled, and how many of them are in a group.
    pub async fn seats(&self) -> Result<Seats, AppError> {
        let read =
            || async { Ok::<_, AppError>((self.period.id, self.store.seats(self.course.id, self.period.id).await?)) };
        match *self.read.seats.get_or_try_init(read).await? {
            (period, seats) if period == self.period.id => Ok(seats),
            // A request that is about two periods.
            _ => Ok(read().await?.1),
        }
    }
}

/// As [`course`], with the period of that id, or the one the page opens on.
pub async fn place(
    code: &str,
    period: Option<PeriodId>,
    action: fn(CourseObject) -> Action,
) -> Result<InPeriod, AppError> {
    course(code, action).await?.in_period(period, now()?.date()).await
}

/// Gives the page its content security policy: scripts only with this answer's nonce.
pub fn policy() {
    use axum::http::HeaderValue;
    use axum::http::header::CONTENT_SECURITY_POLICY;
    let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<leptos_axum::ResponseOptions>())
    else {
        return;
    };
    // While `make watch` runs, pages hear from it when to load anew.
    let connect = if std::env::var_os("LEPTOS_WATCH").is_some() { "connect-src 'self' ws:; " } else { "" };
    // Style attributes carry the width of measured bars; nothing inline else.
    let policy = format!(
        "default-src 'self'; {connect}script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src 'self'; \
         style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

fn no_course() -> AppError {
    AppError::NotFound("course".to_owned())
}

fn missing(what: &'static str) -> AppError {
    tracing::error!(what, "not provided to the request");
    AppError::Fault
}
