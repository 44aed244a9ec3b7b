//! People search (SPEC U11).

use crate::{Asker, Fault};
use domain::access::Action;
use domain::user::FoundPeople;

/// How many people a search shows.
const MOST: usize = 50;

/// The people of the organisations they look at that have all words of `query`; nobody for none. A learner's number and
/// e-mail are told only to those who work where the learner is.
pub async fn search(asker: &Asker, query: &str) -> Result<FoundPeople, Fault> {
    asker.known()?;
    if query.trim().is_empty() {
        return Ok(FoundPeople::default());
    }
    let all = asker.store().organisations().await?.into_iter().map(|organisation| organisation.id);
    let searches = |id| asker.shows(id) && asker.may(Action::SearchPeople { organisation: id, contact: false });
    let within: Vec<_> = all.filter(|id| searches(*id)).collect();
    let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    let mut cards = asker.store().search_everyone(&within, query, limit).await?;
    let more = cards.len() > MOST;
    cards.truncate(MOST);
    for card in &mut cards {
        let works = |organisation| asker.may(Action::SearchPeople { organisation, contact: true });
        if card.is_learner() && !card.grants.iter().any(|grant| works(grant.organisation)) {
            card.person.number = None;
            card.person.email.clear();
        }
    }
    Ok(FoundPeople { cards, more })
}
