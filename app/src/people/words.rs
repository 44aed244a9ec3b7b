//! What people search says.

pub(super) const TITLE: &str = "People";
pub(super) const SEARCH: &str = "Search people";
pub(super) const SHOW: &str = "Show";
pub(super) const NAME: &str = "Name";
pub(super) const POSITION: &str = "Title";
pub(super) const AT: &str = "At";
pub(super) const OFFICE_HOURS: &str = "Office Hours";
pub(super) const WHAT: &str = "Find anyone in your school";
pub(super) const WHAT_MORE: &str = "Type a name: title, department and office hours stand beside each person.";
pub(super) const NOBODY: &str = "Nobody found";
pub(super) const NOBODY_WHAT: &str = "The search looks at names, numbers and e-mail addresses. Try less.";
pub(super) const MORE: &str = "There are more: type more of the name.";
