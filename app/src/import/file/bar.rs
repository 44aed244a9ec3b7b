//! The file on the steps after the first.

use super::Source;
use super::facts::Facts;
use super::step::{Choose, Trouble};
use super::taking::listen;
use leptos::prelude::*;

/// The file in one line: how it is read can be changed on every step, and another file be given.
#[component]
pub fn FileBar(source: Source) -> impl IntoView {
    let over = listen(source, false);
    view! {
        <Trouble source />
        <div class="file-bar" class:file-bar--over=move || over.get()>
            <Facts source>
                <div class="file-bar__another">
                    <Choose source another=true />
                </div>
            </Facts>
        </div>
    }
}
