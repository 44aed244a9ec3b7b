//! What is around every page: the top bar, the side bar with the places the person may go, and for
//! the pages of a course its heading, tabs and the choice of the curriculum period.

pub mod address;
pub mod api;
pub mod course;
mod organisation;
pub mod places;
mod words;

pub use course::{CourseFrame, CoursePlace, open_course};

use crate::error::AppError;
use crate::loaded::shown;
use crate::pages::{Menu, Page, PageRow, table};
use crate::session::{Me, use_session};
use crate::ui::{self, Avatar, FlashRegion, Glyph, Icon, close_after_choice};
use domain::access::Action;
use domain::text::day_words;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{html, web_sys};
use leptos_meta::Title;
use organisation::Organisations;
use places::Places;
use std::sync::atomic::{AtomicBool, Ordering};
use time::Date;

/// The frame of a page. `title` is the document's; the page gives its own `<h1>`, best inside
/// `<div class="page-head">`. Messages appear above the page; one that wants them elsewhere says
/// `own_flash=true` and puts a [`FlashRegion`] there.
#[component]
pub fn Frame(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] own_flash: bool,
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let main = NodeRef::<html::Main>::new();
    Effect::new(move |_| main.get().inspect(arrive));
    let known = |me: Result<Option<Me>, AppError>| me.ok().flatten();
    let places = move || shown(session, move |me| known(me).map(|me| view! { <Places me /> }));
    let school = shown(session, move |me| known(me).map(|me| view! { <Organisations me /> }));
    let account = shown(session, move |me| known(me).map(|me| view! { <Account me /> }));
    let mask = shown(session, move |me| known(me).and_then(|me| me.acts_for).map(mask_bar));
    // Erased: the type of a page would otherwise hold the type of everything around it.
    let bar = view! {
        <Suspense>{mask}</Suspense>
        <button type="button" class="places-button" aria-label=words::MENU popovertarget="places-menu">
            <Icon glyph=Glyph::Bars />
        </button>
        <nav
            class="places-menu"
            id="places-menu"
            popover="auto"
            aria-label=words::MENU
            on:click=|event| close_after_choice(&event)
        >
            <Suspense>{places()}</Suspense>
        </nav>
        <a class="brand" href="/courses">
            <img class="brand__mark" src="/favicon.svg" alt="" width="20" height="20" />
            {words::BRAND}
        </a>
        <Suspense>
            {school}
            <div class="topbar__account">{account}</div>
        </Suspense>
    }
    .into_any();
    let side = view! { <Suspense>{places()}</Suspense> }.into_any();
    let flash = (!own_flash).then(|| view! { <FlashRegion /> }.into_any());
    view! {
        <Title text=move || title.get() />
        <a class="skip" href="#main" rel="external">
            {words::SKIP}
        </a>
        <div class="frame">
            <header class="topbar">{bar}</header>
            <nav class="sidebar" aria-label=words::PLACES>
                {side}
            </nav>
            <main id="main" class="page" tabindex="-1" node_ref=main>
                {flash}
                {children()}
            </main>
        </div>
    }
    .into_any()
}

/// Puts the focus on a page that someone has come to from another one, unless the page has put it
/// somewhere itself. The first page of a visit leaves it to the browser.
fn arrive(main: &web_sys::HtmlElement) {
    static CAME_BEFORE: AtomicBool = AtomicBool::new(false);
    if !CAME_BEFORE.swap(true, Ordering::Relaxed) {
        return;
    }
    let focused = document().active_element();
    if focused.is_none_or(|element| element.dyn_into::<web_sys::HtmlBodyElement>().is_ok()) {
        let _ = main.focus();
    }
}

/// Tells, above every page, that someone acts under a permission mask, and ends it (SPEC P4).
fn mask_bar((name, until): (String, Date)) -> impl IntoView {
    view! {
        <form class="mask-bar" method="post" action="/masks/stop">
            <span class="mask-bar__words">{words::acts_for(&name, &day_words(until))}</span>
            <button class="link link--strong" type="submit">
                {words::STOP}
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn Account(me: Me) -> impl IntoView {
    // One's own account is one's own: under a mask nothing leads there.
    let own = me.may(Action::ManageOwnAccount);
    let rows: Vec<_> = table().iter().filter(|row| own && me.is_of(row.audience)).collect();
    let person = me.person;
    let label = words::account(&person.initials(), &person.name());
    let face = view! { <Avatar initials=person.initials() /> }.into_any();
    view! {
        <ui::Menu id="account-menu" class="account" label=label face>
            <p class="menu__words">
                <strong>{person.name()}</strong>
                <br />
                <small class="quiet">{person.email.clone()}</small>
            </p>
            {rows.iter().filter_map(|row| item(row)).collect_view()}
            <form method="post" action="/sign-out">
                <button class="menu__item" type="submit">
                    {words::SIGN_OUT}
                </button>
            </form>
        </ui::Menu>
    }
    .into_any()
}

fn item(row: &'static PageRow) -> Option<AnyView> {
    let Some(Menu::Account(label)) = row.menu else { return None };
    // A plain form, which is loaded as one.
    let rel = if row.page == Page::Password { "external" } else { "" };
    let link = view! {
        <a class="menu__item" href=row.address rel=rel>
            {label}
        </a>
    };
    Some(link.into_any())
}
