//! What is wrong, or worth knowing, said in place.

use super::{Glyph, Icon, words};
use leptos::html;
use leptos::prelude::*;

/// How a message is meant. Each tone has its icon beside its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Done,
    Careful,
    Problem,
}

impl Tone {
    /// `block block--tone`.
    pub fn class(self, block: &str) -> String {
        let tone = match self {
            Self::Plain => return block.to_owned(),
            Self::Done => "done",
            Self::Careful => "careful",
            Self::Problem => "problem",
        };
        [block, " ", block, "--", tone].concat()
    }

    pub(super) const fn glyph(self) -> Glyph {
        match self {
            Self::Plain => Glyph::Info,
            Self::Done => Glyph::Check,
            Self::Careful | Self::Problem => Glyph::Warning,
        }
    }
}

/// A message that stands on the page. One that appears later belongs into an element with
/// `role="alert"` or `role="status"`.
#[component]
pub fn Message(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class=tone.class("message")>
            <div class="message__words">
                <Icon glyph=tone.glyph() />
                <div>{children()}</div>
            </div>
        </div>
    }
}

/// A problem of a form: the id of its control, empty when it belongs to none, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub words: String,
}

/// All problems of a form above it, each a link to its control. It takes the focus when problems come.
#[component]
pub fn ProblemSummary(#[prop(into)] problems: Signal<Vec<Problem>>) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    let any = Memo::new(move |_| problems.with(|p| !p.is_empty()));
    Effect::new(move |_| {
        if any.get()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let line = |problem: Problem| {
        if problem.field.is_empty() {
            view! { <li>{problem.words}</li> }.into_any()
        } else {
            view! { <li><a href=["#", &problem.field].concat() rel="external">{problem.words}</a></li> }.into_any()
        }
    };
    view! {
        <Show when=move || any.get()>
            <div class="message message--problem" role="alert" tabindex="-1" node_ref=summary>
                <div class="message__words">
                    <Icon glyph=Glyph::Warning />
                    <div>
                        <strong>{move || words::problems(problems.with(Vec::len))}</strong>
                        <ul>{move || problems.get().into_iter().map(line).collect_view()}</ul>
                    </div>
                </div>
            </div>
        </Show>
    }
}
