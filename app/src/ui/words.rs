//! What the shared pieces say.

pub(super) const CLOSE: &str = "Close";
pub(super) const CLEAR: &str = "Clear";
pub(super) const UNDO: &str = "Undo";
pub(super) const DISMISS: &str = "Dismiss this message";
pub(super) const PREVIOUS: &str = "Previous page";
pub(super) const NEXT: &str = "Next page";
pub(super) const LOADING: &str = "Loading";
pub(super) const REQUIRED: &str = "required";
pub(super) const DONE: &str = "done";
pub(super) const NOBODY_FOUND: &str = "Nobody found. Try part of the name, the number or the e-mail address.";
pub(super) const PEOPLE_FOUND: &str = "People found";
pub(super) const SEARCHING: &str = "Searching";
pub(super) const KEY_CHOOSE: &str = "choose";
pub(super) const KEY_ADD: &str = "add";
pub(super) const KEY_CLOSE: &str = "close";

pub(super) fn selected(count: usize) -> String {
    format!("{count} selected")
}

pub(super) fn found(count: usize) -> String {
    if count == 1 { "1 person found".to_owned() } else { format!("{count} people found") }
}

pub(super) fn namesakes(name: &str, count: usize) -> String {
    let many = match count {
        2 => "Two".to_owned(),
        3 => "Three".to_owned(),
        more => more.to_string(),
    };
    format!("{many} people are named {name}: see number and e-mail")
}

pub(super) fn rows(first: usize, last: usize, total: usize) -> String {
    format!("{first}–{last} of {total}")
}

pub(super) fn problems(count: usize) -> String {
    if count == 1 { "There is a problem".to_owned() } else { format!("There are {count} problems") }
}

pub(super) const LEAVE: &str = "Leave this page? Your changes are not saved yet.";
