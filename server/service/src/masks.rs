//! Permission masks (SPEC P4): lent, listed, put on.

use crate::{Asker, Fault, SignedIn};
use domain::access::{Action, Viewer};
use domain::id::{MaskId, OrganisationId, UserId};
use domain::mask::{LendDraft, LendField, LendProblem, Lent, ListedMask, Mask, MaskState, MasksPage, Term};
use domain::mask::{holds, may_lend};
use domain::person::Person;
use domain::text::day_words;
use store::{Account, NewMail, StoreError};

/// As many people as a search offers.
const OFFERED: u32 = 20;

/// The masks one lent, and those one may wear.
pub async fn list(asker: &Asker) -> Result<MasksPage, Fault> {
    let (signed_in, _) = lender(asker)?;
    let (me, today) = (&signed_in.viewer, asker.today());
    let listed = |(mask, other): (Mask, Person)| ListedMask { state: mask.state(today), mask, other };
    let by_me = asker.store().masks_lent_by(me.user).await?.into_iter().map(listed).collect();
    let mut to_me = Vec::new();
    for lent in asker.store().masks_lent_to(me.user, today).await?.into_iter().map(listed) {
        // One that would not hold is not shown: who lent it has left, or has become a student.
        let Some((account, lender)) = person(asker, lent.mask.lender).await? else { continue };
        if holds(MaskState::Open, account.usable(asker.now()), &lender, me) {
            to_me.push(lent);
        }
    }
    Ok(MasksPage { by_me, to_me, today })
}

/// Whom one may lend to, as someone types.
pub async fn search(asker: &Asker, typed: &str) -> Result<Vec<Person>, Fault> {
    let (signed_in, organisations) = lender(asker)?;
    let mut found = asker.store().search_borrowers(&organisations, typed, OFFERED, asker.now()).await?;
    found.retain(|person| person.id != signed_in.viewer.user);
    Ok(found)
}

/// Lends one's own permissions, and tells the borrower by mail.
pub async fn lend(asker: &Asker, draft: &LendDraft) -> Result<Lent, Fault> {
    let (signed_in, _) = lender(asker)?;
    let me = &signed_in.viewer;
    let (borrower, term) = match draft.check(asker.today()) {
        Ok(checked) => checked,
        Err(problems) => return Ok(Lent::Problems(problems)),
    };
    let to = person(asker, borrower).await?;
    let to = to.filter(|(account, to)| account.usable(asker.now()) && may_lend(me, to));
    let Some((account, _)) = to else {
        let words = "Permissions cannot be lent to this person: choose someone of your own school who is no student.";
        return Ok(Lent::Problems(vec![LendProblem::new(LendField::Borrower, words)]));
    };
    let own = asker.store().person(me.user).await?.ok_or(Fault::NotFound("account"))?;
    let mail = letter(&own, term, account.email);
    asker.store().lend(me.user, borrower, term, &mail, &asker.by()).await?;
    Ok(Lent::Done)
}

/// Puts a mask on, where it holds; whether it did. Never over another.
pub async fn wear(asker: &Asker, mask: MaskId) -> Result<bool, Fault> {
    let signed_in = asker.own_account()?;
    let holds = match asker.store().mask(mask).await? {
        Some(mask) => asker.lender_of(&mask, &signed_in.viewer).await?.is_some(),
        None => false,
    };
    if !holds {
        return Ok(false);
    }
    found(asker.store().wear_mask(signed_in.session, mask, &asker.by()).await)
}

/// Takes back a mask that one lent; whether there was one.
pub async fn revoke(asker: &Asker, mask: MaskId) -> Result<bool, Fault> {
    let me = asker.own_account()?.viewer.user;
    found(asker.store().revoke_mask(mask, me, &asker.by()).await)
}

fn found(done: Result<(), StoreError>) -> Result<bool, Fault> {
    match done {
        Ok(()) => Ok(true),
        Err(StoreError::Missing(_)) => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}

impl Asker {
    /// The lender of a mask, where it holds for `wearer` now.
    async fn lender_of(&self, mask: &Mask, wearer: &Viewer) -> Result<Option<Viewer>, Fault> {
        let Some((account, lender)) = person(self, mask.lender).await? else { return Ok(None) };
        let usable = account.usable(self.now());
        let held = mask.borrower == wearer.user && holds(mask.state(self.today()), usable, &lender, wearer);
        Ok(held.then_some(lender))
    }
}

/// The signed-in person, for whom there are masks, and the organisations in which they may lend.
fn lender(asker: &Asker) -> Result<(&SignedIn, Vec<OrganisationId>), Fault> {
    let signed_in = asker.own_account()?;
    let held = signed_in.viewer.grants.iter().map(|grant| grant.organisation);
    let mut organisations: Vec<OrganisationId> =
        held.filter(|organisation| asker.may(Action::LendPermissions(*organisation))).collect();
    organisations.dedup();
    if organisations.is_empty() { Err(Fault::Forbidden) } else { Ok((signed_in, organisations)) }
}

/// Someone with their account, unless it was deleted.
async fn person(asker: &Asker, user: UserId) -> Result<Option<(Account, Viewer)>, Fault> {
    Ok(asker.store().account(user).await?.zip(asker.store().viewer(user).await?))
}

/// Tells a borrower that they may act for someone.
fn letter(lender: &Person, term: Term, to: String) -> NewMail {
    let name = [&lender.first, " ", &lender.last].concat();
    let (starts, finishes) = (day_words(term.starts), day_words(term.finishes));
    let subject = format!("{name} lends you their permissions in Coterie");
    let body = format!(
        "{name} lends you their permissions from {starts} until {finishes}.\n\n\
         To act for them, sign in to Coterie as yourself, open the menu of your account, choose “Permission masks” and \
         press “Act for them”. What you do then is recorded under both your names. A bar above every page tells that \
         you act for someone else, and “Stop” there ends it.\n"
    );
    NewMail { to, subject, body }
}
