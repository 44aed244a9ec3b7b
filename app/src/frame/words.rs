//! What the frame says.

pub(super) const BRAND: &str = "Coterie";
pub(super) const SKIP: &str = "Skip to the page";
pub(super) const MENU: &str = "Menu";
pub(super) const PLACES: &str = "Places";
pub(super) const ADMINISTRATION: &str = "Admin";
pub(super) const STOP: &str = "Stop";
pub(super) const ALL_ORGANISATIONS: &str = "All organisations";
pub(super) const SIGN_OUT: &str = "Sign out";
pub(super) const COURSE_TABS: &str = "Course";
pub(super) const PERIOD: &str = "Curriculum period";
pub(super) const SHOW: &str = "Show";

/// Begins with what the button shows, so that people who speak to their computer can name it.
pub(super) fn account(initials: &str, name: &str) -> String {
    [initials, ", account of ", name].concat()
}

/// Begins with what the button shows, as above.
pub(super) fn organisation(shown: &str) -> String {
    [shown, ", choose an organisation"].concat()
}

/// What the bar says while a permission mask is worn.
pub(super) fn acts_for(name: &str, until: &str) -> String {
    ["You act for ", name, " until ", until].concat()
}

pub(super) fn enrolled(count: u32) -> String {
    [&count.to_string(), " enrolled"].concat()
}

pub(super) fn title(tab: &str, code: &str) -> String {
    [tab, " · ", code].concat()
}
