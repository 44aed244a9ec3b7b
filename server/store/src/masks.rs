//! Permission masks (SPEC P4): lent, taken back, worn by a session. What they allow the domain says.

use crate::audit::{Subject, subject};
use crate::mail::queue;
use crate::person_row::{PersonRow, person_columns};
use crate::sql::{Link, ask, run};
use crate::{By, NewMail, Store, StoreError};
use domain::audit::Event;
use domain::id::{MaskId, SessionId, UserId};
use domain::mask::{Mask, Term};
use domain::person::Person;
use time::{Date, OffsetDateTime};

/// As many masks as a list of someone's shows.
const SHOWN: i64 = 100;

/// The columns of a [`MaskRow`]; the table is `mask AS m`.
macro_rules! mask_columns {
    () => {
        "m.id AS mask_id, m.lender_id, m.borrower_id, m.starts, m.finishes, m.revoked_at IS NOT NULL AS revoked"
    };
}

#[derive(sqlx::FromRow)]
struct MaskRow {
    mask_id: i64,
    lender_id: i64,
    borrower_id: i64,
    starts: Date,
    finishes: Date,
    revoked: bool,
}

impl From<MaskRow> for Mask {
    fn from(row: MaskRow) -> Self {
        Self {
            id: MaskId(row.mask_id),
            lender: UserId(row.lender_id),
            borrower: UserId(row.borrower_id),
            term: Term { starts: row.starts, finishes: row.finishes },
            revoked: row.revoked,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Listed {
    #[sqlx(flatten)]
    mask: MaskRow,
    #[sqlx(flatten)]
    other: PersonRow,
}

impl From<Listed> for (Mask, Person) {
    fn from(row: Listed) -> Self {
        (row.mask.into(), row.other.into())
    }
}

impl Store {
    /// Lends the permissions of `lender`, and queues the mail that tells the borrower.
    pub async fn lend(
        &self,
        lender: UserId,
        borrower: UserId,
        term: Term,
        mail: &NewMail,
        by: &By,
    ) -> Result<MaskId, StoreError> {
        let mut write = self.write(by).await?;
        let at = write.by.at;
        let (who, to) = (known(&mut write.link, lender).await?, known(&mut write.link, borrower).await?);
        let (id,) = ask!(write.link, fetch_one (i64,):
            "INSERT INTO mask (lender_id, borrower_id, starts, finishes, lent_at) VALUES ($1, $2, $3, $4, $5)
             RETURNING id",
            lender.0, borrower.0, term.starts, term.finishes, at)?;
        queue(&mut write.link, mail, Some(borrower), at).await?;
        let event = Event::MaskLent { lender: who.called, borrower: to.called.name, term };
        write.commit(who.organisation, &event).await?;
        Ok(MaskId(id))
    }

    /// The mask of that id.
    pub async fn mask(&self, mask: MaskId) -> Result<Option<Mask>, StoreError> {
        let mut link = self.link().await?;
        let row = ask!(link, fetch_optional MaskRow:
            concat!("SELECT ", mask_columns!(), " FROM mask AS m WHERE m.id = $1"), mask.0)?;
        Ok(row.map(Mask::from))
    }

    /// The masks someone lent, each with its borrower; newest first.
    pub async fn masks_lent_by(&self, lender: UserId) -> Result<Vec<(Mask, Person)>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all Listed:
            concat!("SELECT ", mask_columns!(), ", ", person_columns!(), "
             FROM mask AS m JOIN person AS p ON p.id = m.borrower_id
             WHERE m.lender_id = $1 ORDER BY m.id DESC LIMIT $2"),
            lender.0, SHOWN)?;
        Ok(rows.into_iter().map(Listed::into).collect())
    }

    /// The masks lent to someone that are neither taken back nor over on `today`, each with its lender; those that
    /// begin first come first.
    pub async fn masks_lent_to(&self, borrower: UserId, today: Date) -> Result<Vec<(Mask, Person)>, StoreError> {
        let mut link = self.link().await?;
        let rows = ask!(link, fetch_all Listed:
            concat!("SELECT ", mask_columns!(), ", ", person_columns!(), "
             FROM mask AS m JOIN person AS p ON p.id = m.lender_id
             WHERE m.borrower_id = $1 AND m.revoked_at IS NULL AND m.finishes >= $2
             ORDER BY m.starts, m.id LIMIT $3"),
            borrower.0, today, SHOWN)?;
        Ok(rows.into_iter().map(Listed::into).collect())
    }

    /// Takes a mask back. `Missing("mask")` where it is not `lender`'s, or was taken back before.
    pub async fn revoke_mask(&self, mask: MaskId, lender: UserId, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let at = write.by.at;
        let (borrower,) = ask!(write.link, fetch_optional (i64,):
            "UPDATE mask SET revoked_at = $3 WHERE id = $1 AND lender_id = $2 AND revoked_at IS NULL
             RETURNING borrower_id",
            mask.0, lender.0, at)?
        .ok_or(StoreError::Missing("mask"))?;
        let (who, to) = (known(&mut write.link, lender).await?, known(&mut write.link, UserId(borrower)).await?);
        let event = Event::MaskRevoked { lender: who.called, borrower: to.called.name };
        write.commit(who.organisation, &event).await
    }

    /// Puts a mask on in a session of its borrower. `Missing("mask")` where it is someone else's or was taken back.
    pub async fn wear_mask(&self, session: SessionId, mask: MaskId, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let worn = run!(
            write.link,
            "UPDATE session SET mask_id = $2
             WHERE id = $1 AND EXISTS (
                 SELECT 1 FROM mask AS m
                 WHERE m.id = $2 AND m.borrower_id = session.person_id AND m.revoked_at IS NULL
             )",
            session.0,
            mask.0,
        )?;
        let lender = lender_of(&mut write.link, mask).await?.filter(|_| worn > 0).ok_or(StoreError::Missing("mask"))?;
        write.commit(lender.organisation, &Event::MaskWorn { lender: lender.called }).await
    }

    /// Takes the mask of a session off; without one nothing happens.
    pub async fn take_mask_off(&self, session: SessionId, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let worn = ask!(write.link, fetch_optional (Option<i64>,):
            "SELECT mask_id FROM session WHERE id = $1", session.0)?;
        let Some((Some(mask),)) = worn else { return Ok(()) };
        run!(write.link, "UPDATE session SET mask_id = NULL WHERE id = $1", session.0)?;
        let lender = lender_of(&mut write.link, MaskId(mask)).await?.ok_or(StoreError::Missing("mask"))?;
        write.commit(lender.organisation, &Event::MaskTakenOff { lender: lender.called }).await
    }
}

/// Takes back all masks these people lent or were lent.
pub(crate) async fn end_masks(link: &mut Link, people: &str, at: OffsetDateTime) -> Result<(), StoreError> {
    run!(
        link,
        "UPDATE mask SET revoked_at = $2
         WHERE revoked_at IS NULL
           AND (lender_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1))
                OR borrower_id IN (SELECT CAST(value->>0 AS BIGINT) FROM json_each($1)))",
        people,
        at,
    )?;
    Ok(())
}

async fn lender_of(link: &mut Link, mask: MaskId) -> Result<Option<Subject>, StoreError> {
    let found = ask!(link, fetch_optional (i64,): "SELECT lender_id FROM mask WHERE id = $1", mask.0)?;
    match found {
        Some((lender,)) => subject(link, UserId(lender)).await,
        None => Ok(None),
    }
}

async fn known(link: &mut Link, user: UserId) -> Result<Subject, StoreError> {
    subject(link, user).await?.ok_or(StoreError::Missing("user"))
}
