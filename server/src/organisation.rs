//! The organisation switcher (SPEC P5): a plain form, answered by the page it was on.

use crate::router::Context;
use crate::sign_in::{Fault, inside};
use axum::Extension;
use axum::extract::{Form, State};
use axum::response::Redirect;
use domain::id::OrganisationId;
use serde::Deserialize;
use service::SignedIn;

#[derive(Deserialize)]
pub(crate) struct Chosen {
    /// An id; empty for all.
    organisation: String,
    #[serde(default)]
    next: String,
}

/// `POST /organisation`. An organisation that is not theirs to look at changes nothing.
pub(crate) async fn choose(
    State(context): State<Context>,
    Extension(signed_in): Extension<SignedIn>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Fault> {
    let organisation: Option<OrganisationId> = chosen.organisation.parse().ok();
    let clear = chosen.organisation.is_empty();
    if clear || organisation.is_some_and(|organisation| signed_in.viewer.looks_at(organisation)) {
        context.store.choose_organisation(signed_in.session, organisation, (context.clock.0)()).await?;
    }
    Ok(Redirect::to(&without_place(inside(&chosen.next))))
}

/// An address without what narrows a list to a place in another organisation.
fn without_place(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let is_place = |piece: &&str| {
        ["organisation=", "department=", "cohort=", "page=", "before="].iter().any(|key| piece.starts_with(key))
    };
    let kept: Vec<&str> = query.split('&').filter(|piece| !is_place(piece)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::without_place;

    #[test]
    fn an_address_forgets_places_of_another_organisation_and_nothing_else() {
        for (address, expected) in [
            ("/courses", "/courses"),
            ("/admin/users?q=a&organisation=2&page=3", "/admin/users?q=a"),
            ("/admin/users?cohort=1&department=2", "/admin/users"),
            ("/courses/MED-201/groups?period=2", "/courses/MED-201/groups?period=2"),
        ] {
            assert_eq!(without_place(address), expected);
        }
    }
}
