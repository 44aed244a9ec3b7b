//! The courses someone may see, and the heading of one.

use crate::{Asker, Fault};
use domain::access::{Action, CourseObject};
use domain::audience::Audience;
use domain::course::{Course, CourseHead, CourseRow, ListedCourse};
use domain::id::PeriodId;
use domain::period::Period;

/// All courses they may see, of the organisation they look at; those that name them first, then by code.
pub async fn list(asker: &Asker) -> Result<Vec<ListedCourse>, Fault> {
    asker.known()?;
    let rows = asker.store().courses(asker.today()).await?;
    let listed = |row: CourseRow| {
        let object = CourseObject::from(&row.course);
        (asker.shows(row.course.organisation) && asker.may(Action::ViewCourse(object))).then(|| ListedCourse {
            mine: asker.is_contact_of(row.course.id),
            may_view_groups: asker.may(Action::ViewGroups(object)),
            row,
        })
    };
    let mut courses: Vec<ListedCourse> = rows.into_iter().filter_map(listed).collect();
    courses.sort_by_key(|course| !course.mine);
    Ok(courses)
}

/// The heading of a course, in the period asked for or the one it opens on.
pub async fn head(asker: &Asker, code: &str, period: Option<PeriodId>) -> Result<CourseHead, Fault> {
    let place = asker.place(code, period, Action::ViewCourse).await?;
    Ok(CourseHead {
        enrolled: place.seats().await?.enrolled,
        is_of: Audience::OF_A_COURSE
            .into_iter()
            .filter(|who| who.of_course().is_some_and(|rule| place.may(rule)))
            .collect(),
        course: place.course,
        period: place.period,
        periods: place.periods,
    })
}

/// A course they may see, with all its periods.
pub async fn with_periods(asker: &Asker, code: &str) -> Result<(Course, Vec<Period>), Fault> {
    let course = asker.course(code, Action::ViewCourse).await?.course;
    let periods = asker.store().periods(course.id).await?;
    Ok((course, periods))
}
