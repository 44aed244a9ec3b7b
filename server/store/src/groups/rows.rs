//! Rows that several readings of groups share.

use crate::StoreError;
use crate::person_row::PersonRow;
use domain::groups::GroupName;
use domain::tutoring::TutorKind;

/// A member of a group.
#[derive(sqlx::FromRow)]
pub(crate) struct MemberRow {
    pub(crate) group_id: i64,
    #[sqlx(flatten)]
    pub(crate) person: PersonRow,
}

/// A tutor of a group.
#[derive(sqlx::FromRow)]
pub(crate) struct TutorRow {
    pub(crate) group_id: i64,
    kind: String,
    #[sqlx(flatten)]
    pub(crate) person: PersonRow,
}

impl TutorRow {
    pub(crate) fn kind(&self) -> Result<TutorKind, StoreError> {
        tutor_kind(&self.kind)
    }
}

/// The kind a kept word names.
pub(crate) fn tutor_kind(key: &str) -> Result<TutorKind, StoreError> {
    TutorKind::from_key(key).ok_or(StoreError::Unreadable("tutor"))
}

/// A name as it was kept.
pub(crate) fn group_name(kept: &str) -> Result<GroupName, StoreError> {
    GroupName::parse(kept).map_err(|_| StoreError::Unreadable("group name"))
}
