//! The course, and the curriculum period, that something is asked about: opened for who may, and for what.

use crate::{Asker, Fault};
use domain::access::{Action, CourseObject};
use domain::course::Course;
use domain::groups::{Act, CourseGroups, Entry, IdMint, Refusal, Version};
use domain::id::PeriodId;
use domain::period::{self, Period};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Seats, Store};
use tokio::sync::OnceCell;

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

/// A course they may act on.
#[derive(Clone, Debug)]
pub(crate) struct OnCourse {
    pub(crate) asker: Asker,
    pub(crate) course: Course,
    read: Arc<OfCourse>,
}

impl Asker {
    /// The course of that code, if the rules allow `action` on it.
    ///
    /// # Errors
    /// `NotFound("course")`, also for one they may not even see; `Forbidden`.
    pub(crate) async fn course(&self, code: &str, action: fn(CourseObject) -> Action) -> Result<OnCourse, Fault> {
        const GONE: Fault = Fault::NotFound("course");
        self.known()?;
        let read = self.read().of(code);
        let course = read.course.get_or_try_init(|| self.store().course(code)).await?.clone().ok_or(GONE)?;
        let object = CourseObject::from(&course);
        self.authorise(Action::ViewCourse(object)).map_err(|_| GONE)?;
        self.authorise(action(object))?;
        Ok(OnCourse { asker: self.clone(), course, read })
    }

    /// As [`Asker::course`], with the period of that id, or the one that pages open on today.
    ///
    /// # Errors
    /// As [`Asker::course`]; `NotFound("curriculum period")`.
    pub(crate) async fn place(
        &self,
        code: &str,
        period: Option<PeriodId>,
        action: fn(CourseObject) -> Action,
    ) -> Result<InPeriod, Fault> {
        let OnCourse { asker, course, read } = self.course(code, action).await?;
        let periods = read.periods.get_or_try_init(|| asker.store().periods(course.id)).await?.clone();
        let found = match period {
            Some(id) => periods.iter().find(|p| p.id == id),
            None => period::opening(&periods, asker.today()),
        };
        let period = found.cloned().ok_or(Fault::NotFound("curriculum period"))?;
        Ok(InPeriod { asker, course, period, periods, read })
    }
}

impl OnCourse {
    pub(crate) const fn store(&self) -> &Store {
        self.asker.store()
    }

    /// Whether they may do that to the course.
    pub(crate) fn may(&self, action: fn(CourseObject) -> Action) -> bool {
        self.asker.may(action((&self.course).into()))
    }
}

/// A course and period they may act on.
#[derive(Clone, Debug)]
pub(crate) struct InPeriod {
    pub(crate) asker: Asker,
    pub(crate) course: Course,
    pub(crate) period: Period,
    /// All periods of the course, for the dropdown.
    pub(crate) periods: Vec<Period>,
    read: Arc<OfCourse>,
}

impl InPeriod {
    pub(crate) const fn store(&self) -> &Store {
        self.asker.store()
    }

    /// Whether they may do that to the course.
    pub(crate) fn may(&self, action: fn(CourseObject) -> Action) -> bool {
        self.asker.may(action((&self.course).into()))
    }

    /// How many are enrolled, and how many of them are in a group.
    pub(crate) async fn seats(&self) -> Result<Seats, Fault> {
        let read =
            || async { Ok::<_, Fault>((self.period.id, self.store().seats(self.course.id, self.period.id).await?)) };
        match *self.read.seats.get_or_try_init(read).await? {
            (period, seats) if period == self.period.id => Ok(seats),
            // A request that is about two periods.
            _ => Ok(read().await?.1),
        }
    }

    /// The groups as they are.
    pub(crate) async fn groups(&self) -> Result<CourseGroups, Fault> {
        Ok(self.store().course_groups(self.course.id, self.period.id).await?)
    }

    /// Does what `decide` makes of the groups as they are, in their name; `base` is the version that they looked at
    /// (`None`: whichever).
    ///
    /// # Errors
    /// `Refused`, also where something changed since `base`.
    pub(crate) async fn act(
        &self,
        base: Option<Version>,
        decide: impl FnOnce(&CourseGroups, &mut IdMint) -> Result<Act, Refusal> + Send,
    ) -> Result<Entry, Fault> {
        Ok(self.store().act(self.course.id, self.period.id, base, &self.asker.by(), decide).await?)
    }
}
