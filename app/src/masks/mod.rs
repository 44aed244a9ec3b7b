//! Permission masks: lending one's permissions, and acting for who lent theirs (SPEC P4).

mod api;
mod lend;
mod words;

use crate::frame::Frame;
use crate::loaded::{load, loaded_view};
use crate::ui::{Message, PersonCell, Tone, use_query_text};
use api::{ListedMask, MasksPage as Page};
use domain::mask::MaskState;
use domain::text::day_words;
use leptos::prelude::*;

/// `/masks`
#[component]
pub fn MasksPage() -> impl IntoView {
    let page = load(|| (), |()| api::list());
    let again = Callback::new(move |()| page.refetch());
    let shown = loaded_view(page, 8, move |page| view! { <Shown page again /> }.into_any());
    let (done, problem) = (use_query_text("done"), use_query_text("problem"));
    let said = move || {
        let problem = words::problem(&problem.get()).map(|words| (Tone::Problem, words));
        let said = problem.or_else(|| words::done(&done.get()).map(|words| (Tone::Done, words)));
        said.map(|(tone, words)| view! { <Message tone>{words}</Message> })
    };
    view! {
        <Frame title=words::TITLE>
            <div class="page-head">
                <h1>{words::TITLE}</h1>
            </div>
            <div class="flash-region" role="status">{said}</div>
            {shown}
        </Frame>
    }
}

#[component]
fn Shown(page: Page, again: Callback<()>) -> impl IntoView {
    let Page { by_me, to_me, today } = page;
    view! {
        <p class="quiet">{words::WHAT}</p>
        <Masks id="to-me" title=words::TO_ME none=words::TO_ME_NONE other=words::FROM_WHOM masks=to_me control=worn />
        <lend::Lend today again />
        <Masks id="by-me" title=words::BY_ME none=words::BY_ME_NONE other=words::TO masks=by_me control=revoked />
    }
    .into_any()
}

/// A list of masks; `control` is what can be done with one.
#[component]
fn Masks(
    id: &'static str,
    title: &'static str,
    /// What is said where there is none.
    none: &'static str,
    /// Who the other people are.
    other: &'static str,
    masks: Vec<ListedMask>,
    control: fn(&ListedMask) -> Option<AnyView>,
) -> impl IntoView {
    let row = |listed: ListedMask| {
        let control = control(&listed);
        let ListedMask { mask, other, state } = listed;
        let badge = if state == MaskState::Open { "badge badge--success" } else { "badge" };
        view! {
            <tr>
                <th scope="row">
                    <PersonCell person=other />
                </th>
                <td>{day_words(mask.term.starts)}</td>
                <td>{day_words(mask.term.finishes)}</td>
                <td>
                    <span class=badge>{words::state(state)}</span>
                </td>
                <td>{control}</td>
            </tr>
        }
    };
    let list = if masks.is_empty() {
        view! { <p class="card__body quiet">{none}</p> }.into_any()
    } else {
        view! {
            <table class="table table--fold" aria-labelledby=id>
                <thead>
                    <tr>
                        <th scope="col">{other}</th>
                        <th scope="col">{words::STARTS}</th>
                        <th scope="col">{words::FINISHES}</th>
                        <th scope="col">{words::STATE}</th>
                        <th scope="col">
                            <span class="unseen">{words::ACTION}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{masks.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__head">
                <h2 id=id>{title}</h2>
            </div>
            {list}
        </section>
    }
    .into_any()
}

/// Puts a mask on that was lent to one.
fn worn(listed: &ListedMask) -> Option<AnyView> {
    (listed.state == MaskState::Open).then(|| form("/masks/wear", words::WEAR, listed))
}

/// Takes a mask back that one lent.
fn revoked(listed: &ListedMask) -> Option<AnyView> {
    matches!(listed.state, MaskState::Open | MaskState::Coming).then(|| form("/masks/revoke", words::REVOKE, listed))
}

/// A plain form: it leads to another page, for all that is on the screen changes with a mask.
fn form(action: &'static str, button: &'static str, listed: &ListedMask) -> AnyView {
    let label = words::about(button, &listed.other.name());
    view! {
        <form method="post" action=action>
            <button class="button button--small" name="mask" value=listed.mask.id.to_string() aria-label=label>
                {button}
            </button>
        </form>
    }
    .into_any()
}
