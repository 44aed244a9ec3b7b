//! Courses, their periods and contacts (SPEC C1, C2).

use crate::{By, Store, StoreError};
use domain::course::{Contact, ContactKind, Course, CourseRow};
use domain::id::{CourseId, UserId};
use domain::period::Period;
use time::Date;

impl Store {
    /// All courses by code, each counted for the period it opens on.
    pub async fn courses(&self, today: Date) -> Result<Vec<CourseRow>, StoreError> {
        todo!("{today:?}")
    }

    /// The course of that code, in any case.
    pub async fn course(&self, code: &str) -> Result<Option<Course>, StoreError> {
        todo!("{code:?}")
    }

    /// The course of that id.
    pub async fn course_by_id(&self, course: CourseId) -> Result<Option<Course>, StoreError> {
        todo!("{course:?}")
    }

    /// The periods of the course's curriculum layout, by start.
    pub async fn periods(&self, course: CourseId) -> Result<Vec<Period>, StoreError> {
        todo!("{course:?}")
    }

    /// The contacts of a course, by kind and name.
    pub async fn contacts(&self, course: CourseId) -> Result<Vec<Contact>, StoreError> {
        todo!("{course:?}")
    }

    /// Names someone on a course. `Taken("contact")` where they are named so already.
    pub async fn add_contact(
        &self,
        course: CourseId,
        user: UserId,
        kind: ContactKind,
        by: &By,
    ) -> Result<(), StoreError> {
        todo!("{course:?}{user:?}{kind:?}{by:?}")
    }

    /// Takes someone's name off a course. `Missing("contact")` where it is not there.
    pub async fn remove_contact(
        &self,
        course: CourseId,
        user: UserId,
        kind: ContactKind,
        by: &By,
    ) -> Result<(), StoreError> {
        todo!("{course:?}{user:?}{kind:?}{by:?}")
    }
}
