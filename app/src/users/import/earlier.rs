//! The imports that were made before, each a link to what it did.

use super::words;
use crate::ui::When;
use domain::import::users::UserImport;
use leptos::prelude::*;

#[component]
pub(super) fn Earlier(imports: RwSignal<Vec<UserImport>>) -> impl IntoView {
    let none =
        move || imports.with(Vec::is_empty).then(|| view! { <p class="card__body quiet">{words::NO_EARLIER}</p> });
    let line = |import: UserImport| {
        let undone = import.undone.is_some().then(|| view! { <span class="badge">{words::UNDONE}</span> });
        view! {
            <li>
                <div class="lines__main">
                    <a href=words::import_address(import.id.0)>
                        <bdi>{import.file_name}</bdi>
                    </a>
                    <p class="small quiet">
                        <When at=import.at />
                        " · "
                        <bdi>{import.by.unwrap_or_else(|| words::COMMAND_LINE.to_owned())}</bdi>
                    </p>
                </div>
                <span class="small quiet">{words::imported(&import.counts)}</span>
                {undone}
            </li>
        }
    };
    let lines = move || imports.get().into_iter().map(line).collect_view();
    view! {
        <section class="card" aria-labelledby="earlier-title">
            <div class="card__head card__head--band">
                <h2 id="earlier-title">{words::EARLIER}</h2>
            </div>
            {none}
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}
