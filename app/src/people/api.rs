//! People search (SPEC U11).

use crate::error::AppError;
use domain::user::Card;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// How many people a search shows.
#[cfg(feature = "ssr")]
const MOST: usize = 50;

/// Who was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPeople {
    pub cards: Vec<Card>,
    /// Whether there are more.
    pub more: bool,
}

/// The people of the organisations the signed-in person looks at that have all words of `query`; nobody for none. A learner's
/// number and e-mail are told only to those who work where the learner is.
#[server(endpoint = "people/search", input = Json)]
pub async fn search(query: String) -> Result<FoundPeople, AppError> {
    use crate::gate;
    use domain::access::{Action, may};
    let signed_in = gate::signed_in()?;
    let viewer = &signed_in.viewer;
    if query.trim().is_empty() {
        return Ok(FoundPeople::default());
    }
    let store = gate::store()?;
    let mut within: Vec<_> = store.organisations().await?.into_iter().map(|organisation| organisation.id).collect();
    within.retain(|id| signed_in.shows(*id) && may(viewer, Action::SearchPeople { organisation: *id, contact: false }));
    let limit = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    let mut cards = store.search_everyone(&within, &query, limit).await?;
    let more = cards.len() > MOST;
    cards.truncate(MOST);
    for card in &mut cards {
        let works = |organisation| may(viewer, Action::SearchPeople { organisation, contact: true });
        if card.is_learner() && !card.grants.iter().any(|grant| works(grant.organisation)) {
            card.person.number = None;
            card.person.email.clear();
        }
    }
    Ok(FoundPeople { cards, more })
}
