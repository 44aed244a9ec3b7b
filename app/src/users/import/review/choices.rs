//! What a cell of a list can be: the same in the table and on the card.

use leptos::prelude::*;

/// The options of a `<select>`. What the file says is chosen until something else is: its own value is the text as the
/// file writes it, so that looking at a cell changes nothing.
pub(super) fn choices(text: &str, meaning: Option<&str>, options: &[(String, String)]) -> AnyView {
    let chosen = chosen(text, meaning, options);
    let own =
        chosen.is_none().then(|| view! { <option value=text.to_owned() selected=true>{text.to_owned()}</option> });
    let option = |(at, (code, name)): (usize, &(String, String))| {
        let selected = chosen == Some(at);
        let value = if selected { text } else { code };
        view! { <option value=value.to_owned() selected=selected>{name.clone()}</option> }
    };
    let options = options.iter().enumerate().map(option).collect_view();
    view! { {own} {options} }.into_any()
}

/// Which of the options the text is: by its code, its name or what it means.
fn chosen(text: &str, meaning: Option<&str>, options: &[(String, String)]) -> Option<usize> {
    options.iter().position(|(code, name)| code == text || name == text || meaning == Some(name))
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn a_text_is_the_option_it_means() {
        let options = [("F", "Female"), ("M", "Male")].map(|(code, name)| (code.to_owned(), name.to_owned()));
        for (text, meaning, expected) in [
            ("F", None, Some(0)),
            ("Female", None, Some(0)),
            ("Frau", Some("Female"), Some(0)),
            ("M", Some("Male"), Some(1)),
            ("", None, None),
            ("Divers", None, None),
        ] {
            assert_eq!(chosen(text, meaning, &options), expected, "{text}");
        }
    }
}
