//! The spread of genders: a bar, and always the letters, for colour is never the only sign.

use domain::groups::view::GenderCounts;
use leptos::prelude::*;

/// The class that colours a gender. Codes are rows an admin may add to; what is not F, M or NB
/// shares the fourth colour.
pub fn gender_class(code: &str) -> &'static str {
    match code {
        "F" => "gender-f",
        "M" => "gender-m",
        "NB" => "gender-nb",
        _ => "gender-other",
    }
}

/// "4 F · 3 M · 1 NB".
pub fn gender_words(counts: &GenderCounts) -> String {
    let mut words = String::new();
    for (code, count) in counts {
        if !words.is_empty() {
            words.push_str(" · ");
        }
        words.push_str(&count.to_string());
        words.push(' ');
        words.push_str(code.as_str());
    }
    words
}

/// The bar with its words. `class` may add `genders--stretch` or `genders--small`.
#[component]
pub fn GenderBar(counts: GenderCounts, #[prop(optional)] class: &'static str) -> impl IntoView {
    let words = gender_words(&counts);
    let parts: Vec<_> = counts
        .into_iter()
        .map(|(code, count)| view! { <i class=gender_class(code.as_str()) style:flex-grow=count.to_string()></i> })
        .collect();
    view! {
        <span class=["genders ", class].concat()>
            <span class="genders__bar" aria-hidden="true">
                {parts}
            </span>
            <span class="genders__words">{words}</span>
        </span>
    }
}

/// A learner's gender: its mark and its words.
#[component]
pub fn GenderMark(#[prop(into)] code: String, #[prop(into)] words: String) -> impl IntoView {
    view! { <span class=["gender-mark ", gender_class(&code)].concat()>{words}</span> }
}
