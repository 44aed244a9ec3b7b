//! What the page of permission masks asks of the server (SPEC P4). Wearing and taking back are plain forms.

use crate::error::AppError;
use domain::mask::{LendDraft, LendProblem, Mask, MaskState};
use domain::person::Person;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use time::Date;

#[cfg(feature = "ssr")]
use {
    crate::gate::{self, SignedIn},
    domain::access::{Action, Viewer, may},
    domain::id::{OrganisationId, UserId},
    domain::mask::{LendField, holds, may_lend},
    store::{Account, NewMail, Store},
};

/// As many people as a search offers.
#[cfg(feature = "ssr")]
const OFFERED: u32 = 20;

/// A mask with whoever is at its other end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedMask {
    pub mask: Mask,
    /// The borrower of a mask one lent, the lender of one that was lent to one.
    pub other: Person,
    pub state: MaskState,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasksPage {
    /// Newest first.
    pub by_me: Vec<ListedMask>,
    /// Only what can be worn now, or later.
    pub to_me: Vec<ListedMask>,
    pub today: Date,
}

/// How lending went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lent {
    Done,
    /// Nothing was lent: these fields are wrong.
    Problems(Vec<LendProblem>),
}

/// The masks one lent, and those one may wear.
#[server(endpoint = "masks/list", input = Json)]
pub async fn list() -> Result<MasksPage, AppError> {
    let (signed_in, _) = lender()?;
    let (store, now) = (gate::store()?, gate::now()?);
    let (me, today) = (&signed_in.viewer, now.date());
    let listed = |(mask, other): (Mask, Person)| ListedMask { state: mask.state(today), mask, other };
    let by_me = store.masks_lent_by(me.user).await?.into_iter().map(listed).collect();
    let mut to_me = Vec::new();
    for lent in store.masks_lent_to(me.user, today).await?.into_iter().map(listed) {
        // One that would not hold is not shown: who lent it has left, or has become a student.
        let Some((account, lender)) = person(&store, lent.mask.lender).await? else { continue };
        if holds(MaskState::Open, account.usable(now), &lender, me) {
            to_me.push(lent);
        }
    }
    Ok(MasksPage { by_me, to_me, today })
}

/// Whom one may lend to, as someone types.
#[server(endpoint = "masks/search", input = Json)]
pub async fn search(typed: String) -> Result<Vec<Person>, AppError> {
    let (signed_in, organisations) = lender()?;
    let (store, now) = (gate::store()?, gate::now()?);
    let mut found = store.search_borrowers(&organisations, &typed, OFFERED, now).await?;
    found.retain(|person| person.id != signed_in.viewer.user);
    Ok(found)
}

/// Lends one's own permissions, and tells the borrower by mail.
#[server(endpoint = "masks/lend", input = Json)]
pub async fn lend(draft: LendDraft) -> Result<Lent, AppError> {
    let (signed_in, _) = lender()?;
    let (store, now) = (gate::store()?, gate::now()?);
    let me = &signed_in.viewer;
    let (borrower, term) = match draft.check(now.date()) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Lent::Problems(problems)),
    };
    let to = person(&store, borrower).await?.filter(|(account, to)| account.usable(now) && may_lend(me, to));
    let Some((account, _)) = to else {
        let words = "Permissions cannot be lent to this person: choose someone of your own school who is no student.";
        return Ok(Lent::Problems(vec![LendProblem::new(LendField::Borrower, words)]));
    };
    let own = store.person(me.user).await?.ok_or_else(|| AppError::NotFound("account".to_owned()))?;
    let (subject, body) = super::words::mail(&own, term);
    let mail = NewMail { to: account.email, subject, body };
    store.lend(me.user, borrower, term, &mail, &gate::by()?).await?;
    Ok(Lent::Done)
}

/// The signed-in person, for whom there are masks, and the organisations in which they may lend.
#[cfg(feature = "ssr")]
fn lender() -> Result<(SignedIn, Vec<OrganisationId>), AppError> {
    let signed_in = gate::own_account()?;
    let held = signed_in.viewer.grants.iter().map(|grant| grant.organisation);
    let mut organisations: Vec<OrganisationId> =
        held.filter(|organisation| may(&signed_in.viewer, Action::LendPermissions(*organisation))).collect();
    organisations.dedup();
    if organisations.is_empty() { Err(AppError::Forbidden) } else { Ok((signed_in, organisations)) }
}

/// Someone with their account, unless it was deleted.
#[cfg(feature = "ssr")]
async fn person(store: &Store, user: UserId) -> Result<Option<(Account, Viewer)>, AppError> {
    Ok(store.account(user).await?.zip(store.viewer(user).await?))
}
