//! What the outbox and the audit log say.

use domain::mail::MailState;

pub(super) const SHOW: &str = "Show";
pub(super) const SYSTEM: &str = "System";
pub(super) const OLDER: &str = "Older";
pub(super) const NEWEST: &str = "Newest";
pub(super) const PAGES: &str = "Pages";

pub(super) const OUTBOX: &str = "Outbox";
pub(super) const OUTBOX_WHAT: &str =
    "Messages this installation sends. Where no mail server is set up they wait here, and you can pass them on.";
pub(super) const OUTBOX_EMPTY: &str = "No messages";
pub(super) const OUTBOX_EMPTY_WHAT: &str =
    "Messages to people whose accounts you may manage stand here, such as a link for a forgotten password.";
pub(super) const NOTHING_OLDER: &str = "Nothing older";
pub(super) const NOTHING_OLDER_WHAT: &str = "This is where it begins.";
pub(super) const TO: &str = "To";
pub(super) const SUBJECT: &str = "Subject";
pub(super) const STATE: &str = "State";
pub(super) const TIME: &str = "Time";

pub(super) const AUDIT: &str = "Audit log";
pub(super) const AUDIT_SEARCH: &str = "Search the audit log";
pub(super) const AUDIT_EMPTY: &str = "No entries";
pub(super) const AUDIT_EMPTY_WHAT: &str =
    "Everything that changes data is written here: who did it, when, and to what.";
pub(super) const AUDIT_NONE: &str = "No entry matches";
pub(super) const AUDIT_NONE_WHAT: &str = "The search looks at people, actions, objects and words. Try less.";
pub(super) const WHO: &str = "Who";
pub(super) const WHAT: &str = "What";
pub(super) const OBJECT: &str = "Object";
pub(super) const WORDS: &str = "In words";

pub(super) const fn state(state: MailState) -> &'static str {
    match state {
        MailState::Queued => "Waiting",
        MailState::Sent => "Sent",
        MailState::Failed => "Failed",
    }
}

/// "Failed after 3 attempts".
pub(super) fn attempts(attempts: u32) -> Option<String> {
    (attempts > 0).then(|| domain::groups::acts::count(attempts as usize, "attempt"))
}
