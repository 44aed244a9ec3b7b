//! The steps of an import.

use super::words;
use crate::ui::Steps;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A step of an import, in the order they are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    #[default]
    File,
    Columns,
    Review,
    Finish,
}

impl Step {
    /// All of them; an import may have fewer.
    pub const ALL: [Self; 4] = [Self::File, Self::Columns, Self::Review, Self::Finish];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => words::FILE_STEP,
            Self::Columns => words::COLUMNS_STEP,
            Self::Review => words::REVIEW_STEP,
            Self::Finish => words::FINISH_STEP,
        }
    }
}

/// The heading of the page (its children) with the steps beside it. Earlier steps lead back through `on_back`. When
/// another step comes up, its name takes the focus: what had it is gone.
#[component]
pub fn StepsHead(
    #[prop(default = &Step::ALL)] steps: &'static [Step],
    #[prop(into)] current: Signal<Step>,
    on_back: Callback<Step>,
    children: Children,
) -> impl IntoView {
    let at = Signal::derive(move || steps.iter().position(|step| *step == current.get()).unwrap_or(0));
    let labels: Vec<&'static str> = steps.iter().map(|step| step.label()).collect();
    let back = Callback::new(move |at: usize| {
        if let Some(step) = steps.get(at) {
            on_back.run(*step);
        }
    });
    Effect::new(move |before: Option<Step>| {
        let now = current.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(focus_on_step);
        }
        now
    });
    view! {
        <div class="row row--apart">
            {children()}
            <Steps steps=Signal::stored(labels) current=at on_back=back />
        </div>
    }
}

fn focus_on_step() {
    // What went wrong is heard first.
    let active = document().active_element();
    if active.is_some_and(|active| active.matches("[role=alert]").unwrap_or(false)) {
        return;
    }
    let step = document().query_selector(".steps > [aria-current]").ok().flatten();
    if let Some(step) = step.and_then(|step| step.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = step.focus();
    }
}
