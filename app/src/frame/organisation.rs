//! The organisation that is looked at (SPEC P5): its name, and for people with several a menu to choose another. A plain
//! form, kept by the server: it works before WASM has come.

use super::words;
use crate::session::Me;
use crate::ui::Menu;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub(super) fn Organisations(me: Me) -> impl IntoView {
    let Me { organisations, organisation: chosen, .. } = me;
    if organisations.len() < 2 {
        let name = organisations.into_iter().next().map(|(_, name)| name);
        return view! { <span class="topbar__school">{name}</span> }.into_any();
    }
    let shown = organisations.iter().find(|(id, _)| Some(*id) == chosen).map(|(_, name)| name.clone());
    let shown = shown.unwrap_or_else(|| words::ALL_ORGANISATIONS.to_owned());
    let label = words::organisation(&shown);
    let face = view! { <span class="school__name">{shown}</span> }.into_any();
    let location = use_location();
    let here =
        Signal::derive(move || [location.pathname.get().as_str(), &location.query.get().to_query_string()].concat());
    let choice = move |value: String, name: String, is_chosen: bool| {
        view! {
            <button class="menu__item" name="organisation" value=value aria-current=is_chosen.then_some("true")>
                {name}
            </button>
        }
    };
    let choices = move || {
        let all = choice(String::new(), words::ALL_ORGANISATIONS.to_owned(), chosen.is_none());
        let each = organisations.iter().map(|(id, name)| choice(id.to_string(), name.clone(), Some(*id) == chosen));
        std::iter::once(all).chain(each).collect_view()
    };
    view! {
        <Menu id="organisation-menu" class="school menu__caret" label=label face>
            <form method="post" action="/organisation">
                <input type="hidden" name="next" value=move || here.get() />
                {choices()}
            </form>
        </Menu>
    }
    .into_any()
}
