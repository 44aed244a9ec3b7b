//! What the frame says.

pub(super) const BRAND: &str = "Coterie";
pub(super) const SKIP: &str = "Skip to the page";
pub(super) const MENU: &str = "Menu";
pub(super) const PLACES: &str = "Places";
pub(super) const COURSES: &str = "Courses";
pub(super) const MY_LEARNERS: &str = "My Learners";
pub(super) const MY_GROUPS: &str = "My groups";
pub(super) const PEOPLE: &str = "People";
pub(super) const ADMINISTRATION: &str = "Admin";
pub(super) const MANAGE_USERS: &str = "Manage Users";
pub(super) const COHORTS: &str = "Cohorts";
pub(super) const SETTINGS: &str = "Settings";
pub(super) const OUTBOX: &str = "Outbox";
pub(super) const AUDIT: &str = "Audit log";
pub(super) const YOUR_PROFILE: &str = "Your profile";
pub(super) const MASKS: &str = "Permission masks";
pub(super) const STOP: &str = "Stop";
pub(super) const ALL_ORGANISATIONS: &str = "All organisations";
pub(super) const CHANGE_PASSWORD: &str = "Change your password";
pub(super) const SIGN_OUT: &str = "Sign out";
pub(super) const SETUP: &str = "Setup";
pub(super) const GROUPS: &str = "Groups";
pub(super) const BOARD: &str = "Board";
pub(super) const HISTORY: &str = "History";
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
